import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { socketAsItIs } from './socket-telemetry';

const POINT = { point: 'x', evseId: 'v1', meteringPointId: 'meter1', esci: E };
const TOLD = { sessionId: 's1', meteringPointId: 'meter1', quality: 'MEASURED' };

/** A PEV of 60 % at the first socket, on a grid of 240 V that sags to 228 V after a minute. */
function told(change: object, atMs = 120_000): string {
  const s = new Script({ P_ES_V_MIN: 0.917, P_ES_V_MAX: 1.05, P_ES_F_MIN: 59.5, P_ES_F_MAX: 60.1 });
  Object.assign(s.view.case ?? {}, { points: [POINT] });
  s.say(1000, E, 'ConnectionNotice', { sessionId: 's1', pevId: 'p1', evseId: 'v1' }, { to: U });
  s.say(2000, P, 'AvailabilityReport', { soc: 60 }, { to: U }, E);
  s.reading(2000, P, { soc: 60 });
  s.electrical(60_000, { voltagePu: 0.95, frequencyHz: 59.7 });
  s.reading(119_000, P, { soc: 58 });
  s.reading(130_000, P, { soc: 58 });
  s.say(atMs, E, 'EnergyTelemetry', { ...TOLD, at: iso(atMs), ...change }, { to: U });
  const [first] = socketAsItIs.judge(s.until(200_000), E);
  return first === undefined ? 'nothing' : `${first.judgement.verdict}: ${first.judgement.observed}`;
}

test('what may be left out may be left out', () => {
  assert.match(told({}), /^pass/);
});

test('the meter is that of the socket', () => {
  assert.match(told({ meteringPointId: 'meter2' }), /^fail: "meter2" named for the meter "meter1"/);
});

test('voltage and frequency are those of the grid, or of shortly before', () => {
  assert.match(told({ voltageV: 229, frequencyHz: 59.71 }), /^pass/);
  assert.match(told({ voltageV: 240 }), /^fail: 240 V told of a grid of 228 V/);
  assert.match(told({ frequencyHz: 60 }), /^fail: 60 Hz told of a grid of 59.7 Hz/);
  assert.match(told({ voltageV: 240, frequencyHz: 60 }, 62_000), /^pass/);
  assert.match(told({ voltageV: 240, quality: 'ESTIMATED' }), /^pass/);
});

test('the charge is one that the PEV told last, or has', () => {
  assert.match(told({ soc: 60 }), /^pass/);
  assert.match(told({ soc: 58 }), /^pass/);
  assert.match(told({ soc: 70 }), /^fail: 70 % told of a PEV that last told 60 %/);
});
