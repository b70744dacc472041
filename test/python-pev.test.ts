/** The PEV in examples/python, written from the specification alone, passes all that it declares, behind a pipe. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder, pr2, reportOf } from './run-pr2';

const EXAMPLE = join(__dirname, '..', 'examples', 'python');
const noPython = spawnSync('python3', ['--version']).status === 0 ? false : 'there is no python3 here';

test('the Python PEV passes what its ICS claims', { skip: noPython }, () => {
  const out = newFolder();
  const dut = `pev=exec:python3 "${join(EXAMPLE, 'pev_adapter.py')}"`;
  const { code, stdout } = pr2(['run', '--dut', dut, '--ics', join(EXAMPLE, 'ics.yaml'), '--out', out]);
  const unmet = reportOf(out, 'pev').cases.filter((c) => !['pass', 'not applicable'].includes(c.verdict));
  assert.deepEqual(
    unmet.map((c) => `${c.id}: ${c.verdict}, ${c.cause ?? ''}`),
    [],
    stdout,
  );
  assert.equal(code, 0, stdout);
});
