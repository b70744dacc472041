import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '../device';
import { createPev } from './index';
import { body, ESCI, Rig, T0, UTILITY } from './testing';

const noHook = (error: unknown): boolean => error instanceof LabError && error.code === -32001;

test('what is not understood is refused with its reason (X-08, X-09)', () => {
  const rig = new Rig();
  rig.connect();
  const m = rig.compose('AvailabilityRequest', { pevId: 'p1' });
  assert.equal(
    body(rig.deliver({ ...m, type: 'pr2.AvailabilityRequest.v2' } as never), 'Receipt').code,
    'E_VERSION',
  );
  assert.equal(
    body(rig.send('SettlementStatement', { eventId: 'e', deliveredWh: 1, participation: 1 }), 'Receipt').code,
    'E_UNSUPPORTED',
  );
  const astray = rig.compose('AvailabilityRequest', { pevId: 'p2' }, UTILITY, {
    destination: 'urn:pr2:pev:p2',
  });
  assert.equal(body(rig.deliver(astray), 'Receipt').code, 'E_UNKNOWN_PEV');
});

test('a replay has the first answer and no second effect (X-02)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 3000 });
  const update = rig.compose('DispatchUpdate', {
    dispatchId: 'd1',
    revision: 1,
    dischargePowerW: 2000,
    validForS: 900,
  });
  const first = rig.deliver(update);
  rig.pass(20);
  rig.send('DispatchUpdate', { dispatchId: 'd1', revision: 2, dischargePowerW: 4000, validForS: 900 });
  rig.pass(20);
  assert.deepEqual(rig.deliver(update), first);
  rig.pass(20);
  assert.equal(rig.powerW, -4000);
});

test('a spoofed sender changes nothing (X-01)', () => {
  const rig = new Rig();
  rig.toPower();
  const cancel = rig.compose('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' });
  assert.equal(body(rig.deliver(cancel, { principal: ESCI }), 'Receipt').code, 'E_UNAUTHORIZED');
  rig.pass(20);
  assert.equal(rig.powerW, -5000);
});

test('the clock may be stepped in an event: durations run on (X-03)', () => {
  for (const deltaMs of [3_600_000, -3_600_000]) {
    const rig = new Rig();
    rig.toStart();
    const start = rig.nowMs;
    rig.request({ durationS: 1800 });
    rig.pass(60);
    rig.stimulate('clock-step', { deltaMs });
    rig.until(start + 1_799_000);
    assert.equal(rig.powerW, -5000);
    rig.until(start + 1_810_000);
    assert.equal(rig.powerW, 0);
    assert.equal(rig.read('wallTime').wallTime, new Date(rig.nowMs + deltaMs).toISOString());
  }
});

test('everything goes to the Utility, on its own conversation, in sequence', () => {
  const rig = new Rig();
  rig.toPower();
  rig.stimulate('user-stop', {});
  rig.pass(20);
  const toUtility = rig.sent.filter(({ message }) => message.destination === UTILITY);
  for (const [i, { message }] of toUtility.entries()) assert.equal(message.seq, i);
  for (const { message } of rig.sent) {
    if (/(Availability|Confirmation|Participation|Termination|Telemetry)/.test(message.type))
      assert.equal(message.destination, UTILITY);
  }
});

test('a hook that a PEV does not have is said to be missing', () => {
  const rig = new Rig();
  assert.throws(() => rig.stimulate('switch-manual', { position: 'OPEN' }), noHook);
  assert.throws(() => rig.device.query({ at: T0, what: 'alertOutcomes' }), noHook);
  assert.throws(
    () => createPev().durable(),
    (error: unknown) => error instanceof LabError && error.code === -32002,
  );
});

test('samples on the way are those of an observer at each instant', () => {
  const [sampled, observed] = [new Rig(), new Rig()];
  for (const rig of [sampled, observed]) {
    rig.toStart();
    rig.request();
  }
  const at = sampled.nowMs + 10_000;
  const reply = sampled.device.advance({ at, sample: { everyMs: 1000, want: ['powerW', 'soc'] } });
  const seen = [];
  for (let i = 0; i < 10; i++) {
    observed.pass(1);
    seen.push({ at: observed.nowMs, readings: observed.read('powerW', 'soc') });
  }
  assert.deepEqual(reply.result.samples, seen);
});
