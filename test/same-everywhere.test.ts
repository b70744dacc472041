/** One seed, one log: in process and behind a pipe, under any time zone, locale and working folder. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execReference, newFolder, pr2 } from './run-pr2';

const TAGS = '@PR2-A-15 or @PR2-A-06 or @PR2-A-21 or @PR2-A-05';

function logOf(role: string, target: string, env: NodeJS.ProcessEnv = {}, seed = 'pr2'): string {
  const out = newFolder();
  const { code, stderr } = pr2(['run', '--dut', target, '--tags', TAGS, '--out', out, '--seed', seed], env);
  assert.equal(code, 3, stderr); // conformant, but most requirements were not selected
  return readFileSync(join(out, role, 'run.ndjson'), 'utf8');
}

for (const role of ['pev', 'esci', 'utility']) {
  test(`the same log of a ${role} in process and over exec:`, () => {
    assert.equal(logOf(role, `${role}=reference`), logOf(role, execReference(role)));
  });
}

test('the same log under another time zone and locale', () => {
  const env = { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  assert.equal(logOf('utility', 'utility=reference'), logOf('utility', 'utility=reference', env));
});

test('another seed draws other ids and times', () => {
  assert.notEqual(logOf('pev', 'pev=reference'), logOf('pev', 'pev=reference', {}, 'other'));
});
