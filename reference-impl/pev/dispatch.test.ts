import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { CAR, DAY, HOUR, Rig } from './testing';

test('exactly what is available is accepted, held and delivered, down to the floor (A-15)', () => {
  const rig = new Rig();
  rig.toStart();
  const answer = rig.request();
  assert.deepEqual([answer.status, answer.acceptedPowerW], ['ACCEPTED', 5000]);
  rig.pass(2 * HOUR + 10);
  assert.ok(rig.exportWh > 9990 && rig.exportWh <= 10_000, `${rig.exportWh} Wh`);
  assert.ok(rig.soc >= 30);
  assert.equal(rig.all('TerminationNotice').length, 0);
  assert.equal(rig.last('DispatchConfirmation').data.state, 'ENDED');
});

test('one watt-hour more is refused with an offer that fits (A-15)', () => {
  const rig = new Rig();
  rig.toStart();
  const answer = rig.request({ dischargePowerW: 5256, durationS: 6850 });
  assert.equal(answer.code, 'E_ENERGY_EXCEEDS_AVAILABLE');
  assert.deepEqual(answer.counterOffer, { W: 5256, s: 6849, Wh: 9999 });
  rig.pass(HOUR);
  assert.equal(rig.exportWh, 0);
  const again = rig.request({ dispatchId: 'd2', dischargePowerW: 5256, durationS: 6849 });
  assert.equal(again.status, 'ACCEPTED');
});

test('power is judged at its limits (A-14)', () => {
  for (const [dischargePowerW, status, code] of [
    [500, 'ACCEPTED', undefined],
    [499, 'REJECTED', 'E_POWER_BELOW_MIN'],
    [6000, 'ACCEPTED', undefined],
    [6001, 'REJECTED', 'E_POWER_EXCEEDS'],
  ] as const) {
    const rig = new Rig();
    rig.toStart({ powerW: 500 });
    const answer = rig.request({ dischargePowerW, durationS: HOUR });
    assert.deepEqual([answer.status, answer.code], [status, code]);
    if (code === 'E_POWER_EXCEEDS') assert.deepEqual(answer.counterOffer, { W: 6000, s: HOUR, Wh: 6000 });
  }
});

test('a part is taken on only where a part is allowed, and said so (A-15)', () => {
  const rig = new Rig();
  rig.toStart();
  const byPower = rig.request({ dischargePowerW: 8000, durationS: HOUR, allowPartial: true });
  assert.deepEqual([byPower.status, byPower.acceptedPowerW], ['PARTIAL', 6000]);
  const other = new Rig();
  other.toStart();
  const byEnergy = other.request({ dischargePowerW: 6000, allowPartial: true });
  assert.deepEqual([byEnergy.status, byEnergy.acceptedPowerW], ['PARTIAL', 5000]);
  other.pass(2 * HOUR + 10);
  assert.ok(other.exportWh <= 10_000);
});

test('the energy of a request is that of the whole event, later intervals included', () => {
  const intervals = [
    { offsetS: 0, durationS: HOUR, dischargePowerW: 4000 },
    { offsetS: HOUR, durationS: HOUR, dischargePowerW: 6000 },
  ];
  const rig = new Rig();
  rig.toStart({ intervals });
  assert.equal(rig.request({ dischargePowerW: 4001 }).code, 'E_ENERGY_EXCEEDS_AVAILABLE');
  assert.equal(rig.request({ dispatchId: 'd2', dischargePowerW: 4000 }).status, 'ACCEPTED');
});

test('what stands against a request is named', () => {
  const rig = new Rig();
  rig.toStart();
  assert.equal(rig.request({ eventId: 'unknown' }).code, 'E_UNKNOWN_EVENT');
  assert.equal(rig.request({ sink: 'LOAD' }).code, 'E_UNSUPPORTED');
  assert.equal(rig.request({ start: timeText(rig.nowMs - 3 * HOUR * 1000) }).code, 'E_STATE');
  assert.equal(rig.request({ dischargePowerW: 3000 }).status, 'ACCEPTED');
  assert.equal(rig.request({ dischargePowerW: 2000 }).code, 'E_STALE');
  assert.equal(rig.request({ dispatchId: 'd2' }).code, 'E_STATE');
  assert.equal(rig.request({ dispatchId: 'd3', sink: 'HOME' }).code, 'E_STATE');
});

test('a class that was not declared is refused (A-19)', () => {
  const rig = new Rig({ state: { ...CAR, classes: ['SCHEDULED'] } });
  rig.toStart();
  assert.equal(rig.request({ responseClass: 'REGULATION' }).code, 'E_CLASS');
});

test('a connection that cannot or may not export is told apart (A-12)', () => {
  for (const [cable, code] of [
    [{ bidirectional: false }, 'E_NOT_CAPABLE'],
    [{ inverterAuthorised: false }, 'E_NOT_READY'],
    [{ cordsetA: 0 }, 'E_NOT_READY'],
    [{ cordsetA: null }, 'E_NOT_READY'],
  ] as const) {
    const rig = new Rig();
    rig.event();
    rig.connect(cable);
    rig.pass(DAY + HOUR);
    assert.equal(rig.request().code, code);
  }
  const unplugged = new Rig();
  unplugged.event();
  unplugged.pass(DAY + HOUR);
  assert.equal(unplugged.request().code, 'E_NOT_READY');
});

