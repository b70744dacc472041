/** What a user gets wrong is told in one sentence, with the right exit code, and nothing is lost. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder, pr2 } from './run-pr2';

const PR2_MAIN = join(__dirname, '..', 'dist', 'cli', 'main.js');
const RUN = ['run', '--dut', 'pev=reference'];
const BAD: readonly { what: string; args: readonly string[]; code: number; says: RegExp }[] = [
  { what: 'an unknown flag', args: [...RUN, '--bogus'], code: 2, says: /unknown option '--bogus'/ },
  {
    what: 'a command without what it needs',
    args: ['init', 'pev'],
    code: 2,
    says: /--lang <language> is missing: the language of the adapter: .*python/,
  },
  {
    what: 'a device that is to be tried and is not named',
    args: ['ics', 'probe'],
    code: 2,
    says: /--dut <role=target> is missing: pev\|esci\|utility = [^]*\(pr2 ics probe --help tells what there is\)/,
  },
  { what: 'no device', args: ['run'], code: 2, says: /no device to judge/ },
  { what: 'an unknown role', args: ['run', '--dut', 'car=reference'], code: 2, says: /"car" is no role/ },
  { what: 'a role twice', args: [...RUN, '--dut', 'pev=reference'], code: 2, says: /given twice/ },
  {
    what: 'a fault that there is not beside one that there is',
    args: ['faults', '--only', 'no-such', '--only', 'pev/never-discharges'],
    code: 2,
    says: /no fault or variant has "no-such" in its name/,
  },
  {
    what: 'no number of devices that are odd in several ways',
    args: ['faults', '--mixed', 'many'],
    code: 2,
    says: /--mixed many is not possible: give a whole number from 1 to 9999/,
  },
  {
    what: 'a score of devices that are odd in several ways, which is not published',
    args: ['faults', '--mixed', '1', '--write'],
    code: 2,
    says: /--mixed goes with --seed and --format alone/,
  },
  {
    what: 'a missing ICS',
    args: [...RUN, '--ics', 'nowhere.yaml'],
    code: 2,
    says: /nowhere\.yaml: there is no such file/,
  },
  {
    what: 'an unreachable address',
    args: ['run', '--dut', 'pev=ws://127.0.0.1:9'],
    code: 6,
    says: /nothing listens there/,
  },
  {
    what: 'a missing program',
    args: ['run', '--dut', 'pev=exec:no-such-program'],
    code: 6,
    says: /no such command/,
  },
  {
    what: 'a folder that cannot be written',
    args: [...RUN, '--out', '/proc/nowhere'],
    code: 2,
    says: /cannot write to/,
  },
  {
    what: 'a meter without a PEV',
    args: ['run', '--dut', 'utility=reference', '--meter', 'modbus://127.0.0.1'],
    code: 2,
    says: /measures a PEV, and none is plugged in/,
  },
  {
    what: 'a meter at no terminals',
    args: [...RUN, '--meter', 'modbus://127.0.0.1'],
    code: 2,
    says: /reference PEV in the kit's own process has none/,
  },
  {
    what: 'a meter that is not there',
    args: ['run', '--dut', `pev=exec:node ${PR2_MAIN} device pev --stdio`, '--meter', 'modbus://127.0.0.1:9'],
    code: 2,
    says: /--meter modbus:\/\/127\.0\.0\.1:9: the meter: nothing listens there/,
  },
  {
    what: 'one meter for many devices',
    args: [...RUN, '--meter', 'modbus://127.0.0.1', '--jobs', '2'],
    code: 2,
    says: /--meter measures one/,
  },
  {
    what: 'an operator nowhere',
    args: [...RUN, '--operator', 'phone'],
    code: 2,
    says: /--operator phone is none; write terminal, page, page:PORT or none/,
  },
  {
    what: 'an operator with nothing to do',
    args: [...RUN, '--operator', 'terminal'],
    code: 2,
    says: /nothing is declared that a person does or reads; name it under ixit\.operator/,
  },
  {
    what: 'one operator for many devices',
    args: [...RUN, '--operator', 'page', '--jobs', '2'],
    code: 2,
    says: /--operator is a person at one/,
  },
  { what: 'a bad tag expression', args: [...RUN, '--tags', '@a and ('], code: 2, says: /no tag expression/ },
  {
    what: 'tags that match nothing',
    args: [...RUN, '--tags', '@nothing'],
    code: 2,
    says: /no test case of a pev matches/,
  },
  {
    what: 'an unknown case',
    args: [...RUN, '--only', 'PR2-A-99.x'],
    code: 2,
    says: /no test case PR2-A-99\.x/,
  },
  {
    what: 'an unknown requirement',
    args: ['explain', 'PR2-Z-01'],
    code: 2,
    says: /no requirement or test case PR2-Z-01/,
  },
  {
    what: 'a skeleton in no language',
    args: ['init', 'pev', '--lang', 'pyton'],
    code: 2,
    says: /--lang pyton: there is no skeleton in it; .* did you mean python\?/,
  },
  { what: 'a skeleton of no role', args: ['init', 'car', '--lang', 'c'], code: 2, says: /car is no role/ },
  {
    what: 'a skeleton where nothing can be written',
    args: ['init', 'pev', '--lang', 'c', '--dir', '/proc/nowhere'],
    code: 2,
    says: /cannot write .*; name another place with --dir/,
  },
  {
    what: 'a selftest of nothing there',
    args: ['selftest', '--dut', 'pev=exec:no-such-program'],
    code: 6,
    says: /cannot be tried: .*no such command/,
  },
  { what: 'no seconds', args: [...RUN, '--max-case-s', 'soon'], code: 2, says: /no number of seconds/ },
];

for (const { what, args, code, says } of BAD) {
  test(`${what}: one sentence, exit ${code}`, () => {
    const out = newFolder();
    const ended = pr2(args.includes('--out') || args[0] !== 'run' ? args : [...args, '--out', out]);
    assert.equal(ended.code, code);
    assert.match(ended.stderr, says);
    assert.ok(!ended.stderr.includes('    at '), 'no stack trace');
    assert.ok(!existsSync(join(out, 'pev', 'run.ndjson')), 'no run was begun');
  });
}

/** A declaration of the PEV that gives the cable to a person. */
function pevByHand(): string {
  const file = join(newFolder(), 'ics.yaml');
  const plain = readFileSync(join(__dirname, '..', 'examples', 'ics', 'pev-plain.yaml'), 'utf8');
  writeFileSync(file, `${plain}  operator: { stimuli: [unplug] }\n`);
  return file;
}

