/** `pr2 ics lint`, `show` and `probe`: a declaration is looked at before a run rests on it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execFaulty, newFolder, pr2, pr2In } from './run-pr2';

test('lint tells every mistake by file and line, and ends as a run would', () => {
  const folder = newFolder();
  const { stdout: template } = pr2(['ics', 'template', 'pev']);
  writeFileSync(join(folder, 'good.yaml'), template);
  writeFileSync(join(folder, 'bad.yaml'), template.replace('[GRID]', '[SEA]').replace('hasIce', 'hasIcy'));
  const good = pr2In(folder, ['ics', 'lint', 'good.yaml']);
  assert.deepEqual([good.code, good.stderr], [0, '']);
  const bad = pr2In(folder, ['ics', 'lint', 'bad.yaml']);
  assert.equal(bad.code, 2);
  assert.match(bad.stdout, /^bad\.yaml:\d+: ics\.sinks\[0\] must be one of GRID, HOME, LOAD$/m);
  assert.match(bad.stdout, /^bad\.yaml:\d+: ics\.hasIcy is not an ICS item; did you mean hasIce\?$/m);
  assert.match(bad.stdout, /^3 errors, 0 warnings$/m); // hasIce is missing too
  assert.equal(pr2In(folder, ['ics', 'lint', 'none.yaml']).code, 2);
});

test('show counts what is owed, what is not, and what the device leaves unverifiable', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'ics.yaml'), pr2(['ics', 'template', 'utility']).stdout);
  const plain = pr2In(folder, ['ics', 'show', 'ics.yaml']);
  const [, owed, away] =
    /^owed: (\d+) requirements.*\nnot applicable: (\d+) requirements/m.exec(plain.stdout) ?? [];
  assert.ok(Number(owed) > 0 && away !== undefined, plain.stdout);
  const listed = pr2In(folder, ['list', '--dut', 'utility', '--ics', 'ics.yaml']).stdout;
  const [, run] = /, (\d+) will run/.exec(listed) ?? [];
  assert.match(plain.stdout, new RegExp(`by ${run} test cases`));
  assert.equal(pr2In(folder, ['ics', 'show', 'ics.yaml', '--role', 'pev']).code, 2);
});

test('show names the stimuli that a device lacks, and the requirements that need them', () => {
  const folder = newFolder();
  pr2In(folder, ['init', 'utility', '--lang', 'typescript']);
  const dut = `utility=exec:"${process.execPath}" utility_adapter.mjs`;
  const { code, stdout, stderr } = pr2In(folder, ['ics', 'show', 'ics.yaml', '--dut', dut]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^unverifiable on this device: \d+ test cases$/m);
  assert.match(stdout, /^ +\d+ × the utility offers no stimulus create-event: .*PR2-A-01/m);
  assert.doesNotMatch(
    stdout,
    /taken|refused/,
    'that the reference takes another number of messages is nothing of hooks',
  );
  const reference = pr2In(folder, ['ics', 'show', 'ics.yaml', '--dut', 'pev=reference']);
  assert.equal(reference.code, 2, 'a file of another role');
});

test('a probe measures what a device does, tells what it does not, and drafts a declaration that lints', () => {
  const folder = newFolder();
  const dut = execFaulty('pev/declares-fast-and-refuses-it');
  const { code, stderr } = pr2In(folder, ['ics', 'probe', '--dut', dut, '--out', 'ics.yaml']);
  assert.equal(code, 0, stderr);
  const draft = readFileSync(join(folder, 'ics.yaml'), 'utf8');
  assert.match(draft, /measured: .*SCHEDULED by PR2-A-19\.scheduled/);
  assert.match(draft, /tried and not seen: FAST \(PR2-A-19\.fast: .*E_CLASS/);
  assert.match(draft, /declared in hello, and FAST was not seen: a defect, or declared too much/);
  assert.match(draft, /measured: true by PR2-B-[\w.-]+\n.*declared in hello, and it does true as well/);
  assert.equal(pr2In(folder, ['ics', 'lint', 'ics.yaml']).code, 0);
  assert.equal(
    pr2In(folder, ['ics', 'probe', '--dut', dut, '--out', 'ics.yaml']).code,
    2,
    'it replaces nothing',
  );
});
