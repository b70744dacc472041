import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { handsOn, oneEventAnId, reachesOnce } from './passing-on';
import { E, P, Script, U } from './testing';

const EVENT = { eventId: 'ev1', revision: 0, durationS: 3600 };

function relayed(change: { data?: object; via?: string; at?: number; id?: string }): Judgement {
  const s = new Script();
  const message = s.say(0, U, 'EnergySupplyEvent', EVENT, { id: 'a', to: P }, E);
  s.say(change.at ?? 20, E, 'EnergySupplyEvent', change.data ?? EVENT, {
    id: change.id ?? 'a',
    source: U,
    to: P,
    via: change.via ?? E,
  });
  return handsOn(s.until(60_000), { by: E, to: P, message, limitMs: 5000 }) as Judgement;
}

function judgeArrivals(ids: string[], untilMs = 1000): ReturnType<typeof reachesOnce> {
  const s = new Script();
  ids.forEach((id, i) => s.say(i * 100, E, 'EnergySupplyEvent', EVENT, { id, source: U, to: P }));
  return reachesOnce(s.until(1000), {
    to: P,
    name: 'EnergySupplyEvent',
    select: { eventId: { eq: 'ev1' } },
    afterN: 0,
    untilMs,
  });
}

function judgeEvents(...bodies: object[]): Judgement {
  const s = new Script();
  bodies.forEach((b, i) => s.say(i, U, 'EnergySupplyEvent', b, { to: P }, E));
  return oneEventAnId(s.until(10), { utility: U, afterN: 0 }) as Judgement;
}

test('a message passed on as it was is accepted', () => {
  const judgement = relayed({});
  assert.equal(judgement.verdict, 'pass');
  assert.deepEqual(judgement.measured, [{ name: 'forward', valueMs: 10, limitMs: 5000 }]);
});

test('a body changed on the way, a relay that hides itself, a late and a missing copy are told', () => {
  assert.match(relayed({ data: { ...EVENT, durationS: 60 } }).observed, /^durationS was changed/);
  assert.match(relayed({ via: P }).observed, /^via was changed/);
  assert.match(relayed({ at: 5011 }).observed, /1 ms late/);
  assert.equal(relayed({ id: 'b' }).observed, 'it was not passed on');
});

test('what was kept has its limit from the plug-in on', () => {
  const s = new Script();
  const message = s.say(0, U, 'EnergySupplyEvent', EVENT, { id: 'a', to: P }, E);
  s.say(901_000, E, 'EnergySupplyEvent', EVENT, { id: 'a', source: U, to: P, via: E });
  const args = { by: E, to: P, message, limitMs: 5000 };
  assert.equal((handsOn(s.view, { ...args, notBeforeMs: 900_000 }) as Judgement).verdict, 'pass');
  assert.equal((handsOn(s.view, args) as Judgement).verdict, 'fail');
});

test('one message reaches the device: none, two ids fail; a repeat under one id does not', () => {
  assert.equal((judgeArrivals(['a', 'a']) as Judgement).verdict, 'pass');
  assert.equal((judgeArrivals(['a', 'b']) as Judgement).verdict, 'fail');
  assert.equal((judgeArrivals([]) as Judgement).verdict, 'fail');
  assert.ok(isPending(judgeArrivals(['a'], 2000)));
});

test('an event id stands for one content; another revision or another order of targets may differ', () => {
  assert.equal(judgeEvents(EVENT, { ...EVENT, targets: [1] }).verdict, 'pass');
  assert.equal(judgeEvents(EVENT, { ...EVENT, revision: 1, durationS: 60 }).verdict, 'pass');
  assert.equal(judgeEvents(EVENT, { ...EVENT, durationS: 60 }).verdict, 'fail');
  assert.equal(judgeEvents().verdict, 'fail');
});
