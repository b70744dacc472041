import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { CAR, HOUR, Rig } from './testing';

test('an excursion longer than the ride-through trips, ends the dispatch, and is told (A-17)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.electrical({ frequencyHz: 61 });
  rig.pass(0.999);
  assert.equal(rig.powerW, -5000);
  rig.pass(0.001);
  assert.deepEqual([rig.powerW, rig.read('contactor').contactor], [0, 'OPEN']);
  const { data } = rig.last('TerminationNotice');
  assert.deepEqual([data.reason, data.predicted], ['GRID', false]);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'NOT_READY');
});

test('a shorter one is ridden through', () => {
  const rig = new Rig();
  rig.toPower();
  rig.electrical({ voltageV: 200 });
  rig.pass(0.9);
  rig.electrical({ voltageV: 240 });
  rig.pass(600);
  assert.equal(rig.powerW, -5000);
  assert.equal(rig.all('TerminationNotice').length, 0);
});

test('an absent grid is left at once (B-03)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.electrical({ gridPresent: false, voltageV: 0 });
  assert.equal(rig.powerW, 0);
  assert.equal(rig.last('TerminationNotice').data.reason, 'GRID');
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'NO_GRID');
});

test('service resumes after the delay, by a fresh request only', () => {
  const rig = new Rig();
  rig.toPower();
  rig.electrical({ gridPresent: false });
  rig.pass(60);
  assert.equal(rig.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_GRID');
  rig.electrical({ gridPresent: true });
  const { readiness } = rig.last('AvailabilityReport').data;
  assert.deepEqual(readiness, { state: 'NOT_READY', notReadyUntil: timeText(rig.nowMs + 300_000) });
  assert.equal(rig.request({ dispatchId: 'd3', durationS: HOUR }).code, 'E_NOT_READY');
  assert.equal(rig.update({ dischargePowerW: 1000 }).code, 'E_STATE');
  const later = { dispatchId: 'd4', start: timeText(rig.nowMs + 300_000), durationS: 600 };
  assert.equal(rig.request(later).status, 'ACCEPTED');
  rig.pass(299);
  assert.equal(rig.powerW, 0);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'NOT_READY');
  rig.pass(31);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'READY');
  assert.equal(rig.powerW, -5000);
});

test('every excursion while idle starts the delay again', () => {
  const rig = new Rig();
  rig.connect();
  rig.electrical({ voltageV: 260 });
  rig.electrical({ voltageV: 240 });
  rig.pass(200);
  rig.electrical({ voltageV: 260 });
  rig.electrical({ voltageV: 240 });
  rig.pass(299);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'NOT_READY');
  rig.pass(1);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'READY');
});

test('what is left of the delay at power-up is kept, and told (A-19)', () => {
  const rig = new Rig({ state: { ...CAR, enterServiceS: 120 } });
  rig.connect();
  assert.equal(rig.last('AvailabilityReport').data.readiness.notReadyUntil, timeText(rig.nowMs + 120_000));
});

test('a request is not started on a grid that has gone out of range', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.pass(25 * HOUR - 30);
  rig.request({ start: timeText(rig.nowMs + 30_000) });
  rig.stimulate('grid', { voltagePu: 0.9 });
  rig.pass(60);
  assert.equal(rig.last('TerminationNotice').data.reason, 'GRID');
  assert.equal(rig.exportWh, 0);
});
