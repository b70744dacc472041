import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  drawIn,
  drawsOfLines,
  DURATION,
  ENERGY,
  POWER,
  STATE_OF_CHARGE,
  valueOf,
  type Quantity,
} from './quantities';

const SEEDS = Array.from({ length: 300 }, (_, i) => `s/case-${i}`);

function values(text: string, quantity: Quantity): Set<number> {
  const draw = drawIn(text, quantity, 1);
  return new Set(SEEDS.map((seed) => valueOf(draw, seed)));
}

test('each quantity is drawn in whole steps within its limits, and reaches both', () => {
  const cases: [string, Quantity, number, number, number][] = [
    ['some power between 3 kW and 3.005 kW', POWER, 3000, 3005, 1],
    ['some energy between 800 Wh and 0.804 kWh', ENERGY, 800, 804, 1],
    ['some duration between 59.9 minutes and 1 hour', DURATION, 3594, 3600, 1],
    ['some SoC between 20 % and 25 %', STATE_OF_CHARGE, 20, 25, 1],
  ];
  for (const [text, quantity, low, high, step] of cases) {
    const all = Array.from({ length: (high - low) / step + 1 }, (_, i) => low + i * step);
    const drawn = [...values(text, quantity)].toSorted((a, b) => a - b);
    assert.deepEqual(drawn, all, text);
  }
});

test('limits the wrong way round, equal or between two steps are told with what would do', () => {
  for (const limits of ['6 kW and 3 kW', '3 kW and 3 kW', '2 kW and 950 W'])
    assert.throws(() => drawIn(`some power between ${limits}`, POWER, 1), {
      message: `"some power between ${limits}": the lower limit comes first, and both are whole multiples of 1 W`,
    });
  assert.throws(() => drawIn('some SoC between 20.5 % and 40 %', STATE_OF_CHARGE, 1), {
    message:
      '"some SoC between 20.5 % and 40 %": the lower limit comes first, and both are whole multiples of 1 %',
  });
});

test('what the lines of a case draw is told apart by its order', () => {
  const lines = [
    'Given some power between 3 kW and 6 kW for some duration between 1 hour and 2 hours',
    'When 5 kW are asked for that duration',
    'Then some power between 3 kW and 6 kW',
  ];
  const draws = drawsOfLines(lines, 's/case');
  assert.deepEqual(
    draws.map((line) => line.map(({ label, unit }) => `${label} in ${unit}`)),
    [['power in W', 'duration in s'], [], ['power 2 in W']],
  );
  assert.notDeepEqual(draws, drawsOfLines(lines, 'other/case'));
});
