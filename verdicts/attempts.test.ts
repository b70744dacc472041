/** A case that ended in error and ran again: the last attempt counts, a failure always does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseRecord, LogRecord } from '../schemas';
import { exitCode } from './exit-code';
import { judgeRun } from './judge-run';
import { caseOf, check, endCase, run, whole } from './testing/records';

const ERRED = endCase({ stopped: { kind: 'adapter', text: 'it said nonsense' } });
const again = (attempt: number): CaseRecord => caseOf({ attempt });

function judged(...records: readonly LogRecord[]) {
  const [pev] = judgeRun(whole(run([{ id: 'PR2-A-15' }]), ...records)).roles;
  assert.ok(pev !== undefined);
  const [requirement] = pev.requirements;
  return { pev, requirement };
}

test('an error that another attempt followed does not count, and makes its requirement a finding', () => {
  const { pev, requirement } = judged(caseOf(), ERRED, again(2), check({ verdict: 'pass' }), endCase());
  assert.equal(pev.headline, 'conformant');
  assert.deepEqual(
    [requirement?.verdict, requirement?.cause],
    ['pass with findings', 'PR2-A-15.one ended in error before it was run again'],
  );
  const told = (c: (typeof pev.cases)[number]) => [c.index, c.attempt, c.verdict];
  assert.deepEqual([pev.cases.map(told), pev.retried.map(told)], [[[1, 2, 'pass']], [[0, 1, 'error']]]);
  assert.equal(exitCode(pev, { strict: true }), 0, 'an error of the adapter never fails the product');
});

test('an error to the last is an error', () => {
  const { pev } = judged(caseOf(), ERRED, again(2), ERRED, again(3), ERRED);
  assert.deepEqual([pev.headline, pev.cases.length, pev.retried.length], ['not fully verified', 1, 2]);
});

test('a failure counts whatever attempts the log tells of', () => {
  const { pev } = judged(
    caseOf(),
    check({ verdict: 'fail' }),
    ERRED,
    again(2),
    check({ verdict: 'pass' }),
    endCase(),
  );
  assert.deepEqual([pev.headline, pev.retried], ['not conformant', []]);
});

test('a case that runs twice of itself counts twice', () => {
  const { pev } = judged(caseOf(), ERRED, caseOf(), check({ verdict: 'pass' }), endCase());
  assert.deepEqual([pev.headline, pev.cases.length, pev.retried], ['not fully verified', 2, []]);
});