test('at the floor nothing is available, and the offer is nothing', () => {
  const rig = new Rig();
  rig.toStart();
  rig.stimulate('set-soc', { soc: 30 });
  const answer = rig.request();
  assert.equal(answer.code, 'E_ENERGY_EXCEEDS_AVAILABLE');
  assert.deepEqual(answer.counterOffer, { W: 0, s: 0, Wh: 0 });
});

test('power starts at the start, keeps to its ramp, and is confirmed in the band only (A-17, A-18)', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.pass(DAY + HOUR - 30);
  const start = rig.nowMs + 30_000;
  assert.equal(rig.request({ start: timeText(start) }).status, 'ACCEPTED');
  rig.until(start - 1);
  assert.equal(rig.read('contactor').contactor, 'OPEN');
  rig.until(start + 4000);
  const { slopeWps = 0 } = rig.read('slopeWps');
  assert.ok(slopeWps >= -600 && slopeWps < -599);
  assert.ok(Math.abs(rig.powerW - 4 * slopeWps) < 1e-3);
  rig.until(start + 20_000);
  assert.equal(rig.powerW, -5000);
  const confirmed = rig.all('DispatchConfirmation');
  assert.deepEqual(
    confirmed.map((c) => c.data.state),
    ['STARTED', 'AT_POWER'],
  );
  assert.equal(confirmed[0]?.atMs, start);
  const inBandMs = start + Math.ceil(8334 * 0.95);
  assert.equal(confirmed[1]?.atMs, inBandMs + 3000);
  assert.equal(confirmed[1]?.data.activePowerW, -5000);
});

test('regulation is at power within four seconds, even with the ordinary ramp (A-19)', () => {
  const rig = new Rig();
  rig.toStart({ responseClass: 'REGULATION' });
  rig.request({ responseClass: 'REGULATION', dischargePowerW: 5000 });
  rig.pass(2);
  assert.equal(rig.powerW, -5000);
  rig.pass(30);
  assert.equal(rig.all('EnergyTelemetry').length, 9);
});

test('a lost confirmation is repeated with the same id (A-18)', () => {
  const rig = new Rig({ silent: true });
  rig.toStart();
  rig.request();
  rig.pass(60);
  const started = rig.sent.filter(({ message }) => JSON.stringify(message.data).includes('STARTED'));
  assert.equal(started.length, 4);
  assert.equal(new Set(started.map(({ message }) => message.id)).size, 1);
});

test('the meter speaks at begin, each interval and end, and never falls (A-16)', () => {
  const rig = new Rig();
  rig.toStart();
  rig.request({ durationS: 300, dischargePowerW: 6000 });
  rig.pass(400);
  const values = rig.all('EnergyTelemetry').map(({ data }) => data);
  assert.equal(values.length, 7);
  for (const [i, v] of values.entries()) {
    assert.ok(v.exportRegisterWh >= (values[i - 1]?.exportRegisterWh ?? 0));
    assert.equal(v.importRegisterWh, 0);
    assert.equal(v.meteringPointId, 'mp1');
  }
  assert.equal(values[1]?.activePowerW, -6000);
  assert.equal(values.at(-1)?.exportRegisterWh, Math.floor(rig.exportWh));
});

test('of two requests the one that goes before is served, and the other is answered (X-06)', () => {
  const rig = new Rig();
  rig.connect();
  rig.event({ eventId: 'economic', powerW: 2000 });
  rig.pass(DAY - HOUR);
  rig.event({ eventId: 'grid', leadS: 2 * HOUR, durationS: HOUR, powerW: 3000 });
  rig.pass(2 * HOUR);
  assert.equal(
    rig.request({ dispatchId: 'e', eventId: 'economic', dischargePowerW: 2000 }).status,
    'ACCEPTED',
  );
  rig.pass(60);
  assert.equal(
    rig.request({ dispatchId: 'g', eventId: 'grid', dischargePowerW: 3000, durationS: 1800 }).status,
    'ACCEPTED',
  );
  const ended = rig.last('TerminationNotice').data;
  assert.deepEqual([ended.dispatchId, ended.reason], ['e', 'CANCEL']);
  rig.pass(60);
  assert.equal(rig.powerW, -3000);
  assert.equal(
    rig.request({ dispatchId: 'e2', eventId: 'economic', dischargePowerW: 2000, durationS: HOUR }).code,
    'E_STATE',
  );
  rig.pass(HOUR);
  assert.equal(rig.powerW, 0);
});

test('the start is spread once, within its window, and not by default (X-07)', () => {
  const offsets = ['a', 'b', 'c', 'd'].map((eventId) => {
    const rig = new Rig();
    rig.toStart({ eventId, randomizeStartS: 300 });
    const startMs = rig.nowMs;
    rig.request({ eventId });
    rig.pass(600);
    const started = rig.all('DispatchConfirmation').find((c) => c.data.state === 'STARTED');
    return ((started?.atMs ?? 0) - startMs) / 1000;
  });
  for (const s of offsets) assert.ok(s >= 0 && s <= 300);
  assert.equal(new Set(offsets).size, 4);
});
