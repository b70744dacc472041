/** A device of examples/python, behind a pipe, must pass all that its ICS claims. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { DeviceRole } from '../schemas';
import { newFolder, pr2, reportOf } from './run-pr2';

const EXAMPLE = join(__dirname, '..', 'examples', 'python');

/** Why the tests of these examples are skipped, or false. */
export const noPython = spawnSync('python3', ['--version']).status === 0 ? false : 'there is no python3 here';

/** Runs the whole suite on the example of a role; names each case that neither passed nor is not applicable. */
export function passesAllItClaims(role: DeviceRole, ics: string): void {
  const out = newFolder();
  const dut = `${role}=exec:python3 "${join(EXAMPLE, `${role}_adapter.py`)}"`;
  const { code, stdout } = pr2(['run', '--dut', dut, '--ics', join(EXAMPLE, ics), '--out', out]);
  const unmet = reportOf(out, role).cases.filter((c) => !['pass', 'not applicable'].includes(c.verdict));
  assert.deepEqual(
    unmet.map((c) => `${c.id}: ${c.verdict}, ${c.cause ?? ''}`),
    [],
    stdout,
  );
  assert.equal(code, 0, stdout);
}
