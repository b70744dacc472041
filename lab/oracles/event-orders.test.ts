import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../checks/customer/testing';
import { eventsAsOrdered } from './event-orders';

const ORDER = {
  eventId: 'ev1',
  revision: 0,
  start: '2031-01-03T12:00:00Z',
  durationS: 3677,
  reason: 'CAPACITY',
};

function judged(said: object, patch?: object, atMs = 20_000): string {
  const s = new Script();
  s.stimulus(1000, U, 'create-event', ORDER);
  s.say(1500, U, 'EnergySupplyEvent', ORDER, { to: P });
  if (patch !== undefined) s.stimulus(2000, U, 'change-event', { eventId: 'ev1', patch });
  s.say(atMs, U, 'EnergySupplyEvent', { ...ORDER, priority: 3, ...said }, { to: P });
  return eventsAsOrdered
    .judge(s.until(60_000), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`)
    .join();
}

test('an event says what was ordered, and what the order leaves open is free', () => {
  assert.match(judged({}), /^PR2-A-01 pass/);
  assert.match(judged({ start: '2031-01-03T14:00:00.400+02:00' }), /^PR2-A-01 pass/);
  assert.match(judged({ durationS: 3660 }), /^PR2-A-01 fail: durationS 3660 at .*, where 3677 was ordered/);
  assert.match(judged({ start: '2031-01-03T13:00:00Z' }), /^PR2-A-01 fail: start/);
  assert.match(judged({ reason: 'PEAK' }), /^PR2-A-24 fail: reason "PEAK"/);
});

test('after a change it says what was changed, though what was on its way may still come', () => {
  const start = '2031-01-03T15:00:00Z';
  assert.match(judged({ start }, { start }), /^PR2-A-01 pass/);
  assert.match(judged({}, { start }), /^PR2-A-01 fail/);
  assert.match(judged({}, { start }, 5000), /^PR2-A-01 pass/);
  assert.match(judged({ revision: 1 }, { start }, 5000), /^PR2-A-01 fail/);
});

test('what had not gone out before the change may still come as it was, and not for long', () => {
  const late = (atMs: number): string => {
    const s = new Script();
    s.stimulus(1000, U, 'create-event', ORDER);
    s.stimulus(2000, U, 'change-event', { eventId: 'ev1', patch: { durationS: 60 } });
    s.say(atMs, U, 'EnergySupplyEvent', ORDER, { to: P });
    return eventsAsOrdered.judge(s.until(60_000), U)[0]?.judgement.verdict ?? 'nothing';
  };
  assert.equal(late(4000), 'pass');
  assert.equal(late(20_000), 'fail');
});

test('an event goes to nobody but those whom the operator named', () => {
  const went = (targets: unknown): string => {
    const s = new Script();
    s.stimulus(1000, U, 'create-event', { ...ORDER, targets });
    s.say(1500, U, 'EnergySupplyEvent', ORDER, { to: P });
    return eventsAsOrdered.judge(s.until(60_000), U)[0]?.judgement.verdict ?? 'nothing';
  };
  assert.equal(went([{ pevId: 'p1' }]), 'pass');
  assert.equal(went(['p1', 'p2']), 'pass');
  assert.equal(went([{ pevId: 'p2' }]), 'fail');
});

test('the window of its start is handed on as it was ordered', () => {
  const said = (randomizeStartS: number | undefined): string => {
    const s = new Script();
    s.stimulus(1000, U, 'create-event', { ...ORDER, randomizeStartS: 600 });
    s.say(1500, U, 'EnergySupplyEvent', { ...ORDER, randomizeStartS }, { to: P });
    const [first] = eventsAsOrdered.judge(s.until(60_000), U);
    return `${first?.requirement} ${first?.judgement.verdict}`;
  };
  assert.equal(said(600), 'PR2-A-01 pass');
  assert.equal(said(599), 'PR2-X-07 fail');
  assert.equal(said(undefined), 'PR2-X-07 fail');
});

test('an event that nobody ordered here is not judged', () => {
  const s = new Script();
  s.say(1500, U, 'EnergySupplyEvent', ORDER, { to: P });
  assert.deepEqual(eventsAsOrdered.judge(s.until(60_000), U), []);
});
