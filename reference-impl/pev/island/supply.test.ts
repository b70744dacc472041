import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../testing';
import { BEV, Home } from './testing';

test('PR2-B-08: power is what the home draws, voltage and frequency hold at every load up to the rated one', () => {
  const home = new Home();
  home.supply(0);
  for (const W of [0, 500, 2500, 4999, 5000, 1]) {
    home.stimulate('load', { W });
    home.pass(60);
    const {
      powerW,
      islandVoltageV = 0,
      islandFrequencyHz = 0,
    } = home.read('powerW', 'islandVoltageV', 'islandFrequencyHz');
    assert.equal(powerW, 0 - W);
    assert.ok(Math.abs(islandVoltageV - 240) <= 240 * 0.06);
    assert.ok(Math.abs(islandFrequencyHz - 60) <= 0.5);
  }
});

test('PR2-B-08: what is supplied comes out of the battery and is counted', () => {
  const home = new Home();
  home.supply(2000);
  const before = home.exportWh;
  home.pass(HOUR);
  assert.ok(Math.abs(home.exportWh - before - 2000) < 0.01);
  assert.ok(Math.abs(home.soc - 46) < 0.01);
});

test('PR2-B-08: status every P_MET_INT, with what is measured', () => {
  const home = new Home({ params: { P_MET_INT: 30 } });
  home.supply(2000);
  const before = home.all('EmergencyGenerationStatus').length;
  home.pass(300);
  const during = home.all('EmergencyGenerationStatus').slice(before);
  assert.equal(during.length, 10);
  assert.deepEqual(
    during.map(({ data }) => [data.state, data.W]),
    during.map(() => ['ISLAND_SUPPLY', -2000]),
  );
  assert.deepEqual(during[0]?.data.ice, {
    present: false,
    running: false,
    ventilated: false,
    coAlarm: false,
  });
});

for (const [pct, allowedS] of [
  [101, 10],
  [110, 10],
  [111, 2],
  [125, 2],
  [126, 0.5],
  [150, 0.5],
  [151, 0],
] as const) {
  test(`PR2-B-08: ${pct} % is over after ${allowedS} s at most`, () => {
    const home = new Home();
    home.supply(1000);
    const W = (5000 * pct) / 100;
    home.stimulate('load', { W });
    if (allowedS === 0) assert.ok(home.isOff);
    else assert.equal(home.powerW, -W);
    home.pass(allowedS);
    assert.ok(home.isOff);
    assert.deepEqual(home.ends, ['OVERLOAD']);
    home.stimulate('load', { W: 100 });
    home.pass(60);
    assert.ok(home.isOff);
  });
}

test('PR2-B-08: the rated load stays on for ever, an inrush passes', () => {
  const home = new Home();
  home.supply(5000);
  home.stimulate('load', { W: 7000 });
  home.pass(0.2);
  home.stimulate('load', { W: 5000 });
  home.pass(HOUR);
  assert.equal(home.powerW, -5000);
});

test('PR2-B-08: an overload that changes does not begin anew', () => {
  const home = new Home();
  home.supply(5400);
  for (let i = 0; i < 3; i += 1) {
    home.pass(2);
    home.stimulate('load', { W: i % 2 === 0 ? 5500 : 5400 });
  }
  assert.deepEqual(home.ends, ['OVERLOAD']);
});

test('PR2-B-08: where loads can be dropped, only what is too much goes', () => {
  const home = new Home({ behaviour: { overloadAction: () => 'shed' } });
  home.supply(5500);
  home.pass(10);
  assert.equal(home.powerW, -5000);
  home.pass(60);
  assert.deepEqual(home.ends, []);
  home.stimulate('load', { W: 3000 });
  assert.equal(home.powerW, -3000);
});

test('PR2-B-08: on three phases the heaviest one counts', () => {
  const home = new Home({ state: { ...BEV, exportPhases: 3 } });
  home.connect({ v2h: true, phases: 3 }, { capabilities: { v2g: true, v2h: true } });
  home.outage();
  home.stimulate('load', { W: 3000 });
  home.ask({ maxW: 6000 });
  home.pass(1);
  assert.deepEqual(home.read('powerPhaseW').powerPhaseW, [-1000, -1000, -1000]);
  home.stimulate('load', { W: 2000, phase: 2 });
  assert.deepEqual(home.read('powerPhaseW').powerPhaseW, [-1000, -2000, -1000]);
  home.pass(60);
  assert.equal(home.powerW, -4000);
  home.stimulate('load', { W: 2200, phase: 2 });
  home.pass(10);
  assert.deepEqual(home.ends, ['OVERLOAD']);
});

test('PR2-B-08: a limit that falls below the load is an overload', () => {
  const home = new Home();
  home.supply(4000);
  home.stimulate('derate', { element: 'charger', maxW: 3000 });
  assert.ok(home.terminals.mode === 'forming');
  home.pass(0.5);
  assert.deepEqual(home.ends, ['OVERLOAD']);
});
