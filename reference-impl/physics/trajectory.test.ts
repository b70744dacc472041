import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { flow, level, powerAt, ramp, settlesAt, slopeAt, type Trajectory } from './trajectory';

const watts = fc.integer({ min: -1_000_000, max: 1_000_000 });
const trajectories: fc.Arbitrary<Trajectory> = fc
  .record({
    fromMs: fc.integer({ min: 0, max: 1e6 }),
    spanMs: fc.integer({ min: 0, max: 1e6 }),
    fromW: watts,
    toW: watts,
  })
  .map(({ fromMs, spanMs, fromW, toW }) => ({
    fromMs,
    fromW: spanMs === 0 ? toW : fromW,
    toMs: fromMs + spanMs,
    toW,
  }));

test('a ramp of 5 kW at 500 W/s takes ten seconds and carries 25 kJ', () => {
  const t = ramp(level(0, 0), 1000, -5000, 500);
  assert.deepEqual(t, { fromMs: 1000, fromW: 0, toMs: 11_000, toW: -5000 });
  assert.equal(powerAt(t, 6000), -2500);
  assert.equal(slopeAt(t, 6000), -500);
  assert.equal(slopeAt(t, 11_000), 0);
  assert.deepEqual(flow(t, 0, 11_000), { exportJ: 25_000, importJ: 0 });
});

test('a ramp never exceeds its rate unless it must end sooner', () => {
  fc.assert(
    fc.property(watts, watts, fc.integer({ min: 1, max: 100_000 }), (fromW, toW, rateWps) => {
      const t = ramp(level(0, fromW), 0, toW, rateWps);
      assert.ok(Math.abs(slopeAt(t, 0)) <= rateWps * (1 + 1e-9));
      assert.ok(Number.isInteger(t.toMs));
      assert.ok(ramp(level(0, fromW), 0, toW, rateWps, 500).toMs <= 500);
    }),
  );
});

test('energy adds up over any division of time, and each direction only ever grows', () => {
  fc.assert(
    fc.property(
      trajectories,
      fc.array(fc.integer({ min: 0, max: 3e6 }), { minLength: 2, maxLength: 9 }),
      (t, cuts) => {
        const at = cuts.toSorted((a, b) => a - b);
        const whole = flow(t, at[0] ?? 0, at.at(-1) ?? 0);
        let exportJ = 0;
        let importJ = 0;
        for (let i = 1; i < at.length; i++) {
          const part = flow(t, at[i - 1] ?? 0, at[i] ?? 0);
          assert.ok(part.exportJ >= 0 && part.importJ >= 0);
          exportJ += part.exportJ;
          importJ += part.importJ;
        }
        assert.ok(Math.abs(exportJ - whole.exportJ) <= 1e-9 * (1 + whole.exportJ));
        assert.ok(Math.abs(importJ - whole.importJ) <= 1e-9 * (1 + whole.importJ));
      },
    ),
  );
});

test('energy is the area under power', () => {
  fc.assert(
    fc.property(trajectories, (t) => {
      const [a, b] = [Math.max(0, t.fromMs - 500), t.toMs + 500];
      const n = 2000;
      const stepMs = (b - a) / n;
      let sumJ = 0;
      for (let i = 0; i < n; i++) sumJ += (powerAt(t, a + (i + 0.5) * stepMs) * stepMs) / 1000;
      const { exportJ, importJ } = flow(t, a, b);
      const scaleJ = (Math.max(Math.abs(t.fromW), Math.abs(t.toW)) * stepMs) / 1000;
      assert.ok(Math.abs(importJ - exportJ - sumJ) <= 2 * scaleJ + 1e-6);
    }),
    { numRuns: 50 },
  );
});

test('a crossing of zero is split between export and import', () => {
  const t: Trajectory = { fromMs: 0, fromW: 1000, toMs: 2000, toW: -1000 };
  assert.deepEqual(flow(t, 0, 2000), { exportJ: 500, importJ: 500 });
});

test('settlesAt is the first whole millisecond inside the band, for good', () => {
  assert.equal(settlesAt(ramp(level(0, 0), 0, -5000, 500), -5000, 250), 9500);
  assert.equal(settlesAt(level(7, -5000), -5000, 250), 7);
  assert.equal(settlesAt(level(7, -4000), -5000, 250), null);
  fc.assert(
    fc.property(trajectories, fc.integer({ min: 1, max: 5000 }), (t, toleranceW) => {
      const atMs = settlesAt(t, t.toW, toleranceW);
      assert.ok(atMs !== null);
      assert.ok(Math.abs(powerAt(t, atMs) - t.toW) <= toleranceW);
      if (atMs > t.fromMs) assert.ok(Math.abs(powerAt(t, atMs - 1) - t.toW) > toleranceW - 1e-6);
    }),
  );
});
