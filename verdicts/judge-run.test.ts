import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LogRecord } from '../schemas';
import { exitCode } from './exit-code';
import { judgeRun, type RoleJudgement } from './judge-run';
import { caseOf, check, endCase, reading, run, whole } from './testing/records';

const A = { id: 'PR2-A-15' };
const B = { id: 'PR2-A-17' };

function pev(records: readonly LogRecord[], strict = false): RoleJudgement {
  const role = judgeRun(records, { strict }).roles.find((r) => r.role === 'pev');
  assert.ok(role !== undefined);
  return role;
}

const passing = (requirement: string): LogRecord[] => [
  caseOf({ requirement }),
  check({ requirement, verdict: 'pass' }),
  endCase(),
];

test('all owed MUSTs seen kept is conformant', () => {
  const judged = pev(whole(run([A, B]), ...passing(A.id), ...passing(B.id)));
  assert.equal(judged.headline, 'conformant');
  assert.deepEqual(
    judged.requirements.map((r) => [r.id, r.verdict]),
    [
      ['PR2-A-15', 'pass'],
      ['PR2-A-17', 'pass'],
    ],
  );
  assert.deepEqual(
    judged.cases.map((c) => [c.index, c.id, c.verdict]),
    [
      [0, 'PR2-A-15.one', 'pass'],
      [1, 'PR2-A-17.one', 'pass'],
    ],
  );
  assert.equal(exitCode(judged), 0);
});

test('one not tested, one failed, one cut off', () => {
  assert.equal(pev(whole(run([A, B]), ...passing(A.id))).headline, 'not fully verified');
  const failed = whole(run([A]), caseOf(), check({ verdict: 'fail' }), endCase());
  assert.deepEqual([pev(failed).headline, exitCode(pev(failed))], ['not conformant', 1]);
  const cut = [run([A]), ...passing(A.id)];
  assert.deepEqual(
    [judgeRun(cut).complete, pev(cut).headline, exitCode(pev(cut))],
    [false, 'not fully verified', 3],
  );
  assert.equal(pev([...cut, check({ verdict: 'pass' })]).mustUnverified, true);
});

test('an end that counts wrong is no end', () => {
  const log = whole(run([A]), ...passing(A.id));
  assert.equal(judgeRun(log).complete, true);
  assert.equal(judgeRun(log.toSpliced(1, 1)).complete, false);
});

test('each role is judged by its own cases', () => {
  const both = run([{ ...A, roles: ['pev', 'esci'] }], { roles: ['pev', 'esci'] });
  const records = whole(
    both,
    ...passing(A.id),
    caseOf({ dut: 'esci' }),
    check({ verdict: 'fail' }),
    endCase(),
  );
  assert.deepEqual(
    judgeRun(records).roles.map((r) => [r.role, r.headline, r.cases.length]),
    [
      ['pev', 'conformant', 1],
      ['esci', 'not conformant', 1],
    ],
  );
});

test('no failure is lost, though the catalogue does not say that the role owes it', () => {
  const stray = [
    caseOf(),
    check({ verdict: 'pass' }),
    check({ verdict: 'fail', requirement: 'PR2-X-04' }),
    endCase(),
  ];
  for (const catalogue of [[A], [A, { id: 'PR2-X-04', roles: ['utility' as const] }]]) {
    assert.equal(pev(whole(run(catalogue), ...stray)).headline, 'not conformant');
  }
});

test('a SHOULD changes the headline only when strict', () => {
  const records = whole(
    run([A, { ...B, keyword: 'should' }]),
    ...passing(A.id),
    caseOf({ requirement: B.id, keyword: 'should' }),
    check({ requirement: B.id, verdict: 'fail' }),
    endCase(),
  );
  assert.deepEqual(
    [pev(records).headline, pev(records).findings, pev(records).cases[1]?.verdict],
    ['conformant', true, 'pass'],
  );
  assert.deepEqual(
    [pev(records, true).headline, pev(records, true).cases[1]?.verdict],
    ['not conformant', 'fail'],
  );
  const untested = whole(run([A, { ...B, keyword: 'should' }]), ...passing(A.id));
  assert.equal(pev(untested).headline, 'conformant', 'a SHOULD that was not tested takes nothing away');
});

test('the kit answers for its own errors', () => {
  const own = whole(run([A]), caseOf(), endCase({ stopped: { kind: 'kit', text: 'no step' } }));
  assert.deepEqual([pev(own).kitError, exitCode(pev(own))], ['PR2-A-15.one: no step', 5]);
  const silent = whole(run([A]), caseOf(), check({ verdict: 'pass', oracle: true }), endCase());
  assert.equal(pev(silent).kitError, 'PR2-A-15.one: no check was recorded');
  const absent = whole(run([A]), caseOf(), endCase({ notApplicable: 'no engine' }));
  assert.deepEqual([pev(absent).kitError, exitCode(pev(absent))], [undefined, 3]);
  const adapter = whole(run([A]), caseOf(), endCase({ stopped: { kind: 'adapter', text: 'x' } }));
  assert.deepEqual([pev(adapter).kitError, exitCode(pev(adapter))], [undefined, 3]);
});

test('the evidence is the weakest that a deciding check rests on', () => {
  const log = (basis: number[], verdict: 'pass' | 'inconclusive' = 'pass'): LogRecord[] =>
    whole(
      run([A]),
      caseOf(),
      reading(2, 'instrument'),
      reading(3, 'peer'),
      reading(4, 'self-reported'),
      check({ verdict, basis }),
      endCase(),
    );
  assert.equal(pev(log([])).evidence, 'instrument');
  assert.equal(pev(log([2])).evidence, 'instrument');
  assert.equal(pev(log([2, 3])).evidence, 'peer');
  assert.equal(pev(log([4, 3])).evidence, 'self-reported');
  assert.equal(pev(log([4], 'inconclusive')).evidence, 'instrument');
});

test('it judges anything, and never finds a broken-off log conformant', () => {
  const record = fc.oneof(
    fc
      .record({
        requirement: fc.constantFrom(A.id, B.id),
        keyword: fc.constantFrom('must' as const, 'should' as const),
      })
      .map(caseOf),
    fc
      .record({
        requirement: fc.constantFrom(A.id, B.id, 'PR2-X-04'),
        verdict: fc.constantFrom('pass' as const, 'fail' as const, 'inconclusive' as const, 'error' as const),
        finding: fc.boolean(),
        oracle: fc.boolean(),
      })
      .map(check),
    fc
      .constantFrom({}, { notApplicable: 'no' }, { stopped: { kind: 'peer' as const, text: 't' } })
      .map(endCase),
  );
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), fc.boolean(), (records, strict) => {
      const log = [run([A, { ...B, keyword: 'should' }]), ...records];
      const cut = judgeRun(log, { strict });
      const ended = judgeRun(whole(...log), { strict });
      assert.deepEqual(judgeRun(whole(...log), { strict }), ended);
      for (const role of cut.roles) assert.notEqual(role.headline, 'conformant');
      for (const role of ended.roles) {
        const broken = role.cases.some((c) => c.verdict === 'fail');
        if (broken) assert.equal(role.headline, 'not conformant');
        if (role.headline === 'conformant')
          assert.ok(role.requirements.some((r) => r.verdict.startsWith('pass')));
      }
    }),
  );
});

test('a log without its run record judges nobody', () => {
  assert.deepEqual(judgeRun([]), { complete: false, roles: [] });
  assert.deepEqual(judgeRun(whole(caseOf())), { complete: false, roles: [] });
});
