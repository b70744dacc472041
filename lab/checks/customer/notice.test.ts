import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { givesNotice } from './notice';
import { CHANNEL, P, Script, U } from './testing';

const HOUR_MS = 3_600_000;
const args = {
  utility: U,
  eventId: 'ev1',
  startMs: 2 * HOUR_MS,
  noticeClass: 'DAY_OF',
  leadMs: HOUR_MS,
  afterN: 0,
} as const;

function judge(sent: {
  eventMs?: number;
  alertMs?: number;
  event?: string;
  alert?: string;
}): ReturnType<typeof givesNotice> {
  const s = new Script();
  const { eventMs = 0, alertMs = 0, event = 'DAY_OF', alert = 'DAY_OF' } = sent;
  if (event !== '') s.say(eventMs, U, 'EnergySupplyEvent', { eventId: 'ev1', noticeClass: event }, { to: P });
  if (alert !== '')
    s.say(alertMs, U, 'CustomerAlert', { eventId: 'ev1', noticeClass: alert }, { to: CHANNEL });
  return givesNotice(s.until(2 * HOUR_MS), args);
}

test('event and alert just in time are enough', () => {
  assert.equal((judge({ eventMs: HOUR_MS, alertMs: HOUR_MS }) as Judgement).verdict, 'pass');
});

test('a millisecond late, another class, or none at all is not', () => {
  for (const bad of [
    { eventMs: HOUR_MS + 1 },
    { alertMs: HOUR_MS + 1 },
    { event: 'PLANNED' },
    { alert: 'EMERGENCY' },
    { event: '' },
    { alert: '' },
  ]) {
    assert.equal((judge(bad) as Judgement).verdict, 'fail', JSON.stringify(bad));
  }
});

test('before the lead is reached it waits', () => {
  assert.ok(isPending(givesNotice(new Script().until(1000), args)));
});
