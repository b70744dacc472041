import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { HOUR, Rig } from './testing';

test('after a restart nothing discharges by itself; the end is told (X-12)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.pass(60.5);
  const before = rig.read('exportJ', 'batteryJ');
  rig.restart(10_000);
  const after = rig.read('exportJ', 'batteryJ');
  assert.ok(Math.abs((after.exportJ ?? 0) - (before.exportJ ?? 0)) < 3600);
  assert.ok(Math.abs((after.batteryJ ?? 0) - (before.batteryJ ?? 0)) < 3600);
  assert.equal(rig.last('TerminationNotice').data.reason, 'RESTART');
  assert.equal(rig.last('DispatchConfirmation').data.state, 'ENDED');
  rig.pass(2 * HOUR);
  assert.equal(rig.powerW, 0);
  assert.equal(rig.read('exportJ').exportJ, after.exportJ);
});

test('power that flowed after the last call is in the register that was shown', () => {
  const rig = new Rig();
  rig.toPower();
  rig.nowMs += 30_000;
  const { exportJ } = rig.read('exportJ');
  rig.restart(0);
  assert.equal(rig.read('exportJ').exportJ, exportJ);
});

test('a request that waits is over too, and events and opt-outs are remembered', () => {
  const rig = new Rig();
  rig.connect();
  rig.event({ eventId: 'in', powerW: 2000 });
  rig.event({ eventId: 'out', powerW: 1000 });
  rig.stimulate('opt-out', { eventId: 'out' });
  rig.pass(25 * HOUR - 40);
  rig.request({ eventId: 'in', dischargePowerW: 2000, start: timeText(rig.nowMs + 40_000) });
  rig.restart(1000);
  assert.equal(rig.last('TerminationNotice').data.reason, 'RESTART');
  rig.pass(60);
  assert.equal(rig.powerW, 0);
  rig.pass(300);
  assert.equal(
    rig.request({ dispatchId: 'd2', eventId: 'out', durationS: HOUR, dischargePowerW: 1000 }).code,
    'E_PREFERENCE',
  );
  assert.equal(
    rig.request({ dispatchId: 'd3', eventId: 'in', durationS: HOUR, dischargePowerW: 2000 }).status,
    'ACCEPTED',
  );
});

test('the enter-service delay runs anew after a power-up', () => {
  const rig = new Rig();
  rig.toStart();
  rig.restart(1000);
  assert.equal(rig.request({ durationS: HOUR }).code, 'E_NOT_READY');
  rig.pass(300);
  assert.equal(rig.request({ dispatchId: 'd2', durationS: HOUR }).status, 'ACCEPTED');
});

test('a replay from before the restart gets its old answer, and sequence numbers go on (X-02)', () => {
  const rig = new Rig();
  rig.connect();
  const event = rig.compose('AvailabilityRequest', { pevId: 'p1' });
  const [first] = rig.deliver(event);
  rig.restart(1000);
  const [again] = rig.deliver(event);
  assert.deepEqual(again, first);
  const [next] = rig.send('AvailabilityRequest', { pevId: 'p1' });
  assert.ok((next?.seq ?? 0) > (first?.seq ?? 0));
  assert.notEqual(next?.id, first?.id);
});

test('the rebound delay is not drawn again', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 60 }, { durationS: 60 });
  rig.stimulate('departure', { at: rig.nowMs + 20 * HOUR * 1000, soc: 90 });
  rig.pass(60);
  const { data, atMs } = rig.last('DispatchConfirmation');
  rig.restart(1000);
  const fromMs = atMs + (data.reboundDelayS ?? 0) * 1000;
  rig.until(Math.max(fromMs, rig.nowMs) + 310_000);
  assert.ok((rig.read('importJ').importJ ?? 0) > 0);
});
