/** What `pr2 init` writes runs at once, in every language and role, and says where to go on. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder, pr2In, reportOf } from './run-pr2';

const ROLES = ['pev', 'esci', 'utility'];
const LANGUAGES = [
  { lang: 'python', suffix: 'py', tool: ['python3', '--version'], command: (f: string) => `python3 ${f}` },
  { lang: 'typescript', suffix: 'mjs', tool: ['node', '--version'], command: (f: string) => `node ${f}` },
  {
    lang: 'go',
    suffix: 'go',
    tool: ['go', 'version'],
    build: (f: string) => ['go', 'build', '-o', 'pr2-adapter', f],
    command: () => './pr2-adapter',
  },
  {
    lang: 'c',
    suffix: 'c',
    tool: ['cc', '--version'],
    build: (f: string) => ['cc', '-std=c11', '-O1', '-Wall', '-Wextra', '-Werror', '-o', 'pr2-adapter', f],
    command: () => './pr2-adapter',
  },
];

/** Whether a program runs without complaint, and what it says where not. */
function runs([program = '', ...args]: readonly string[], cwd?: string): string | undefined {
  const run = spawnSync(program, args, { encoding: 'utf8', ...(cwd === undefined ? {} : { cwd }) });
  return run.status === 0 ? undefined : `${program}: ${run.error?.message ?? run.stderr}`;
}

for (const { lang, suffix, tool, build, command } of LANGUAGES) {
  const skip = runs(tool) === undefined ? false : `there is no ${tool[0]} here`;
  for (const role of ROLES) {
    test(`a ${role} in ${lang} runs as it stands, and is not taken for more than it is`, { skip }, () => {
      const dir = newFolder();
      const file = `${role}_adapter.${suffix}`;
      assert.equal(pr2In(dir, ['init', role, '--lang', lang]).code, 0);
      if (build !== undefined) assert.equal(runs(build(file), dir), undefined);
      const dut = `${role}=exec:${command(file)}`;
      assert.equal(pr2In(dir, ['selftest', '--dut', dut]).code, 0);
      const only = ['--tags', '@PR2-X-02 or @PR2-A-15 or @PR2-A-06'];
      const { code, stdout, stderr } = pr2In(dir, ['run', '--dut', dut, '--ics', 'ics.yaml', ...only]);
      assert.ok(code === 1 || code === 3, `${code}\n${stderr}`);
      assert.match(stdout, /next step: [✗?○] PR2-/);
      const repeat = /repeat {3}npx pr2 run (.*)/.exec(stdout)?.[1]?.replaceAll("'", '') ?? stdout;
      assert.ok(repeat.startsWith(`--dut ${dut} --ics ics.yaml --only PR2-`), repeat);
      const causes = reportOf(join(dir, 'reports/out'), role).cases.map(
        (c) => `${c.verdict} ${c.cause ?? ''}`,
      );
      assert.deepEqual(
        causes.filter((c) => c.startsWith('error') || /schema|no PR2 message/.test(c)),
        [],
      );
    });
  }
}

test('the files of a skeleton, and what is there is left alone', () => {
  const dir = newFolder();
  const { code, stdout } = pr2In(dir, ['init', 'esci', '--lang', 'python']);
  assert.equal(code, 0);
  assert.match(stdout, /npx pr2 run --dut esci=exec:"python3 esci_adapter\.py" --ics ics\.yaml/);
  assert.deepEqual(readdirSync(dir).toSorted(), [
    '.github',
    'esci_adapter.py',
    'ics.yaml',
    'known-failures.yaml',
  ]);
  assert.ok(existsSync(join(dir, '.github/workflows/pr2.yml')));
  for (const file of ['esci_adapter.py', '.github/workflows/pr2.yml'])
    assert.doesNotMatch(readFileSync(join(dir, file), 'utf8'), /@@/);

  writeFileSync(join(dir, 'ics.yaml'), 'mine');
  const again = pr2In(dir, ['init', 'pev', '--lang', 'python']);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /ics\.yaml, known-failures\.yaml, .*are there already, and nothing was written/);
  assert.equal(readFileSync(join(dir, 'ics.yaml'), 'utf8'), 'mine');
  assert.ok(!existsSync(join(dir, 'pev_adapter.py')));
  assert.equal(pr2In(dir, ['init', 'pev', '--lang', 'python', '--force']).code, 0);
  assert.match(readFileSync(join(dir, 'ics.yaml'), 'utf8'), /role: pev/);

  assert.equal(pr2In(dir, ['init', 'pev', '--lang', 'c', '--dir', 'deep/er']).code, 0);
  assert.ok(existsSync(join(dir, 'deep/er/pev_adapter.c')));
});
