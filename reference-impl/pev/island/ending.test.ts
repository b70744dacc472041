import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../testing';
import { Home } from './testing';

test('PR2-B-09: warned at ten and five per cent above the floor, stopped at it, not again within the hysteresis', () => {
  const home = new Home({ params: { P_MET_INT: 900 } });
  home.supply(5000);
  home.pass(3 * HOUR);
  const told = home.all('EmergencyGenerationStatus').map(({ data }) => data.soc);
  for (const soc of [40, 35])
    assert.ok(
      told.some((s) => Math.abs(s - soc) < 0.001),
      `${soc} %`,
    );
  assert.deepEqual(home.ends, ['SOC_MIN']);
  assert.ok(home.isOff);
  assert.ok(Math.abs(home.soc - 30) < 0.001);
  home.stimulate('set-soc', { soc: 32 });
  assert.equal(home.askCode({ requestId: 'r2' }), 'E_ENERGY_EXCEEDS_AVAILABLE');
  home.stimulate('set-soc', { soc: 32.1 });
  assert.equal(home.askCode({ requestId: 'r2' }), null);
});

test('PR2-B-09: a warning is given once each', () => {
  const home = new Home({ params: { P_MET_INT: 840 } });
  home.supply(5000);
  home.pass(3 * HOUR);
  const [begin, byTime, warnings, end] = [2, Math.floor((2 * HOUR) / 840), 2, 1];
  assert.equal(home.all('EmergencyGenerationStatus').length, begin + byTime + warnings + end);
});

test('PR2-B-05: the floor of the request holds where it is the higher one', () => {
  const home = new Home();
  home.supply(5000, { socFloor: 45 });
  home.pass(HOUR);
  assert.ok(Math.abs(home.soc - 45) < 0.001);
  assert.deepEqual(home.ends, ['SOC_MIN']);
});

test('PR2-B-05: the longest duration ends it', () => {
  const home = new Home();
  home.supply(1000, { maxDurationS: 600 });
  home.pass(599.999);
  assert.equal(home.terminals.mode, 'forming');
  home.pass(0.001);
  assert.deepEqual(home.ends, ['MAX_DURATION']);
});

for (const [reason, act] of [
  ['USER_STOP', (home: Home) => home.stimulate('user-stop', {})],
  ['UNPLUG', (home: Home) => home.stimulate('unlock', {})],
  ['UNPLUG', (home: Home) => home.stimulate('unplug', { pevId: 'p1' })],
  ['FAULT', (home: Home) => home.stimulate('power-fault', { kind: 'ground' })],
  [
    'PREFERENCE',
    (home: Home) => home.stimulate('set-preference', { enabled: true, socFloor: 30, backupEnabled: false }),
  ],
  ['PREFERENCE', (home: Home) => home.stimulate('set-preference', { enabled: false, socFloor: 30 })],
  ['SOC_MIN', (home: Home) => home.stimulate('set-preference', { enabled: true, socFloor: 55 })],
] as const) {
  test(`PR2-B-10: ${reason} ends it at once and is told`, () => {
    const home = new Home();
    home.supply();
    assert.equal(act(home), null);
    assert.ok(home.isOff);
    assert.deepEqual(home.ends, [reason]);
    assert.equal(home.states.at(-1), 'ISLAND_STOP');
  });
}

test('PR2-X-09: an end is told until it is answered', () => {
  const home = new Home({ silent: true });
  home.supply();
  home.stimulate('user-stop', {});
  home.pass(60);
  assert.ok(home.sent.filter(({ message }) => message.type === 'pr2.GenerationStop.v1').length > 5);
  assert.equal(home.all('GenerationStop').length, 1);
});

test('PR2-B-10: after the retransfer the grid has to be in range for the enter-service delay', () => {
  const home = new Home();
  home.supply();
  home.stop();
  home.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  home.pass(1);
  assert.equal(home.last('AvailabilityReport').data.readiness.state, 'NOT_READY');
  home.pass(300);
  assert.equal(home.last('AvailabilityReport').data.readiness.state, 'READY');
});

test('PR2-B-10: a dispatch is refused during an island, an event only where the island cannot be over', () => {
  const home = new Home();
  home.supply(100);
  home.event({ eventId: 'later', leadS: 2 * HOUR, powerW: 1000 });
  assert.equal(home.last('EventResponse').data.decision, 'OPT_IN');
  home.event({ eventId: 'soon', leadS: 299 });
  assert.equal(home.last('EventResponse').data.code, 'E_ISLANDED');
  assert.equal(home.request({ eventId: 'later' }).code, 'E_ISLANDED');
  home.tellGrid('IN_RANGE', 200);
  home.event({ eventId: 'sooner', leadS: 101, powerW: 1000, durationS: 600 });
  assert.equal(home.last('EventResponse').data.decision, 'OPT_IN');
  home.event({ eventId: 'soonest', leadS: 99, powerW: 1000, durationS: 600 });
  assert.equal(home.last('EventResponse').data.code, 'E_ISLANDED');
});
