import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../../endpoint/identifiers';
import { body, ESCI, HOUR, UTILITY } from '../testing';
import { Home, shows } from './testing';

/** Plugged in, in an outage. */
function inOutage(options: ConstructorParameters<typeof Home>[0] = {}): Home {
  const home = new Home(options);
  home.plugIn();
  home.outage();
  return home;
}

test('PR2-B-05: a proven isolation is answered, formed and supplied', () => {
  const home = inOutage();
  home.stimulate('load', { W: 2000 });
  assert.deepEqual(home.ask(), { requestId: 'r1', status: 'ACCEPTED', readyInS: 1 });
  assert.ok(home.isOff);
  assert.equal(home.read('state').state, 'FORMING');
  home.pass(0.999);
  assert.ok(home.isOff);
  home.pass(0.001);
  const { powerW, voltageV, mode } = home.terminals;
  assert.equal(powerW, -2000);
  assert.ok(Math.abs(voltageV - 240) <= 240 * 0.06);
  assert.equal(mode, 'forming');
  assert.equal(home.read('contactor').contactor, 'CLOSED');
  assert.deepEqual(home.states, ['FORMING', 'ISLAND_SUPPLY']);
  const [forming] = home.all('EmergencyGenerationStatus');
  assert.deepEqual([forming?.data.W, forming?.data.V, forming?.data.Hz], [0, 0, 0]);
});

