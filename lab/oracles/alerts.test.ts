import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNEL, P, Script, U } from '../checks/customer/testing';
import { alertsAsTheEventIs, tellsNewsOnce } from './alerts';

const EVENT = {
  eventId: 'ev1',
  revision: 0,
  noticeClass: 'PLANNED',
  start: '2031-01-03T12:00:00.000Z',
  durationS: 3600,
  intervals: [{ offsetS: 0, durationS: 3600, dischargePowerW: 4000 }],
};
const { intervals: _, ...SAID } = EVENT;
const ALERT = { ...SAID, customerId: 'c1', kind: 'CREATE', requestedPowerW: 4000 };

function judged(change: object, revised?: object): string {
  const s = new Script();
  s.say(1000, U, 'EnergySupplyEvent', EVENT, { to: P });
  if (revised !== undefined) s.say(2000, U, 'EnergySupplyEvent', { ...EVENT, ...revised }, { to: P });
  s.say(3000, U, 'CustomerAlert', { ...ALERT, ...change }, { to: CHANNEL });
  const [first] = alertsAsTheEventIs.judge(s.until(60_000), U);
  return first === undefined ? 'nothing' : `${first.judgement.verdict}: ${first.judgement.observed}`;
}

test('an alert says of the event what the event says, in the revision that it names', () => {
  assert.match(judged({}), /^pass/);
  assert.match(judged({ start: '2031-01-03T12:00:00Z' }), /^pass/);
  assert.match(judged({ start: '2031-01-03T13:00:00Z' }), /^fail: a start at/);
  assert.match(judged({ durationS: 60 }), /^fail: 60 s told/);
  assert.match(judged({ noticeClass: 'EMERGENCY' }), /^fail: EMERGENCY told/);
  const moved = { revision: 1, start: '2031-01-03T14:00:00.000Z' };
  assert.match(judged({ kind: 'CHANGE', ...moved }, moved), /^pass/);
  assert.match(judged({ kind: 'CHANGE', revision: 1 }, moved), /^fail: a start at/);
});

test('a cancel names a revision of its own, and the class that the event had', () => {
  assert.match(judged({ kind: 'CANCEL', revision: 1 }), /^pass/);
  assert.match(judged({ kind: 'CANCEL', revision: 1, noticeClass: 'DAY_OF' }), /^fail: DAY_OF told/);
});

test('a cancel names a time that the event had, before its last change or after it', () => {
  const moved = { revision: 1, start: '2031-01-03T14:00:00.000Z' };
  assert.match(judged({ kind: 'CANCEL', revision: 2, start: moved.start }, moved), /^pass/);
  assert.match(judged({ kind: 'CANCEL', revision: 2 }, moved), /^pass/);
  assert.match(judged({ kind: 'CANCEL', revision: 1, start: moved.start }), /^fail: .* never had that time/);
  assert.match(judged({ kind: 'CANCEL', revision: 1, durationS: 60 }), /^fail: 60 s from/);
});

test('news is told once by each way, unless the way had failed', () => {
  const twice = (second: object, receipt?: string): string => {
    const s = new Script();
    s.say(1000, U, 'CustomerAlert', { ...ALERT, alertId: 'a1' }, { to: CHANNEL, id: 'm1' });
    if (receipt !== undefined)
      s.say(
        1100,
        CHANNEL,
        'AlertReceipt',
        { alertId: 'a1', status: receipt },
        { to: U, correlationid: 'm1' },
      );
    s.say(20_000, U, 'CustomerAlert', { ...ALERT, ...second }, { to: CHANNEL });
    const [first] = tellsNewsOnce.judge(s.until(60_000), U);
    return `${first?.judgement.verdict}: ${first?.judgement.observed}`;
  };
  assert.match(twice({ alertId: 'a1' }), /^pass/);
  assert.match(twice({ alertId: 'a2' }, 'FAILED'), /^pass/);
  assert.match(twice({ alertId: 'a2' }), /^pass/);
  assert.match(twice({ alertId: 'a2' }, 'DELIVERED'), /^fail: CREATE of revision 0 told anew/);
  assert.match(twice({ alertId: 'a2', kind: 'CHANGE', revision: 1 }, 'DELIVERED'), /^pass: 2 pieces/);
  assert.match(twice({ alertId: 'a2', kind: 'REMINDER' }, 'DELIVERED'), /^pass/);
});
