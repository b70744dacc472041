import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, atPower, confirm, dispatched, optedIn, request, START } from './testing-bodies';
import { Rig, UTILITY } from './testing';

test('telemetry at begin, every interval and end of a dispatch, signed, from the meter (PR2-A-16, PR2-X-04)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(START + 3_600_000);
  rig.power(0);
  confirm(rig, 'ENDED');
  const told = rig.timed('EnergyTelemetry');
  assert.equal(told[0]?.atMs, START);
  assert.deepEqual(
    told.slice(0, 61).map((t) => t.atMs - START),
    Array.from({ length: 61 }, (_, i) => i * 60_000),
  );
  const bodies = rig.of('EnergyTelemetry').map((m) => m.data);
  assert.deepEqual(bodies[0], {
    sessionId: bodies[0]?.sessionId,
    meteringPointId: 'meter-p1',
    at: rig.time(START),
    activePowerW: 0,
    exportRegisterWh: 0,
    importRegisterWh: 0,
    soc: 62.5,
    quality: 'MEASURED',
  });
  assert.equal(bodies[30]?.activePowerW, -6000);
  assert.equal(bodies[30]?.exportRegisterWh, 3000);
  assert.equal(bodies[30]?.voltageV, 230);
  assert.equal(bodies.at(-1)?.exportRegisterWh, 6000);
  assert.equal(bodies.at(-1)?.activePowerW, 0);
});

test('a dispatch of class REGULATION is told every four seconds', () => {
  const rig = new Rig();
  dispatched(rig, { responseClass: 'REGULATION' });
  rig.wait(20_000);
  assert.equal(rig.of('EnergyTelemetry').length, 6);
});

test('the interval is the profile’s (P_MET_INT)', () => {
  const rig = new Rig({ params: { P_MET_INT: 10 } });
  dispatched(rig);
  rig.wait(60_000);
  assert.equal(rig.of('EnergyTelemetry').length, 7);
});

test('charging counts as import, and no register ever falls (PR2-A-16)', () => {
  const rig = new Rig();
  dispatched(rig);
  rig.power(3600);
  rig.wait(600_000);
  rig.power(-3600);
  rig.wait(600_000);
  const last = rig.of('EnergyTelemetry').at(-1)?.data;
  assert.equal(last?.importRegisterWh, 600);
  assert.equal(last?.exportRegisterWh, 600);
});

test('readings follow the input on its slope, exact between two calls; observing changes nothing', () => {
  const rig = new Rig();
  rig.plugIn();
  rig.power(0, 'p1', -1000);
  const until = rig.atMs + 6000;
  assert.deepEqual(rig.observe(['powerW', 'exportJ']), { powerW: 0, exportJ: 0 });
  rig.to(until);
  assert.deepEqual(rig.observe(['powerW', 'exportJ', 'importJ']), {
    powerW: -6000,
    exportJ: 18_000,
    importJ: 0,
  });
  assert.deepEqual(rig.observe(['powerW', 'exportJ', 'importJ']), {
    powerW: -6000,
    exportJ: 18_000,
    importJ: 0,
  });
  assert.deepEqual(rig.observe(['voltageV', 'frequencyHz', 'gridPresent', 'wallTime', 'soc']), {
    voltageV: 230,
    frequencyHz: 60,
    gridPresent: true,
    wallTime: rig.time(),
  });
  assert.deepEqual(rig.observe(['powerW'], 'p2'), { powerW: 0 });
});

test('a meter without readings estimates, and says so; afterwards it measures again (PR2-A-16)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.wait(600_000);
  rig.stimulate('meter-fault', { kind: 'gap' });
  rig.forget();
  rig.wait(60_000);
  assert.equal(rig.one('EnergyTelemetry').data.quality, 'ESTIMATED');
  assert.equal(rig.one('EnergyTelemetry').data.exportRegisterWh, 1100);
  rig.stimulate('clear-fault', {});
  rig.forget();
  rig.wait(60_000);
  assert.equal(rig.one('EnergyTelemetry').data.quality, 'MEASURED');
  assert.equal(rig.one('EnergyTelemetry').data.exportRegisterWh, 1200);
});

test('outside a dispatch nothing is told', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.power(3600);
  rig.to(START + 3_600_000);
  assert.deepEqual(rig.of('EnergyTelemetry'), []);
});

test('a request accepted after its start is metered from then on', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.to(START + 5000);
  const late = rig.utility('DispatchRequest', request(rig, { start: rig.time(START) }), {
    to: 'urn:pr2:pev:p1',
  });
  accept(rig, late);
  assert.equal(rig.timed('EnergyTelemetry', UTILITY)[0]?.atMs, START + 5000);
});

test('a refused request is not metered', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.to(START);
  const asked = rig.utility('DispatchRequest', request(rig, { start: rig.time(START) }), {
    to: 'urn:pr2:pev:p1',
  });
  rig.pev(
    'p1',
    'DispatchResponse',
    { pevId: 'p1', dispatchId: 'd1', revision: 0, status: 'REJECTED', code: 'E_CLASS' },
    {
      correlationid: asked.id,
    },
  );
  rig.wait(600_000);
  assert.deepEqual(rig.of('EnergyTelemetry'), []);
});

test('what was due before a call is told of its own instant, with the power of then', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.atMs += 90_000;
  rig.power(-1000);
  const { at, activePowerW } = rig.of('EnergyTelemetry').at(-1)!.data;
  assert.deepEqual([at, activePowerW], [rig.time(START + 60_000), -6000]);
});
