import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnrollmentRecord, LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { enrollmentsAsTheyAre } from './enrollment-records';

const U = 'urn:pr2:utility:u1';
const T0 = Date.UTC(2031, 0, 1);
const KNOWN = {
  version: 1,
  customerId: 'c1',
  pevId: 'p1',
  programId: 'g1',
  architecture: 'S2',
  location: ['L1', 'L2'],
  status: 'ACTIVE',
  validFrom: '2030-01-01T00:00:00.000Z',
  validTo: '2032-01-01T00:00:00.000Z',
} satisfies EnrollmentRecord;

/** What a Utility that was given the above is told of having told this, after it was made to do so. */
function judged(told: object, ...stimuli: object[]): { requirement: string; verdict: string } | undefined {
  return judgedOf([told], ...stimuli);
}

/** The same of several that it told one after the other. */
function judgedOf(
  told: readonly object[],
  ...stimuli: object[]
): { requirement: string; verdict: string } | undefined {
  const view = new CaseView();
  const state = { enrollments: [KNOWN] };
  const records = [
    {
      kind: 'case',
      at: T0,
      case: 'c',
      devices: [{ urn: U, role: 'utility', state }],
      points: [],
      params: {},
    },
    ...stimuli.map((s) => ({ kind: 'stimulus', at: T0, device: U, ...s })),
    ...told.map((data, i) => ({
      kind: 'emit',
      at: T0 + 1000 * (i + 1),
      device: U,
      message: { id: `m${i}`, type: 'pr2.EnrollmentRecord.v1', source: U, data: { ...KNOWN, ...data } },
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  const [first] = enrollmentsAsTheyAre.judge(view, U);
  return first && { requirement: first.requirement, verdict: first.judgement.verdict };
}

test('told as it is, it passes, in another order and another spelling of times as well', () => {
  const passed = { requirement: 'PR2-G-02', verdict: 'pass' };
  assert.deepEqual(judged({}), passed);
  assert.deepEqual(judged({ version: 7 }), passed);
  assert.deepEqual(judged({ location: ['L2', 'L1'], validTo: '2032-01-01T01:00:00+01:00' }), passed);
});

test('another time or standing is against PR2-G-02, another place against PR2-G-03', () => {
  const wrongs = [
    [{ validTo: '2099-01-01T00:00:00.000Z' }, 'PR2-G-02'],
    [{ validTo: undefined }, 'PR2-G-02'],
    [{ status: 'SUSPENDED' }, 'PR2-G-02'],
    [{ customerId: 'c2' }, 'PR2-G-02'],
    [{ location: ['L1', 'L2', 'L3'] }, 'PR2-G-03'],
    [{ architecture: 'S1' }, 'PR2-G-03'],
  ] as const;
  for (const [told, requirement] of wrongs)
    assert.deepEqual(judged(told), { requirement, verdict: 'fail' }, JSON.stringify(told));
});

test('what the operator has changed since may be told', () => {
  const ended = { status: 'ENDED', validTo: '2031-01-01T00:00:00.000Z' };
  assert.equal(judged(ended)?.verdict, 'fail');
  assert.equal(judged(ended, { name: 'revoke-enrollment', params: { pevId: 'p1' } })?.verdict, 'pass');
  const moved = { location: ['L4'] };
  assert.equal(judged(moved, { name: 'enroll', params: { ...KNOWN, ...moved } })?.verdict, 'pass');
});

test('what differs from what was told before bears a higher version', () => {
  const revoked = { name: 'revoke-enrollment', params: { pevId: 'p1' } };
  const ended = { status: 'ENDED' };
  assert.equal(judgedOf([{}, { ...ended, version: 2 }], revoked)?.verdict, 'pass');
  assert.equal(judgedOf([{}, {}], revoked)?.verdict, 'pass');
  assert.equal(judgedOf([{ version: 3 }, { ...ended, version: 3 }], revoked)?.verdict, 'fail');
  assert.deepEqual(judgedOf([{}, ended], revoked), { requirement: 'PR2-G-02', verdict: 'fail' });
});
