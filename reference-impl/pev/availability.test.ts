import assert from 'node:assert/strict';
import { test } from 'node:test';
import { body, CAR, ESCI, noticeOf, Rig } from './testing';

const report = (rig: Rig) => rig.last('AvailabilityReport').data;

test('on connection the PEV reports power, energy, duration, floor and readiness (A-06)', () => {
  const rig = new Rig();
  rig.connect();
  rig.pass(10);
  const all = rig.all('AvailabilityReport');
  assert.equal(all.length, 1);
  const { maxDischargeW, availableEnergyWh, availableDurationS, soc, socFloor, readiness, limits } =
    report(rig);
  assert.deepEqual(
    [maxDischargeW, availableEnergyWh, availableDurationS, soc, socFloor],
    [6000, 10_000, 6000, 50, 30],
  );
  assert.deepEqual(readiness, { state: 'READY' });
  assert.deepEqual(limits, { pev: 6000, charger: 6000, cordset: 7680, evse: 7000 });
});

test('without the notice of the ESCI there is no session to report in', () => {
  const rig = new Rig();
  rig.stimulate('plug-in', { pevId: 'p1', evseId: 'evse1' });
  rig.pass(60);
  assert.equal(rig.all('AvailabilityReport').length, 0);
});

test('a notice that comes before the plug is felt counts for it', () => {
  const rig = new Rig();
  rig.send('ConnectionNotice', noticeOf(), ESCI);
  rig.stimulate('plug-in', { pevId: 'p1', evseId: 'evse1', cordsetA: 32, evseMaxW: 7000 });
  rig.pass(10);
  assert.equal(report(rig).maxDischargeW, 6000);
});

test('each limit in turn binds the reported power (A-13)', () => {
  for (const [cable, powerW] of [
    [{ cordsetA: 16 }, 3840],
    [{ evseMaxW: 2500 }, 2500],
  ] as const) {
    const rig = new Rig();
    rig.connect(cable);
    assert.equal(report(rig).maxDischargeW, powerW);
  }
  for (const element of ['pev', 'charger', 'cordset', 'evse', 'site', 'customer'] as const) {
    const rig = new Rig();
    rig.connect();
    rig.stimulate('derate', { element, maxW: 4000 });
    assert.equal(report(rig).maxDischargeW, 4000, element);
    assert.equal(report(rig).limits[element], 4000);
  }
});

test('the lower rating of the cable holds, whoever states it; an unknown one is nothing (A-12)', () => {
  for (const [stated, noticed, powerW, state] of [
    [32, 10, 2400, 'READY'],
    [10, 32, 2400, 'READY'],
    [0, 32, 0, 'NOT_READY'],
    [32, null, 0, 'NOT_READY'],
    [null, 32, 0, 'NOT_READY'],
  ] as const) {
    const rig = new Rig();
    rig.connect({ cordsetA: stated }, { cordsetA: noticed });
    assert.equal(report(rig).maxDischargeW, powerW);
    assert.equal(report(rig).availableEnergyWh, powerW === 0 ? 0 : 10_000);
    assert.equal(report(rig).readiness.state, state);
  }
});

test('a one-way EVSE and an unauthorised inverter give nothing (A-12)', () => {
  for (const [cable, notice] of [
    [{ bidirectional: false }, {}],
    [{}, { bidirectional: false }],
    [{}, { capabilities: { v2g: false, v2h: false } }],
    [{ inverterAuthorised: false }, {}],
    [{}, { inverterAuthorised: false }],
  ] as const) {
    const rig = new Rig();
    rig.connect(cable, notice);
    assert.equal(report(rig).maxDischargeW, 0);
    assert.equal(report(rig).readiness.state, 'NOT_READY');
  }
});

test('export uses only as many phases as vehicle and connection share', () => {
  const rig = new Rig({ state: { ...CAR, maxDischargeW: 22_000, exportPhases: 3 } });
  rig.connect({ cordsetA: 16, evseMaxW: 22_000, phases: 1 }, { cordsetA: 16 });
  assert.equal(report(rig).exportPhases, 1);
  assert.equal(report(rig).maxDischargeW, 3840);
});

test('at the floor, zero is reported and not left out (A-06)', () => {
  const rig = new Rig({ state: { ...CAR, soc: 30 } });
  rig.connect();
  assert.equal(report(rig).availableEnergyWh, 0);
  assert.equal(report(rig).availableDurationS, 0);
});

test('losses are taken off what the terminals can give (reading D11)', () => {
  const rig = new Rig({ state: { ...CAR, efficiency: 0.9 } });
  rig.connect();
  assert.equal(report(rig).availableEnergyWh, 9000);
});

test('a request for availability is answered with what is true now (A-07)', () => {
  const rig = new Rig();
  rig.connect();
  rig.pass(100);
  const answers = rig.send('AvailabilityRequest', { pevId: 'p1' });
  const { asOf } = body(answers, 'AvailabilityReport');
  assert.equal(Date.parse(asOf), rig.nowMs);
  assert.ok(answers[0]?.correlationid);
  assert.equal(body(rig.send('AvailabilityRequest', { pevId: 'p2' }), 'Receipt').code, 'E_UNKNOWN_PEV');
});

test('a change beyond the delta is reported unasked, one at the delta is not (A-07)', () => {
  const rig = new Rig();
  rig.connect();
  rig.stimulate('drive', { energyWh: 500 });
  assert.equal(rig.all('AvailabilityReport').length, 1);
  rig.stimulate('drive', { energyWh: 1 });
  assert.equal(rig.all('AvailabilityReport').length, 2);
  assert.equal(report(rig).availableEnergyWh, 9499);
  rig.stimulate('derate', { element: 'evse', maxW: 5500 });
  assert.equal(rig.all('AvailabilityReport').length, 2);
  rig.stimulate('derate', { element: 'evse', maxW: 5499 });
  assert.equal(rig.all('AvailabilityReport').length, 3);
});

test('after a bounce there is a new report for the new session, and no old one (A-06)', () => {
  const rig = new Rig({ link: 'while-plugged', silent: true });
  rig.connect();
  rig.stimulate('set-soc', { soc: 45 });
  rig.stimulate('bounce', { ms: 1000 });
  assert.equal(rig.read('plug').plug, 'OUT');
  rig.pass(1);
  assert.equal(rig.read('plug').plug, 'IN');
  const before = rig.sent.length;
  rig.send('ConnectionNotice', noticeOf({ sessionId: 's2' }), ESCI);
  rig.pass(60);
  const since = rig.sent.slice(before).filter(({ message }) => message.type === 'pr2.AvailabilityReport.v1');
  assert.ok(since.length > 0);
  for (const { message } of since) assert.equal(message.subject, 's2');
  assert.equal(report(rig).soc, 45);
});

test('an unanswered report is repeated with its id, three times (X-09)', () => {
  const rig = new Rig({ silent: true });
  rig.connect();
  rig.pass(3600);
  const reports = rig.sent.filter(({ message }) => message.type === 'pr2.AvailabilityReport.v1');
  assert.equal(reports.length, 4);
  assert.equal(new Set(reports.map(({ message }) => message.id)).size, 1);
});
