import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { CAR, HOUR, Rig } from './testing';

const departure = (rig: Rig, inS: number, soc: number) =>
  rig.stimulate('departure', { at: rig.nowMs + inS * 1000, soc });

test('after an event the PEV waits for the delay that it told, then charges to the target and stops (A-23)', () => {
  const rig = new Rig();
  rig.toPower({ durationS: HOUR }, { durationS: HOUR });
  departure(rig, 12 * HOUR, 50);
  rig.pass(HOUR - 20);
  const { data, atMs } = rig.last('DispatchConfirmation');
  const delayS = data.reboundDelayS ?? -1;
  assert.ok(delayS >= 0 && delayS <= 600);
  rig.until(atMs + Math.floor(delayS * 1000) - 1);
  assert.equal(rig.read('importJ').importJ, 0);
  rig.until(atMs + Math.ceil(delayS * 1000) + 20_000);
  assert.equal(rig.powerW, 6000);
  assert.equal(rig.read('state').state, 'CHARGING');
  rig.pass(3 * HOUR);
  assert.equal(rig.powerW, 0);
  assert.ok(rig.soc >= 50 && rig.soc < 50.001, String(rig.soc));
});

test('delays differ, and are all within P_REBOUND', () => {
  const delays = ['a', 'b', 'c', 'd', 'e'].map((dispatchId) => {
    const rig = new Rig();
    rig.toPower({ dispatchId, durationS: 60 }, { durationS: 60 });
    rig.pass(60);
    return rig.last('DispatchConfirmation').data.reboundDelayS ?? -1;
  });
  for (const s of delays) assert.ok(s >= 0 && s <= 600);
  assert.equal(new Set(delays).size, 5);
});

test('a departure that would be missed cuts the delay short', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 300 }, { durationS: 300 });
  rig.pass(260);
  departure(rig, 330, 49.5);
  rig.pass(60);
  rig.pass(280);
  assert.ok(rig.soc > 49.45, String(rig.soc));
});

test('without a departure nothing is charged', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 60 }, { durationS: 60 });
  rig.pass(24 * HOUR);
  assert.equal(rig.read('importJ').importJ, 0);
});

test('charging stays out of the hours of the next event (A-23)', () => {
  const rig = new Rig();
  rig.toPower({ durationS: HOUR }, { durationS: HOUR });
  departure(rig, 20 * HOUR, 90);
  rig.event({ eventId: 'ev2', leadS: 2 * HOUR, durationS: HOUR, powerW: 1000 });
  const startMs = rig.nowMs + 2 * HOUR * 1000;
  rig.until(startMs - 60_000);
  assert.equal(rig.powerW, 6000);
  rig.until(startMs);
  assert.equal(rig.powerW, 0);
  assert.equal(
    rig.request({ dispatchId: 'd2', eventId: 'ev2', durationS: HOUR, dischargePowerW: 1000 }).status,
    'ACCEPTED',
  );
  const importedJ = rig.read('importJ').importJ;
  rig.pass(HOUR - 1);
  assert.equal(rig.powerW, -1000);
  assert.equal(rig.read('importJ').importJ, importedJ);
  rig.pass(HOUR);
  assert.equal(rig.powerW, 6000);
});

test('an emergency that comes while charging finds no import', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 600 }, { durationS: 600 });
  departure(rig, 20 * HOUR, 90);
  rig.pass(HOUR);
  assert.equal(rig.powerW, 6000);
  rig.event({ eventId: 'ev2', leadS: 60, noticeClass: 'EMERGENCY', durationS: 600, powerW: 4000 });
  rig.request({
    dispatchId: 'd2',
    eventId: 'ev2',
    start: timeText(rig.nowMs + 60_000),
    durationS: 600,
    dischargePowerW: 4000,
  });
  rig.pass(59);
  assert.equal(rig.powerW, 0);
  rig.pass(31);
  assert.equal(rig.powerW, -4000);
});

test('a battery that is full enough is left alone', () => {
  const rig = new Rig({ state: { ...CAR, soc: 80 } });
  rig.toPower({ durationS: 60 }, { durationS: 60 });
  departure(rig, 20 * HOUR, 60);
  rig.pass(10 * HOUR);
  assert.equal(rig.read('importJ').importJ, 0);
});
