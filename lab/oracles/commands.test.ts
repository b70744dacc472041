import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { commandsInTheirEvent } from './commands';

const HOUR_MS = 3_600_000;
const EVENT = {
  eventId: 'ev1',
  start: iso(HOUR_MS),
  durationS: 3600,
  intervals: [
    { offsetS: 600, durationS: 1200, dischargePowerW: 3000 },
    { offsetS: 1800, durationS: 1800, dischargePowerW: 5000 },
  ],
};
const FIRST = { eventId: 'ev1', dispatchId: 'd1', start: iso(HOUR_MS + 600_000), durationS: 3000 };

/** An event of two stretches, 3 kW and 5 kW after 10 minutes without, of a PEV that reports `mostW`. */
function story(mostW = 6000, order: object = {}): Script {
  const s = new Script();
  s.stimulus(0, U, 'create-event', { eventId: 'ev1', ...order });
  s.say(0, U, 'EnergySupplyEvent', EVENT, { source: U, to: P }, E);
  s.say(1000, P, 'AvailabilityReport', { maxDischargeW: mostW }, { source: P, to: U }, U);
  return s;
}

function ask(s: Script, atMs: number, dischargePowerW: number, members: object = {}): Script {
  s.say(atMs, U, 'DispatchRequest', { ...FIRST, dischargePowerW, ...members }, { source: U, to: P }, E);
  return s;
}

function change(s: Script, atMs: number, dischargePowerW: number, effectiveAt?: string): Script {
  const data = { dispatchId: 'd1', dischargePowerW, ...(effectiveAt === undefined ? {} : { effectiveAt }) };
  s.say(atMs, U, 'DispatchUpdate', data, { source: U, to: P }, E);
  return s;
}

function judged(s: Script): string {
  return commandsInTheirEvent
    .judge(s.until(4 * HOUR_MS), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`)
    .join();
}

const asked = (): Script => ask(story(), HOUR_MS, 3000);

test('what was announced may be asked, each stretch from its time on', () => {
  assert.equal(judged(asked()), 'PR2-A-14 pass: so they were');
  assert.match(
    judged(change(asked(), HOUR_MS + 1_795_000, 5000, iso(HOUR_MS + 1_800_000))),
    /^PR2-A-14 pass/,
  );
});

test('more than was announced for a time is told, of a request and of a change', () => {
  assert.match(judged(ask(story(), HOUR_MS, 5000)), /^PR2-A-14 fail: 5 kW from/);
  assert.match(judged(ask(story(), HOUR_MS, 3000, { start: iso(HOUR_MS) })), /^PR2-A-14 fail: .* 0 W were/);
  assert.match(judged(change(asked(), HOUR_MS + 900_000, 5000)), /^PR2-A-14 fail/);
});

test('a total is divided, and an order changed, as the operator wants', () => {
  assert.match(judged(ask(story(6000, { totalPowerW: 9000 }), HOUR_MS, 5000)), /pass/);
  const s = asked();
  s.stimulus(HOUR_MS + 800_000, U, 'change-request', { eventId: 'ev1', dischargePowerW: 5000 });
  assert.match(judged(change(s, HOUR_MS + 900_000, 5000)), /pass/);
});

test('what its PEV refused, or said to be over, is not changed any more; a new request may be', () => {
  const about = { source: P, to: U };
  const refused = (): Script => {
    const s = story();
    s.say(
      HOUR_MS,
      U,
      'DispatchRequest',
      { ...FIRST, dischargePowerW: 3000 },
      { source: U, to: P, id: 'r1' },
      E,
    );
    const no = { dispatchId: 'd1', status: 'REJECTED' };
    s.say(HOUR_MS + 1000, P, 'DispatchResponse', no, { ...about, correlationid: 'r1' }, U);
    return s;
  };
  assert.match(judged(change(refused(), HOUR_MS + 5000, 2000)), /^PR2-A-14 pass/);
  assert.match(
    judged(change(refused(), HOUR_MS + 60_000, 2000)),
    /^PR2-A-22 fail: 2 kW by a change, after its request was refused/,
  );
  const anew = ask(refused(), HOUR_MS + 30_000, 2000);
  assert.match(judged(change(anew, HOUR_MS + 60_000, 2000)), /^PR2-A-14 pass/);
  const ended = asked();
  ended.say(HOUR_MS + 60_000, P, 'DispatchConfirmation', { dispatchId: 'd1', state: 'ENDED' }, about, U);
  assert.match(judged(change(ended, HOUR_MS + 900_000, 3000)), /^PR2-A-22 fail: .* after it was told over/);
});

test('after its cancel nothing more is asked of an event, unless it is announced again', () => {
  const off = (): Script => {
    const s = asked();
    s.say(HOUR_MS + 900_000, U, 'EventCancel', { eventId: 'ev1' }, { source: U, to: P }, E);
    return s;
  };
  assert.match(judged(change(off(), HOUR_MS + 910_000, 3000)), /^PR2-A-24 fail: 3 kW of an event/);
  assert.match(judged(change(off(), HOUR_MS + 901_000, 3000)), /pass/);
  const again = off();
  again.say(HOUR_MS + 905_000, U, 'EnergySupplyEvent', EVENT, { source: U, to: P }, E);
  assert.match(judged(change(again, HOUR_MS + 910_000, 3000)), /pass/);
});

test('a command after the end of what was requested is told', () => {
  assert.match(judged(change(asked(), 2 * HOUR_MS + 5000, 5000)), /pass/);
  assert.match(judged(change(asked(), 2 * HOUR_MS + 60_000, 5000)), /^PR2-A-22 fail: .* 60 s after/);
});

test('no more power is asked than was reported, save for what has only just been heard', () => {
  assert.match(judged(ask(story(2000), HOUR_MS, 3000)), /^PR2-A-15 fail: 3 kW, where 2 kW were/);
  const lowered = (atMs: number): Script => {
    const s = asked();
    s.say(atMs, P, 'AvailabilityReport', { maxDischargeW: 1000 }, { source: P, to: U }, U);
    return change(s, HOUR_MS + 900_000, 3000);
  };
  assert.match(judged(lowered(HOUR_MS + 895_000)), /pass/);
  assert.match(judged(lowered(HOUR_MS + 700_000)), /^PR2-A-15 fail/);
});

test('a clock that was set makes no order late', () => {
  const s = asked();
  s.stimulus(HOUR_MS, U, 'clock-step', { deltaMs: -HOUR_MS });
  assert.match(judged(change(s, 2 * HOUR_MS + 60_000, 5000)), /pass/);
});
