import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { planWithin } from './planning';

const HOUR_MS = 3_600_000;
const plan = (wanted: number[], maxW: number, energyWh: number, minW = 0): number[] =>
  planWithin(
    wanted.map((wantedW) => ({ wantedW, durationMs: HOUR_MS })),
    { maxW, minW, energyWms: energyWh * HOUR_MS },
  );

test('what is wanted is asked for while power and energy allow it', () => {
  assert.deepEqual(plan([5000], 6000, 5000), [5000]);
  assert.deepEqual(plan([5000], 4999, 9999), [4999]);
  assert.deepEqual(plan([5000], 6000, 4999), [4999]);
  assert.deepEqual(plan([5000, 3000], 6000, 8000), [5000, 3000]);
});

test('short of energy, the earliest stretch gives way and the event foreseen for later stays whole', () => {
  assert.deepEqual(plan([5000, 5000], 6000, 8000), [3000, 5000]);
  assert.deepEqual(plan([5000, 5000], 6000, 4000), [0, 4000]);
  assert.deepEqual(plan([5000, 5000], 6000, 0), [0, 0]);
});

test('less than the PEV can do is not asked for', () => {
  assert.deepEqual(plan([5000], 6000, 900, 1000), [0]);
  assert.deepEqual(plan([900], 6000, 9000, 1000), [0]);
  assert.deepEqual(plan([5000, 5000], 6000, 5500, 1000), [0, 5000]);
});

test('no plan ever asks for more than there is', () => {
  const stretch = fc.record({
    wantedW: fc.integer({ min: 0, max: 20_000 }),
    durationMs: fc.integer({ min: 0, max: 9e6 }),
  });
  fc.assert(
    fc.property(
      fc.array(stretch, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 15_000 }),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 1e12 }),
      (stretches, maxW, minW, energyWms) => {
        const powersW = planWithin(stretches, { maxW, minW, energyWms });
        assert.equal(powersW.length, stretches.length);
        const askedWms = stretches.reduce((sum, s, i) => sum + s.durationMs * (powersW[i] ?? 0), 0);
        assert.ok(askedWms <= energyWms);
        powersW.forEach((w, i) => {
          assert.ok(Number.isInteger(w) && w <= maxW && w <= (stretches[i]?.wantedW ?? 0));
          assert.ok(w === 0 || w >= minW);
        });
      },
    ),
  );
});
