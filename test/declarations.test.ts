/** What a device declares decides which cases it sees; what it declares it has to do, and to let be tested. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { execFaulty, execScript, newFolder, pr2, reportOf } from './run-pr2';

const ICS = join(__dirname, '..', 'examples', 'ics');

for (const [role, name] of [
  ['esci', 'esci-manual'],
  ['pev', 'pev-plain'],
] as const) {
  test(`the reference ${role} declared as ${name} is conformant, and nothing that it owes stays untested`, () => {
    const out = newFolder();
    const ics = join(ICS, `${name}.yaml`);
    const { code, stdout } = pr2(['run', '--dut', `${role}=reference`, '--ics', ics, '--out', out]);
    assert.equal(code, 0, stdout);
    const report = reportOf(out, role);
    assert.equal(report.headline, 'conformant');
    assert.ok(report.cases.some((c) => c.verdict === 'not applicable'));
  });
}

test('declared present and refused is a failure', () => {
  const out = newFolder();
  const dut = execFaulty('pev/declares-fast-and-refuses-it');
  const { code } = pr2(['run', '--dut', dut, '--only', 'PR2-A-19.fast', '--out', out]);
  assert.equal(code, 1);
  assert.match(reportOf(out, 'pev').cases[0]?.cause ?? '', /expected what the device declares: .*E_CLASS/);
});

test('declared present while the hook is missing is inconclusive, with its cause', () => {
  const out = newFolder();
  const dut = execScript('pev', 'no-opt-out.cjs');
  const { code } = pr2(['run', '--dut', dut, '--only', 'PR2-A-05.during', '--out', out]);
  assert.equal(code, 3);
  const [only] = reportOf(out, 'pev').cases;
  assert.equal(only?.verdict, 'inconclusive');
  assert.match(only?.cause ?? '', /opt-out/);
});

test('a PEV that has said that it is not in service before the event is not judged by its response times', () => {
  const out = newFolder();
  const dut = execScript('pev', 'long-out-of-service.cjs');
  const { code } = pr2(['run', '--dut', dut, '--only', 'PR2-A-19.scheduled', '--out', out]);
  assert.equal(code, 3);
  const [only] = reportOf(out, 'pev').cases;
  assert.equal(only?.verdict, 'inconclusive');
  assert.match(only?.cause ?? '', /the PEV is not in service before .*, as it reported/);
});

test('denied where the use case only wishes for it is a finding, and with --strict a failure', () => {
  const ics = join(ICS, 'pev-plain.yaml');
  for (const [strict, verdict] of [
    [[], 'pass with findings'],
    [['--strict'], 'fail'],
  ] as const) {
    const out = newFolder();
    pr2([
      'run',
      '--dut',
      'pev=reference',
      '--ics',
      ics,
      '--only',
      'PR2-A-05.elsewhere',
      '--out',
      out,
      ...strict,
    ]);
    const told = reportOf(out, 'pev').requirements.find((r) => r.id === 'PR2-A-05');
    assert.equal(told?.verdict, verdict);
    assert.match(told?.cause ?? '', /externalOptOut/);
  }
});

test('denied and present is a finding that names the item, fails nothing, and stands when the log is judged again', () => {
  const out = newFolder();
  const dut = execScript('pev', 'denies-its-engine.cjs');
  const run = pr2(['run', '--dut', dut, '--tags', '@PR2-B-08 and @positive', '--out', out]);
  assert.equal(run.code, 3, run.stdout); // the rest was not tested
  const told = reportOf(out, 'pev').requirements.find((r) => r.id === 'PR2-B-09');
  assert.equal(told?.verdict, 'pass with findings');
  assert.match(told?.cause ?? '', /the ICS says hasIce false; seen the device tells of its engine/);
  const again = pr2(['judge', join(out, 'pev', 'run.ndjson')]);
  assert.match(again.stdout, / 0 with another verdict/);
});
