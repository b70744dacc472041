import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso, PARAMS } from '../checks/dispatch/testing';
import { connectionsAsTheyAre } from './connections';
import type { Oracle } from './oracle';
import { speaksTrulyForAPev } from './speaking-for';
import { telemetryThroughout } from './telemetry';

const MINUTE_MS = 60_000;
const START_MS = 10 * MINUTE_MS;
const END_MS = 15 * MINUTE_MS;
const PLUG = { pevId: 'p1', evseId: 'v1', cordsetA: null, bidirectional: true, inverterAuthorised: true };
const NOTICE = {
  sessionId: 's1',
  pevId: 'p1',
  evseId: 'v1',
  location: 'L1',
  architecture: 'S2',
  cordsetA: null as number | null,
  bidirectional: true,
  inverterAuthorised: true,
  capabilities: { v2g: true, v2h: false },
};

function told(oracle: Oracle, s: Script, untilMs: number): string {
  const [first] = oracle.judge(s.until(untilMs), E);
  return first === undefined ? 'nothing' : `${first.judgement.verdict}: ${first.judgement.observed}`;
}

/** A PEV comes after a second and is told of to itself. */
function plugged(notice: object = NOTICE, afterMs = 1000): Script {
  const s = new Script({ ...PARAMS, P_T_AUTH: 60, P_MET_INT: 60, P_MET_INT_REGULATION: 4, P_T_STOP: 10 });
  s.stimulus(1000, E, 'plug-in', PLUG);
  s.stimulus(1000, P, 'plug-in', PLUG);
  s.say(1000 + afterMs, E, 'ConnectionNotice', notice, { to: P });
  return s;
}

test('a connection is told of in time and as it is', () => {
  const judged = (change: object, afterMs?: number): string =>
    told(connectionsAsTheyAre, plugged({ ...NOTICE, ...change }, afterMs), 2 * MINUTE_MS);
  assert.match(judged({}), /^pass/);
  assert.match(judged({ cordsetA: 0 }), /^pass/);
  assert.match(judged({ cordsetA: 16 }), /^fail: a cordset of 16 A/);
  assert.match(judged({ evseId: 'v2' }), /^fail: EVSE v2/);
  assert.match(judged({}, 61_001), /^fail: .*not told within 60 s/);
});

test('one connection has one session, whoever is told of it', () => {
  const s = plugged();
  s.say(2000, E, 'ConnectionNotice', { ...NOTICE }, { to: U });
  assert.match(told(connectionsAsTheyAre, s, 2 * MINUTE_MS), /^pass/);
  s.say(3000, E, 'ConnectionNotice', { ...NOTICE, sessionId: 's2' }, { to: U });
  assert.match(told(connectionsAsTheyAre, s, 2 * MINUTE_MS), /^fail: two sessions told/);
});

test('another connection has another session, and one that is over at once need not be told of', () => {
  const again = plugged();
  again.stimulus(MINUTE_MS, E, 'unplug', { pevId: 'p1' });
  again.stimulus(2 * MINUTE_MS, E, 'plug-in', PLUG);
  assert.match(told(connectionsAsTheyAre, again, 2.5 * MINUTE_MS), /^pass/);
  again.say(2.5 * MINUTE_MS, E, 'ConnectionNotice', NOTICE, { to: P });
  assert.match(told(connectionsAsTheyAre, again, 4 * MINUTE_MS), /^fail: the session of an earlier/);
});

test('a cable that was loose for seconds makes another connection', () => {
  const loose = (ms: number, sessionId: string): string => {
    const s = plugged();
    s.stimulus(MINUTE_MS, E, 'bounce', { ms });
    s.say(MINUTE_MS + ms + 1000, E, 'ConnectionNotice', { ...NOTICE, sessionId }, { to: P });
    return told(connectionsAsTheyAre, s, 3 * MINUTE_MS);
  };
  assert.match(loose(3000, 's2'), /^pass/);
  assert.match(loose(3000, 's1'), /^fail: the session of an earlier/);
  const silent = plugged();
  silent.stimulus(MINUTE_MS, E, 'bounce', { ms: 3000 });
  assert.match(told(connectionsAsTheyAre, silent, 3 * MINUTE_MS), /^fail: nothing told of the PEV that came/);
});

