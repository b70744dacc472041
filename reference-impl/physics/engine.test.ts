import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, runsForMs } from './engine';

test('it gives ten kilowatts for as long as there is fuel', () => {
  const hour = run({ running: true, fuelPct: 50 }, 3_600_000);
  assert.equal(hour.chargedJ, 36e6);
  assert.ok(Math.abs(hour.fuelPct - 40) < 1e-9);
  const dry = run({ running: true, fuelPct: 5 }, 3_600_000);
  assert.ok(Math.abs(dry.chargedJ - 18e6) < 1e-3);
  assert.equal(dry.fuelPct, 0);
});

test('at rest it gives and takes nothing', () => {
  assert.deepEqual(run({ running: false, fuelPct: 50 }, 3_600_000), { chargedJ: 0, fuelPct: 50 });
});

test('how long the fuel lasts', () => {
  assert.ok(Math.abs(runsForMs({ running: true, fuelPct: 7 }, 5) - 720_000) <= 1);
  assert.equal(runsForMs({ running: true, fuelPct: 4 }, 5), 0);
});
