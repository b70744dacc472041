import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthExponent, measure } from './measure';

test('the exponent of a power law', () => {
  const points = (p: number) => [10, 100, 1000].map((size) => ({ size, value: 3 * size ** p }));
  for (const p of [0, 0.5, 1, 2]) assert.ok(Math.abs(growthExponent(points(p)) - p) < 1e-12);
});

test('more work takes more time', () => {
  const spin = (n: number) => () => {
    let x = 0;
    for (let i = 0; i < n; i++) x = Math.imul(x, 31) + i;
    return x;
  };
  const times = measure({ little: spin(20_000), much: spin(2_000_000) }, 3);
  assert.ok(times.much > 10 * times.little);
});