test('PR2-B-05: no request without a statement on the switch', () => {
  assert.equal(inOutage().askCode({ isolationRef: 'no-such-message' }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-B-05: a proof is good for P_PROOF_AGE and not a millisecond longer', () => {
  const home = inOutage();
  const isolationRef = home.isolation();
  home.pass(10.001);
  assert.equal(home.askCode({ isolationRef }), 'E_ISOLATION_NOT_PROVEN');
  const again = home.isolation();
  home.pass(10);
  assert.equal(home.askCode({ isolationRef: again }), null);
});

test('PR2-B-05: a proof is as old as it says, and one from a time to come proves nothing', () => {
  const home = inOutage();
  const stale = home.isolation({ asOf: timeText(home.nowMs - 10_001) });
  assert.equal(home.askCode({ isolationRef: stale }), 'E_ISOLATION_NOT_PROVEN');
  const early = home.isolation({ asOf: timeText(home.nowMs + 1001) });
  assert.equal(home.askCode({ isolationRef: early }), 'E_ISOLATION_NOT_PROVEN');
});

for (const [name, evidence] of [
  ['one indication', [shows('AUX_CONTACT')]],
  ['no auxiliary contact', [shows('GRID_COUPLING'), shows('DEAD_BUS')]],
  ['the same indication twice', [shows('AUX_CONTACT'), shows('AUX_CONTACT')]],
  ['an unknown second', [shows('AUX_CONTACT'), shows('GRID_COUPLING', 'UNKNOWN')]],
  ['a word and one indication', [shows('AUX_CONTACT'), shows('ATTESTATION')]],
  ['one against', [shows('AUX_CONTACT'), shows('GRID_COUPLING', 'CLOSED'), shows('DEAD_BUS')]],
  ['a live bus', [shows('AUX_CONTACT'), shows('GRID_COUPLING'), shows('DEAD_BUS', 'CLOSED')]],
  ['nothing', []],
] as const) {
  test(`PR2-B-02: ${name} proves nothing`, () => {
    const home = inOutage();
    const isolationRef = home.isolation({ evidence: [...evidence] });
    assert.equal(home.askCode({ isolationRef }), 'E_ISOLATION_NOT_PROVEN');
    home.pass(60);
    assert.ok(home.isOff);
    assert.deepEqual(home.states, []);
  });
}

test('PR2-B-02: contact and dead bus prove it as well', () => {
  const home = inOutage();
  const isolationRef = home.isolation({ evidence: [shows('AUX_CONTACT'), shows('DEAD_BUS')] });
  assert.equal(home.askCode({ isolationRef }), null);
});

test('PR2-B-02: an indication that is itself too old does not count', () => {
  const home = inOutage();
  const old = { ...shows('GRID_COUPLING'), at: timeText(home.nowMs - 11_000) };
  const isolationRef = home.isolation({ evidence: [shows('AUX_CONTACT'), old] });
  assert.equal(home.askCode({ isolationRef }), 'E_ISOLATION_NOT_PROVEN');
});

for (const position of ['CLOSED', 'UNKNOWN'] as const) {
  test(`PR2-B-02: ${position} is not open, and takes back an earlier open`, () => {
    const home = inOutage();
    assert.equal(home.askCode({ isolationRef: home.isolation({ position }) }), 'E_ISOLATION_NOT_PROVEN');
    const open = home.isolation();
    home.pass(1);
    home.isolation({ position });
    assert.equal(home.askCode({ isolationRef: open }), 'E_ISOLATION_NOT_PROVEN');
  });
}

test('PR2-B-02: an old open that is heard late does not cover a newer closed', () => {
  const home = inOutage();
  const asOf = timeText(home.nowMs);
  home.pass(1);
  home.isolation({ position: 'CLOSED' });
  const late = home.isolation({ asOf });
  assert.equal(home.askCode({ isolationRef: late }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-X-01: neither proof nor request nor stop comes from anybody but the ESCI', () => {
  const home = inOutage();
  const forged = home.isolation({}, UTILITY);
  assert.equal(home.askCode({ isolationRef: forged }), 'E_ISOLATION_NOT_PROVEN');
  assert.equal(body(home.askRaw({}, UTILITY), 'Receipt').code, 'E_UNAUTHORIZED');
  home.ask();
  home.pass(1);
  assert.equal(body(home.stop('r1', UTILITY), 'Receipt').code, 'E_UNAUTHORIZED');
  assert.equal(home.terminals.mode, 'forming');
});

test('PR2-B-02: a voltage at the terminals refutes every proof', () => {
  const home = inOutage();
  home.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  assert.equal(home.askCode(), 'E_GRID_PRESENT');
  home.electrical({ voltageV: 24, frequencyHz: 0, gridPresent: false });
  assert.equal(home.askCode(), 'E_GRID_PRESENT');
  home.electrical({ voltageV: 23.9, frequencyHz: 0, gridPresent: false });
  assert.equal(home.askCode(), null);
});

test('PR2-B-02: a grid that the ESCI reports is a grid, in range or not', () => {
  for (const state of ['IN_RANGE', 'OUT'] as const) {
    const home = inOutage();
    const isolationRef = home.isolation();
    home.pass(0.1);
    home.tellGrid(state);
    assert.equal(home.askCode({ isolationRef }), 'E_GRID_PRESENT');
  }
  const home = inOutage();
  assert.equal(home.askCode({ isolationRef: home.isolation({ gridPresent: true }) }), 'E_GRID_PRESENT');
});

test('PR2-B-05: a preference that is off refuses, wherever it is kept', () => {
  for (const preferences of [{ enabled: false }, { backupEnabled: false }]) {
    const own = inOutage();
    own.stimulate('set-preference', { socFloor: 30, enabled: true, ...preferences });
    assert.equal(own.askCode(), 'E_PREFERENCE');
    const copied = inOutage();
    const copy = { pevId: 'p1', source: 'ESCI', version: 1, enabled: true, socFloor: 10 } as const;
    copied.send('DischargePreference', { ...copy, ...preferences }, ESCI);
    assert.equal(copied.askCode(), 'E_PREFERENCE');
  }
});

test('PR2-B-05: at the highest floor there is nothing to give, a hair above it there is', () => {
  const atFloor = inOutage();
  assert.equal(atFloor.askCode({ socFloor: 50 }), 'E_ENERGY_EXCEEDS_AVAILABLE');
  assert.equal(atFloor.askCode({ socFloor: 49.9 }), null);
  const own = inOutage();
  own.stimulate('set-preference', { enabled: true, socFloor: 60 });
  assert.equal(own.askCode({ socFloor: 10 }), 'E_ENERGY_EXCEEDS_AVAILABLE');
});

test('PR2-B-05: a connection that cannot feed the home says so', () => {
  const oneWay = new Home();
  oneWay.plugIn(false);
  oneWay.outage();
  assert.equal(oneWay.askCode(), 'E_NOT_CAPABLE');
  const unplugged = new Home();
  unplugged.outage();
  assert.equal(unplugged.askCode(), 'E_NOT_READY');
  const faulty = inOutage();
  faulty.stimulate('power-fault', { kind: 'ground' });
  assert.equal(faulty.askCode(), 'E_NOT_READY');
});

test('PR2-B-08: a voltage or frequency that it is not built for is refused', () => {
  const home = inOutage();
  assert.equal(home.askCode({ nominalV: 400 }), 'E_UNSUPPORTED');
  assert.equal(home.askCode({ nominalHz: 50 }), 'E_UNSUPPORTED');
});

test('one home at a time; the same request again is the same request', () => {
  const home = inOutage();
  home.ask();
  home.pass(5);
  assert.equal(home.askCode({ requestId: 'r2' }), 'E_STATE');
  assert.equal(home.askCode(), null);
  assert.equal(home.terminals.mode, 'forming');
  home.stop();
  assert.equal(home.askCode(), 'E_STATE');
  assert.equal(home.askCode({ requestId: 'r2' }), null);
});

test('PR2-B-10: a request ends the grid dispatch before anything is formed', () => {
  const home = new Home();
  home.connect({ v2h: true }, { capabilities: { v2g: true, v2h: true } });
  home.stimulate('matched-load', { on: true });
  home.event();
  home.pass(25 * HOUR);
  home.request();
  home.pass(60);
  assert.equal(home.powerW, -5000);
  home.outage();
  assert.equal(home.powerW, -5000);
  assert.equal(home.askCode(), null);
  assert.equal(home.powerW, 0);
  assert.equal(home.last('TerminationNotice').data.reason, 'GRID');
  assert.equal(home.last('DispatchConfirmation').data.state, 'ENDED');
  assert.ok(home.isOff);
  home.pass(1);
  assert.equal(home.terminals.mode, 'forming');
  const order = home.sent.map(({ message }) => message.type);
  assert.ok(order.indexOf('pr2.TerminationNotice.v1') < order.indexOf('pr2.EmergencyGenerationResponse.v1'));
});

test('PR2-B-10: a request that is refused leaves the grid dispatch alone', () => {
  const home = new Home();
  home.connect({ v2h: true }, { capabilities: { v2g: true, v2h: true } });
  home.event();
  home.pass(25 * HOUR);
  home.request();
  home.pass(60);
  assert.equal(home.askCode(), 'E_GRID_PRESENT');
  assert.equal(home.powerW, -5000);
});
