import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { body, CAR, DAY, HOUR, Rig } from './testing';

const decide = (rig: Rig, patch: Parameters<Rig['event']>[0] = {}) => body(rig.event(patch), 'EventResponse');

test('an event that fits is accepted with its power and energy (A-08)', () => {
  const rig = new Rig();
  rig.connect();
  const { decision, acceptedPowerW, acceptedEnergyWh } = decide(rig);
  assert.deepEqual([decision, acceptedPowerW, acceptedEnergyWh], ['OPT_IN', 5000, 10_000]);
});

test('the notice must reach its class, and be reliability below a day (A-09)', () => {
  for (const [leadS, noticeClass, reason, code] of [
    [DAY, 'PLANNED', 'PEAK', undefined],
    [DAY - 1, 'PLANNED', 'PEAK', 'E_NOTICE_TOO_SHORT'],
    [DAY - 1, 'DAY_OF', 'RELIABILITY', undefined],
    [DAY - 1, 'DAY_OF', 'PEAK', 'E_NOTICE_TOO_SHORT'],
    [HOUR, 'DAY_OF', 'RELIABILITY', undefined],
    [HOUR - 1, 'DAY_OF', 'RELIABILITY', 'E_NOTICE_TOO_SHORT'],
    [HOUR - 1, 'EMERGENCY', 'RELIABILITY', undefined],
    [60, 'EMERGENCY', 'RELIABILITY', undefined],
    [60, 'EMERGENCY', 'TEST', 'E_NOTICE_TOO_SHORT'],
    [59, 'EMERGENCY', 'RELIABILITY', 'E_NOTICE_TOO_SHORT'],
  ] as const) {
    const rig = new Rig();
    rig.connect();
    const answer = decide(rig, { leadS, noticeClass, reason });
    assert.equal(answer.code, code, `${leadS} s ${noticeClass} ${reason}`);
    assert.equal(answer.decision, code === undefined ? 'OPT_IN' : 'OPT_OUT');
  }
});

test('a customer who accepts short notice waives the lead', () => {
  const rig = new Rig({ state: { ...CAR, preferences: { acceptShortNotice: true } } });
  rig.connect();
  assert.equal(decide(rig, { leadS: 10, noticeClass: 'EMERGENCY' }).decision, 'OPT_IN');
});

test('a later revision is judged for notice only where it starts earlier', () => {
  const rig = new Rig();
  rig.connect();
  decide(rig);
  const start = timeText(rig.nowMs + (DAY + HOUR) * 1000);
  rig.pass(20 * HOUR);
  assert.equal(
    decide(rig, { revision: 1, start, noticeClass: 'PLANNED', reason: 'PEAK', powerW: 4000 }).decision,
    'OPT_IN',
  );
  const earlier = timeText(rig.nowMs + 4 * HOUR * 1000);
  assert.equal(
    decide(rig, { revision: 2, start: earlier, noticeClass: 'PLANNED' }).code,
    'E_NOTICE_TOO_SHORT',
  );
});

test('what rules an event out is named (A-08)', () => {
  const refusals: [Parameters<Rig['event']>[0], object, string][] = [
    [{}, { preferences: { enabled: false } }, 'E_PREFERENCE'],
    [{}, { soc: 29.9 }, 'E_PREFERENCE'],
    [{}, { soc: 55, socFloor: 60 }, 'E_PREFERENCE'],
    [{}, { soc: 30 }, 'E_ENERGY_EXCEEDS_AVAILABLE'],
    [{ powerW: 6001, durationS: HOUR }, {}, 'E_POWER_EXCEEDS'],
    [{ powerW: 499 }, {}, 'E_POWER_BELOW_MIN'],
    [{ powerW: 5001 }, {}, 'E_ENERGY_EXCEEDS_AVAILABLE'],
    [{ responseClass: 'REGULATION' }, { classes: ['SCHEDULED'] }, 'E_CLASS'],
    [{}, { preferences: { windows: [{ from: '00:00', to: '06:00', tz: 'UTC' }] } }, 'E_PREFERENCE'],
  ];
  for (const [event, state, code] of refusals) {
    const rig = new Rig({ state: { ...CAR, ...state } });
    rig.connect();
    const answer = decide(rig, event);
    assert.deepEqual([answer.decision, answer.code], ['OPT_OUT', code], JSON.stringify([event, state]));
  }
});