test('a person and a virtual clock do not go together, and without a terminal nobody is asked', () => {
  const ics = ['--ics', pevByHand(), '--only', 'PR2-A-06.first', '--out', newFolder()];
  const virtual = pr2([...RUN, ...ics, '--operator', 'terminal']);
  assert.equal(virtual.code, 2);
  assert.match(
    virtual.stderr,
    /names unplug for a person, who lives in real time, .* virtual clock; [^\n]*\n$/,
  );
  assert.equal(pr2([...RUN, ...ics, '--operator', 'none']).code, 3);
  const real = `pev=exec:node ${PR2_MAIN} device pev --stdio --clock real`;
  const unasked = pr2(['run', '--dut', real, '--ics', pevByHand(), '--out', newFolder()]);
  assert.equal(unasked.code, 2, unasked.stderr);
});

test('an ICS with a typo names the item that was meant', () => {
  const file = join(newFolder(), 'ics.yaml');
  writeFileSync(
    file,
    'ics:\n  role: pev\n  scenarios: [PR2-A]\n  responseClases: [SCHEDULED]\n  maxMessagesPerS: 5\n',
  );
  const { code, stderr } = pr2([...RUN, '--ics', file, '--out', newFolder()]);
  assert.equal(code, 2);
  assert.match(stderr, /responseClases is not an ICS item; did you mean responseClasses\?/);
});

test('a run that is there is kept, also when a new one cannot begin', () => {
  const out = newFolder();
  const only = ['--only', 'PR2-A-15.exact', '--out', out];
  assert.equal(pr2([...RUN, ...only]).code, 3);
  const before = readFileSync(join(out, 'pev', 'run.ndjson'), 'utf8');
  assert.match(pr2([...RUN, ...only]).stderr, /holds a run already; --force replaces it/);
  assert.equal(pr2(['run', '--dut', 'pev=exec:no-such-program', ...only, '--force']).code, 6);
  assert.equal(readFileSync(join(out, 'pev', 'run.ndjson'), 'utf8'), before);
});
