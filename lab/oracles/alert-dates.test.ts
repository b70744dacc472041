import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { alertsDatedAsSent } from './alert-dates';

const U = 'urn:pr2:utility:u1';
const T0 = Date.UTC(2031, 0, 1);
const text = (atS: number): string => new Date(T0 + atS * 1000).toISOString();

/** The verdict on alerts that leave at `leavesS` and say that they were sent at `saidS`. */
function verdictOf(...alerts: { leavesS: number; saidS: number; channel?: string }[]): string | undefined {
  const view = new CaseView();
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [{ urn: U, role: 'utility' }], points: [], params: {} },
    ...alerts.map(({ leavesS, saidS, channel = 'EMAIL' }, i) => ({
      kind: 'emit',
      at: T0 + leavesS * 1000,
      device: U,
      message: {
        id: `m${i}`,
        type: 'pr2.CustomerAlert.v1',
        source: U,
        time: text(leavesS),
        data: { channel, sentAt: text(saidS) },
      },
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return alertsDatedAsSent.judge(view, U)[0]?.judgement.verdict;
}

test('an alert is dated as it is sent, or a little before', () => {
  assert.equal(verdictOf({ leavesS: 100, saidS: 100 }), 'pass');
  assert.equal(verdictOf({ leavesS: 100, saidS: 91 }), 'pass');
  assert.equal(verdictOf({ leavesS: 100, saidS: 80 }), 'fail');
  assert.equal(verdictOf({ leavesS: 100, saidS: 3700 }), 'fail');
});

test('one that is tried again may name its first try', () => {
  const first = { leavesS: 100, saidS: 100 };
  assert.equal(verdictOf(first, { leavesS: 400, saidS: 100 }), 'pass');
  assert.equal(verdictOf(first, { leavesS: 400, saidS: 100, channel: 'SMS' }), 'fail');
});

test('without an alert there is nothing to say', () => {
  assert.equal(verdictOf(), undefined);
});