test('a part is offered where a part is allowed, and only there', () => {
  const rig = new Rig();
  rig.connect();
  const part = decide(rig, { powerW: 8000, allowPartial: true });
  assert.deepEqual([part.decision, part.acceptedPowerW, part.acceptedEnergyWh], ['PARTIAL', 6000, 10_000]);
});

test('an event over before it is known is expired', () => {
  const rig = new Rig();
  rig.connect();
  assert.equal(decide(rig, { start: timeText(rig.nowMs - 2 * HOUR * 1000) }).code, 'E_EXPIRED');
});

test('energy is promised once: what one event needs is not there for the next (A-15)', () => {
  const rig = new Rig();
  rig.connect();
  assert.equal(decide(rig, { eventId: 'a', powerW: 4000 }).decision, 'OPT_IN');
  assert.equal(decide(rig, { eventId: 'b', leadS: DAY + 5 * HOUR, powerW: 1000 }).decision, 'OPT_IN');
  assert.equal(
    decide(rig, { eventId: 'c', leadS: DAY + 9 * HOUR, powerW: 500, durationS: 1 }).code,
    'E_ENERGY_EXCEEDS_AVAILABLE',
  );
  rig.stimulate('opt-out', { eventId: 'b' });
  assert.equal(decide(rig, { eventId: 'e', leadS: DAY + 9 * HOUR, powerW: 1000 }).decision, 'OPT_IN');
});

test('the same revision again has the same answer, an older one is stale (A-01)', () => {
  const rig = new Rig();
  rig.connect();
  decide(rig, { revision: 1 });
  assert.equal(decide(rig, { revision: 1 }).decision, 'OPT_IN');
  assert.equal(decide(rig, { revision: 0 }).code, 'E_STALE');
});

test('an event for others is not for this PEV', () => {
  const rig = new Rig();
  rig.connect();
  assert.equal(body(rig.event({ targets: [{ pevId: 'p2' }] }), 'Receipt').code, 'E_UNKNOWN_PEV');
});

test('without consent in advance the customer is asked, and silence is no (A-08)', () => {
  const rig = new Rig({ state: { ...CAR, preferences: { autoOptIn: false } } });
  rig.connect();
  assert.equal(decide(rig, { eventId: 'a', powerW: 1000 }).decision, 'UNDECIDED');
  assert.equal(decide(rig, { eventId: 'b', powerW: 1000 }).decision, 'UNDECIDED');
  rig.pass(HOUR);
  assert.equal(rig.stimulate('opt-in', { eventId: 'a', source: 'APP' }), null);
  assert.equal(rig.last('EventResponse').data.decision, 'OPT_IN');
  assert.deepEqual(
    [rig.last('ParticipationNotice').data.action, rig.last('ParticipationNotice').data.source],
    ['OPT_IN', 'APP'],
  );
  rig.pass(DAY);
  const lapsed = rig.last('EventResponse');
  assert.deepEqual([lapsed.data.eventId, lapsed.data.decision], ['b', 'OPT_OUT']);
  assert.equal(lapsed.atMs, rig.nowMs);
});

test('a cancelled event stays cancelled (A-24)', () => {
  const rig = new Rig();
  rig.connect();
  decide(rig);
  const cancel = { eventId: 'ev1', revision: 1, reason: 'ABATED' } as const;
  assert.equal(body(rig.send('EventCancel', cancel), 'Receipt').status, 'TAKEN');
  assert.equal(body(rig.send('EventCancel', cancel), 'Receipt').status, 'DUPLICATE');
  assert.equal(decide(rig, { revision: 2 }).code, 'E_STATE');
  assert.equal(rig.request().code, 'E_STATE');
  assert.equal(body(rig.send('EventCancel', { ...cancel, eventId: 'x' }), 'Receipt').code, 'E_UNKNOWN_EVENT');
});
