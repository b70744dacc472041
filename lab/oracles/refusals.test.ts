import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { refusesOnGrounds } from './refusals';

const START = '1970-01-01T00:01:00.000Z';
const OF_EVENT = { eventId: 'ev1', revision: 0, start: START, durationS: 3600, responseClass: 'SCHEDULED' };
const EVENT = {
  ...OF_EVENT,
  programId: 'p',
  serviceType: 'ENERGY_DR',
  reason: 'PEAK',
  noticeClass: 'PLANNED',
  targets: [{ pevId: 'p1' }],
  intervals: [{ offsetS: 0, durationS: 3600, dischargePowerW: 3000 }],
};
const REQUEST = {
  ...OF_EVENT,
  meteringPointId: 'm1',
  dispatchId: 'd1',
  sink: 'GRID',
  dischargePowerW: 3000,
  validForS: 900,
};

/** What the utility says to the PEV by the ESCI, which passes it on at once. */
function passed(s: Script, atMs: number, name: 'EnergySupplyEvent' | 'DispatchRequest', data: object): void {
  s.say(atMs, U, name, data, { id: `u${atMs}`, to: P }, E);
  s.say(atMs + 20, E, name, data, { id: `u${atMs}`, source: U, to: P, via: E });
}

/** A PEV that the ESCI knows, and that is in an event. */
function inEvent(decision = 'OPT_IN'): Script {
  const s = new Script();
  s.stimulus(0, P, 'plug-in', {});
  s.say(1000, E, 'ConnectionNotice', {}, { to: P });
  passed(s, 10_000, 'EnergySupplyEvent', EVENT);
  const answer = { id: 'p1', to: U, correlationid: 'u10000' };
  s.say(10_100, P, 'EventResponse', { eventId: 'ev1', decision }, answer, E);
  s.say(10_200, E, 'EventResponse', { eventId: 'ev1', decision }, { ...answer, source: P, via: E });
  return s;
}

/** And that runs the event's dispatch. */
function running(): Script {
  const s = inEvent();
  passed(s, 20_000, 'DispatchRequest', REQUEST);
  s.say(
    20_100,
    P,
    'DispatchResponse',
    { dispatchId: 'd1', status: 'ACCEPTED' },
    { to: U, correlationid: 'u20000' },
    E,
  );
  return s;
}

function refused(
  s: Script,
  name: 'DispatchUpdate' | 'DispatchRequest' | 'EventCancel' | 'AvailabilityRequest',
  data: object,
  code: string,
): string {
  s.say(120_000, U, name, data, { id: 'x', to: P }, E);
  s.say(120_100, E, 'Receipt', { status: 'REJECTED', code }, { to: U, correlationid: 'x' });
  const [first] = refusesOnGrounds.judge(s.until(200_000), E);
  return first === undefined ? 'nothing' : `${first.requirement}: ${first.judgement.observed}`;
}

const CHANGE = { dispatchId: 'd1', revision: 1, dischargePowerW: 2000, validForS: 900 };

test('a change of a dispatch that runs is not refused for its state', () => {
  assert.match(
    refused(running(), 'DispatchUpdate', CHANGE, 'E_STATE'),
    /^PR2-A-14: the DispatchUpdate .*E_STATE/,
  );
  assert.match(refused(running(), 'DispatchUpdate', CHANGE, 'E_UNKNOWN_DISPATCH'), /^PR2-A-14/);
});

test('what an ESCI may refuse for the place, and a change that is not the next, are let be', () => {
  assert.equal(refused(running(), 'DispatchUpdate', CHANGE, 'E_ISLANDED'), 'nothing');
  assert.equal(refused(running(), 'DispatchUpdate', { ...CHANGE, revision: 0 }, 'E_STALE'), 'nothing');
  assert.equal(refused(inEvent(), 'DispatchUpdate', CHANGE, 'E_UNKNOWN_DISPATCH'), 'nothing');
});

test('a dispatch that was left, or a clock that was put, gives grounds', () => {
  const left = running();
  left.say(100_000, P, 'ParticipationNotice', { eventId: 'ev1', action: 'OPT_OUT' }, { to: U }, E);
  assert.equal(refused(left, 'DispatchUpdate', CHANGE, 'E_STATE'), 'nothing');
  const put = running();
  put.stimulus(90_000, E, 'clock-step', { deltaMs: 3_600_000 });
  assert.equal(refused(put, 'DispatchUpdate', CHANGE, 'E_STATE'), 'nothing');
});

test('the request of an event that the PEV is in is not refused for its state, of one that it is out of it is', () => {
  assert.match(refused(inEvent(), 'DispatchRequest', REQUEST, 'E_STATE'), /^PR2-A-14: the DispatchRequest/);
  assert.equal(refused(inEvent('OPT_OUT'), 'DispatchRequest', REQUEST, 'E_STATE'), 'nothing');
  assert.equal(refused(running(), 'DispatchRequest', { ...REQUEST, dispatchId: 'd2' }, 'E_STATE'), 'nothing');
});

test('a cancel of an event that stands is not refused as one of nobody knows what', () => {
  const cancel = { eventId: 'ev1', revision: 1, reason: 'ABATED' };
  assert.match(refused(inEvent(), 'EventCancel', cancel, 'E_UNKNOWN_EVENT'), /^PR2-A-01: the EventCancel/);
  assert.equal(refused(inEvent(), 'EventCancel', { ...cancel, revision: 0 }, 'E_STALE'), 'nothing');
  assert.equal(
    refused(inEvent(), 'EventCancel', { ...cancel, eventId: 'ev2' }, 'E_UNKNOWN_EVENT'),
    'nothing',
  );
});

test('a question about a PEV that is there is not answered as about nobody', () => {
  assert.match(refused(inEvent(), 'AvailabilityRequest', { pevId: 'p1' }, 'E_UNKNOWN_PEV'), /^PR2-A-07/);
  assert.equal(refused(inEvent(), 'AvailabilityRequest', { pevId: 'p2' }, 'E_UNKNOWN_PEV'), 'nothing');
  assert.equal(refused(inEvent(), 'AvailabilityRequest', { pevId: 'p1' }, 'E_TIMEOUT'), 'nothing');
});

test('what cannot be read gives grounds to refuse it, whatever the code', () => {
  for (const data of [undefined, {}, { dispatchId: 1 }])
    assert.equal(refused(running(), 'DispatchUpdate', data as object, 'E_STATE'), 'nothing');
});
