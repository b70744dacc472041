import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { eventTimes } from './event-times';

const HOUR_MS = 3_600_000;
const half = (offsetS: number, durationS = 1800): object => ({ offsetS, durationS, dischargePowerW: 4000 });

function judged(intervals: object[], request: object = {}): string[] {
  const s = new Script();
  const event = { eventId: 'ev1', start: iso(HOUR_MS), durationS: 3600, intervals };
  s.say(0, U, 'EnergySupplyEvent', event, { source: U, to: P }, E);
  const asked = { eventId: 'ev1', start: iso(HOUR_MS), durationS: 3600, ...request };
  s.say(1000, U, 'DispatchRequest', asked, { source: U, to: P }, E);
  return eventTimes
    .judge(s.until(HOUR_MS), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`);
}

test('an event filled by its intervals and a request within it are accepted', () => {
  assert.deepEqual(judged([half(0), half(1800)]), ['PR2-A-01 pass: 1 of them', 'PR2-A-14 pass: 1 of them']);
  assert.match(judged([half(1800), half(0)])[0] ?? '', /pass/);
  assert.match(judged([half(0, 3600)], { start: iso(HOUR_MS + 600_000), durationS: 3000 })[1] ?? '', /pass/);
});

test('a gap, an overlap and an end elsewhere are told', () => {
  assert.match(judged([half(60), half(1860)])[0] ?? '', /PR2-A-01 fail: an interval at 60 s/);
  assert.match(judged([half(0), half(1700)])[0] ?? '', /PR2-A-01 fail: an interval at/);
  assert.match(judged([half(0)])[0] ?? '', /PR2-A-01 fail: intervals until (30 min|1800 s)/);
  assert.match(judged([half(0, 7200)])[0] ?? '', /PR2-A-01 fail: intervals until (2 h|120 min|7200 s)/);
});

test('a request that begins before its event or outlasts it is told', () => {
  const whole = [half(0, 3600)];
  assert.match(
    judged(whole, { start: iso(HOUR_MS - 5000), durationS: 3600 })[1] ?? '',
    /PR2-A-14 fail: .*before/,
  );
  assert.match(judged(whole, { durationS: 3660 })[1] ?? '', /PR2-A-14 fail: .*beyond/);
});
