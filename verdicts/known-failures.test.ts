import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseVerdict, ListedFailure, LogRecord, RunRecord } from '../schemas';
import { exitCode } from './exit-code';
import { isComplete } from './executions';
import { judgeRun } from './judge-run';
import { standAgainstList, type Stand } from './known-failures';
import { caseOf, check, endCase, run, whole } from './testing/records';

const A = 'PR2-A-15';
const B = 'PR2-A-17';

function entry(
  subject: ListedFailure['subject'],
  id: string,
  state: ListedFailure['state'] = 'current',
): ListedFailure {
  return { subject, id, reason: 'ticket 1', expires: '2031-01-01', state };
}

function executed(requirement: string, verdict: CaseVerdict, more: readonly LogRecord[] = []): LogRecord[] {
  const checked =
    verdict === 'pass' || verdict === 'fail' || verdict === 'inconclusive'
      ? [check({ requirement, verdict })]
      : [];
  const end =
    verdict === 'error'
      ? endCase({ stopped: { kind: 'adapter', text: 'it died' } })
      : endCase(verdict === 'not applicable' ? { notApplicable: 'no engine' } : {});
  return [caseOf({ requirement }), ...checked, ...more, end];
}

function stood(
  list: readonly ListedFailure[] | undefined,
  records: readonly LogRecord[],
  more: Partial<RunRecord> = {},
): { stand: Stand | undefined; code: number; told: string[] } {
  const head = run([{ id: A }, { id: B }], {
    ...(list === undefined ? {} : { knownFailures: [...list] }),
    ...more,
  });
  const log = whole(head, ...records);
  const [judged] = judgeRun(log).roles;
  assert.ok(judged !== undefined);
  const stand = standAgainstList(judged, head, isComplete(log));
  const code = exitCode(
    judged,
    stand === undefined ? {} : { standings: stand.standings.map((s) => s.standing) },
  );
  return { stand, code, told: (stand?.standings ?? []).map((s) => `${s.id}: ${s.standing}`) };
}

const bothPass = [...executed(A, 'pass'), ...executed(B, 'pass')];
const oneFails = [...executed(A, 'fail'), ...executed(B, 'pass')];

test('without a list nothing stands anywhere, and a failure is exit 1', () => {
  const { stand, code } = stood(undefined, oneFails);
  assert.deepEqual([stand, code], [undefined, 1]);
});

test('a failure is excused by its case, its requirement or its check, and by nothing else', () => {
  for (const known of [entry('case', `${A}.one`), entry('requirement', A), entry('check', `${A}/check`)]) {
    const { code, told, stand } = stood([known], oneFails);
    assert.deepEqual([code, told], [0, [`${known.id}: expected failure`]]);
    assert.equal(stand?.excused.get(0)?.id, known.id);
  }
  for (const other of [entry('case', `${B}.one`), entry('requirement', B), entry('check', `${A}/other`)]) {
    const { code, told } = stood([other], oneFails);
    assert.equal(code, 1);
    assert.ok(told.includes(`${A}.one: unexpected failure`), told.join());
  }
  assert.deepEqual(stood([], oneFails).told, [`${A}.one: unexpected failure`]);
});

test('a case in which something else fails too is an unexpected failure', () => {
  const records = [...executed(A, 'fail', [check({ requirement: B, verdict: 'fail', oracle: true })])];
  assert.equal(stood([entry('requirement', A)], records).code, 1);
  assert.equal(stood([entry('case', `${A}.one`)], records).code, 0, 'a case is excused as a whole');
  const both = stood([entry('requirement', A), entry('requirement', B)], records);
  assert.deepEqual(both.told, [`${A}: expected failure`, `${B}: expected failure`]);
});

test('what passes, has expired, does not apply or is unknown makes exit 4', () => {
  assert.deepEqual(stood([entry('case', `${A}.one`)], bothPass).told, [`${A}.one: unexpected pass`]);
  assert.equal(stood([entry('case', `${A}.one`)], bothPass).code, 4);
  assert.equal(stood([entry('case', `${A}.one`, 'expired')], oneFails).code, 4);
  assert.deepEqual(stood([entry('case', `${A}.one`, 'expired')], oneFails).told, [`${A}.one: stale entry`]);
  assert.equal(stood([entry('case', 'PR2-Z-99.x', 'unknown')], bothPass).code, 4);
  const none = [...executed(A, 'not applicable'), ...executed(B, 'pass')];
  assert.deepEqual(stood([entry('case', `${A}.one`)], none).told, [`${A}.one: stale entry`]);
});

test('an error is never excused, whether its case or its requirement is listed', () => {
  const records = [...executed(A, 'error'), ...executed(B, 'pass')];
  for (const known of [entry('case', `${A}.one`), entry('requirement', A)]) {
    const { code, told } = stood([known], records);
    assert.equal(code, 1);
    assert.ok(told.every((t) => t.endsWith('declared but errored')) && told.length > 0, told.join());
  }
  assert.deepEqual(stood([entry('requirement', B, 'current')], records).told, [
    `${B}: unexpected pass`,
    `${A}.one: unexpected failure`,
  ]);
});

test('a part of the suite bears a failure out, and says nothing by passing; a case that passed has passed', () => {
  const part = { plan: { cases: [], whole: false } };
  for (const known of [entry('requirement', A), entry('check', `${A}/check`)]) {
    assert.deepEqual(stood([known], bothPass, part).told, [`${known.id}: ok`]);
    assert.deepEqual(stood([known], oneFails, part).told, [`${known.id}: expected failure`]);
    assert.deepEqual(stood([known], bothPass).told, [`${known.id}: unexpected pass`]);
  }
  assert.deepEqual(stood([entry('case', `${A}.one`)], bothPass, part).told, [`${A}.one: unexpected pass`]);
  assert.deepEqual(stood([entry('case', `${A}.other`)], bothPass, part).told, [`${A}.other: ok`]);
});

test('what is owed and unverified is exit 3 also with a list', () => {
  assert.equal(stood([entry('case', `${A}.one`)], executed(A, 'fail')).code, 3);
});
