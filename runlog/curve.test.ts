import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Curve } from './curve';

function ramp(): Curve {
  const curve = new Curve();
  curve.add({ n: 1, atMs: 0, powerW: 0, slopeWps: 0 });
  curve.add({ n: 2, atMs: 10_000, powerW: 0, slopeWps: -500 });
  curve.add({ n: 3, atMs: 20_000, powerW: -5000, slopeWps: 0 });
  return curve;
}

test('a declared slope makes the curve exact between kinks', () => {
  assert.equal(ramp().powerAt(15_000), -2500);
  assert.equal(ramp().powerAt(9_999), 0);
  assert.equal(ramp().powerAt(60_000), -5000);
  assert.equal(ramp().powerAt(-1), undefined);
});

test('energy is the exact integral, split by direction', () => {
  assert.deepEqual(ramp().energyJ(10_000, 30_000), { exportJ: 75_000, importJ: 0 });
  const across = new Curve();
  across.add({ n: 1, atMs: 0, powerW: 1000, slopeWps: -100 });
  assert.deepEqual(across.energyJ(0, 20_000), { exportJ: 5000, importJ: 5000 });
});

test('without slopes the curve is straight between samples', () => {
  const curve = new Curve();
  curve.add({ n: 1, atMs: 0, powerW: 0 });
  curve.add({ n: 2, atMs: 10_000, powerW: -1000 });
  assert.equal(curve.powerAt(5_000), -500);
  assert.equal(curve.energyJ(0, 10_000).exportJ, 5000);
});

test('the first instant of a condition is found to the millisecond', () => {
  const found = ramp().firstWhere(0, 60_000, (p) => p <= -500);
  assert.equal(found?.atMs, 11_000);
  assert.equal(found?.n, 2);
  assert.equal(
    ramp().firstWhere(0, 60_000, (p) => p < -6000),
    undefined,
  );
});

test('extremes and corners stay within the window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(20_000), (fromMs, lengthMs) => {
      const curve = ramp();
      const toMs = fromMs + lengthMs;
      const corners = curve.corners(fromMs, toMs);
      assert.ok(corners.every((c) => c.atMs >= fromMs && c.atMs <= toMs));
      const low = curve.lowest(fromMs, toMs)?.powerW ?? NaN;
      assert.ok(corners.every((c) => c.powerW >= low));
      assert.ok(Math.abs((curve.powerAt(fromMs) ?? NaN) - (corners[0]?.powerW ?? NaN)) < 1e-9);
    }),
  );
});
