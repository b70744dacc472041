import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../testing';
import { BEV, Home, HYBRID } from './testing';

/** A hybrid that supplies `loadW` from a charge of 26 %. */
function hybrid(loadW = 5000, state: object = {}, ice: object = { ventilated: true }): Home {
  const home = new Home({ state: { ...HYBRID, soc: 26, ...state }, params: { P_MET_INT: 900 } });
  home.stimulate('ice', ice);
  home.supply(loadW, { socFloor: 10 });
  return home;
}

test('PR2-B-09: the engine starts at P_ICE_ON, sustains the charge, and stops at P_ICE_OFF', () => {
  const home = hybrid();
  const seen: { soc: number; running: boolean }[] = [];
  home.onStep = () => seen.push({ soc: home.soc, running: home.read('iceRunning').iceRunning === true });
  home.pass(4 * HOUR);
  const running = seen.filter((s) => s.running).map((s) => s.soc);
  const idle = seen.filter((s) => !s.running).map((s) => s.soc);
  assert.ok(running.length > 1 && Math.min(...running) < 25 && Math.min(...running) > 24.9);
  assert.ok(Math.max(...running) < 35 && Math.max(...idle) > 34.999);
  assert.deepEqual(home.states.slice(0, 5), [
    'FORMING',
    'ISLAND_SUPPLY',
    'ICE_ASSIST',
    'ISLAND_SUPPLY',
    'ICE_ASSIST',
  ]);
  assert.ok((home.read('fuelPct').fuelPct ?? 100) < 50);
});

test('PR2-B-09: at P_ICE_ON itself it starts, a hair above it waits', () => {
  for (const [soc, runs] of [
    [25, true],
    [25.01, false],
  ] as const) {
    const home = hybrid(0, { soc });
    home.pass(10);
    assert.equal(home.read('iceRunning').iceRunning, runs);
  }
});

test('PR2-B-09: a floor above P_ICE_ON brings the start forward rather than the end', () => {
  const home = new Home({ state: { ...HYBRID, soc: 33, socFloor: 30 } });
  home.stimulate('ice', { ventilated: true });
  home.supply(5000);
  home.pass(3 * HOUR);
  assert.deepEqual(home.ends, []);
  assert.ok(home.states.includes('ICE_ASSIST'));
});

test('PR2-B-09: without confirmed ventilation it does not run, and the floor ends the supply', () => {
  for (const ice of [{}, { ventilated: false }]) {
    const home = hybrid(5000, {}, ice);
    home.onStep = () => assert.equal(home.read('iceRunning').iceRunning, false);
    home.pass(4 * HOUR);
    assert.deepEqual(home.ends, ['SOC_MIN']);
  }
});

test('PR2-B-09: ventilation that is lost, an alarm, a tank at its minimum stop it at once', () => {
  for (const ice of [{ ventilated: false }, { coAlarm: true }, { fuelPct: 5 }]) {
    const home = hybrid();
    home.pass(HOUR / 2);
    assert.equal(home.read('iceRunning').iceRunning, true);
    home.stimulate('ice', ice);
    assert.equal(home.read('iceRunning').iceRunning, false);
    assert.equal(home.last('EmergencyGenerationStatus').data.state, 'ISLAND_SUPPLY');
    assert.equal(home.terminals.mode, 'forming');
    home.pass(10);
    assert.equal(home.read('iceRunning').iceRunning, false);
  }
});

test('PR2-B-09: after an alarm it takes a new word on the ventilation', () => {
  const home = hybrid();
  home.pass(HOUR / 2);
  home.stimulate('ice', { coAlarm: true });
  home.stimulate('ice', { coAlarm: false });
  home.stimulate('set-soc', { soc: 20 });
  home.pass(10);
  assert.equal(home.read('iceRunning').iceRunning, false);
  home.stimulate('ice', { ventilated: true });
  home.pass(10);
  assert.equal(home.read('iceRunning').iceRunning, true);
});

test('PR2-B-09: fuel runs down to its minimum and not beyond, then the floor ends it', () => {
  const home = hybrid(5000, { fuelPct: 7 });
  home.pass(8 * HOUR);
  assert.ok(Math.abs((home.read('fuelPct').fuelPct ?? 0) - 5) < 0.001);
  assert.deepEqual(home.ends, ['SOC_MIN']);
});

test('PR2-B-09: two failures to start are tried again, the third gives up', () => {
  const twice = hybrid(0, { soc: 24 }, { ventilated: true, crankFails: 2 });
  twice.pass(20);
  assert.equal(twice.read('iceRunning').iceRunning, true);
  const thrice = hybrid(0, { soc: 24 }, { ventilated: true, crankFails: 3 });
  thrice.pass(60);
  assert.equal(thrice.read('iceRunning').iceRunning, false);
  assert.equal(thrice.last('EmergencyGenerationStatus').data.ice.running, false);
  thrice.pass(HOUR);
  assert.equal(thrice.read('iceRunning').iceRunning, false);
  assert.equal(thrice.terminals.mode, 'forming');
});

test('PR2-B-09: it runs only while the home is supplied', () => {
  const home = hybrid();
  home.pass(HOUR / 2);
  home.stop();
  assert.equal(home.read('iceRunning').iceRunning, false);
  const fuel = home.read('fuelPct').fuelPct;
  home.pass(HOUR);
  assert.equal(home.read('fuelPct').fuelPct, fuel);
});

test('PR2-B-09: what has no engine shows none and cannot be given one', () => {
  const home = new Home({ state: BEV });
  assert.equal(home.stimulate('ice', { ventilated: true }), 'E_NOT_CAPABLE');
  home.supply();
  assert.deepEqual(home.last('EmergencyGenerationStatus').data.ice, {
    present: false,
    running: false,
    ventilated: false,
    coAlarm: false,
  });
  assert.equal(home.read('fuelPct').fuelPct, undefined);
});