/** A discharge of 4 kW for five minutes, with telemetry at these instants. */
function discharge(atMs: readonly number[], responseClass = 'SCHEDULED'): Script {
  const s = plugged();
  const request = {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    responseClass,
    validForS: 900,
  };
  const body = { ...request, dischargePowerW: 4000, start: iso(START_MS), durationS: 300 };
  s.say(START_MS - 10_000, E, 'DispatchRequest', body, { id: 'c0', source: U, to: P });
  const answer = { pevId: 'p1', dispatchId: 'd1', revision: 0, status: 'ACCEPTED' };
  s.say(START_MS - 9000, P, 'DispatchResponse', answer, { to: U, correlationid: 'c0' }, E);
  s.reading(0, P, { powerW: 0, slopeWps: 0, soc: 60 });
  s.reading(START_MS, P, { powerW: -4000, slopeWps: 0 });
  for (const at of atMs) {
    const exportRegisterWh = Math.floor((Math.min(Math.max(at, START_MS), END_MS) - START_MS) / 900);
    s.say(
      at,
      E,
      'EnergyTelemetry',
      { sessionId: 's1', at: iso(at), exportRegisterWh, quality: 'MEASURED' },
      { to: U },
    );
  }
  return s;
}

const EVERY_MINUTE = [0, 1, 2, 3, 4, 5].map((k) => START_MS + k * MINUTE_MS);

test('telemetry comes from the beginning to after the end, as often as the class wants it', () => {
  const judged = (atMs: readonly number[], responseClass?: string): string =>
    told(telemetryThroughout, discharge(atMs, responseClass), END_MS + MINUTE_MS);
  assert.match(judged(EVERY_MINUTE), /^pass/);
  assert.match(judged(EVERY_MINUTE, 'REGULATION'), /^fail: none for/);
  assert.match(judged(EVERY_MINUTE.filter((_, k) => k !== 2)), /^fail: none for 2 min/);
  assert.match(judged(EVERY_MINUTE.slice(1)), /^fail: none at the beginning/);
  assert.match(judged(EVERY_MINUTE.slice(0, -1)), /^fail: none at or after the end/);
});

test('who speaks for a PEV says who it is, when it was, register and charge', () => {
  const OUT_MS = START_MS + 2.5 * MINUTE_MS;
  const judged = (change: object): string => {
    const s = discharge(EVERY_MINUTE.slice(0, 3));
    s.say(START_MS, P, 'AvailabilityReport', { soc: 60 }, { to: U }, E);
    s.stimulus(OUT_MS, P, 'unplug', { pevId: 'p1' });
    s.reading(OUT_MS, P, { powerW: 0, slopeWps: 0 });
    const notice = { pevId: 'p1', eventId: 'ev1', reason: 'UNPLUG', predicted: false, originator: 'ESCI' };
    const figures = { effectiveAt: iso(OUT_MS), registerWh: 166, soc: 60 };
    s.say(OUT_MS + 4000, E, 'TerminationNotice', { ...notice, ...figures, ...change }, { to: U });
    return told(speaksTrulyForAPev, s, END_MS);
  };
  assert.match(judged({}), /^pass/);
  assert.match(judged({ originator: 'PEV' }), /^fail: PEV named/);
  assert.match(judged({ predicted: true }), /^fail: .*foreseen/);
  assert.match(judged({ effectiveAt: iso(OUT_MS + 4000) }), /^fail: .*pulled at/);
  assert.match(judged({ soc: undefined }), /^pass/);
  assert.match(judged({ soc: 55 }), /^fail: .*the PEV had told/);
  assert.match(judged({ registerWh: 133 }), /^fail: a register of/);
});
