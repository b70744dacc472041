import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERVAL_S, sum, between } from './arbitraries.test';
import { inMinimumSteps, liftToMinimum, respectMinimumStep } from './minimum-step';
import { planOf } from './plan';
import { scheduleOf } from './schedule';
import { fleetOf } from './fleet';
import { addFleet, emptyPlaces, emptySketch } from './sketch';

const stores = fc.array(
  fc
    .record({
      maxW: fc.integer({ min: 1, max: 400 }),
      minShare: between(0, 1.1),
      lasts: between(0, 8),
      stays: fc.nat(8),
    })
    .map(({ maxW, minShare, lasts, stays }) => ({
      maxW,
      minW: Math.floor(minShare * maxW),
      energyJ: Math.floor(lasts * maxW * INTERVAL_S),
      stays,
    })),
  { minLength: 1, maxLength: 20 },
);

test('with its energy cut, a PEV lies below its minimum step only at the cut of an interval', () => {
  fc.assert(
    fc.property(stores, fc.nat(3000), (some, requestW) => {
      const full = fleetOf(some);
      const fleet = inMinimumSteps(full, INTERVAL_S);
      fleet.energyJ.forEach((e, i) => {
        assert.ok(e <= full.energyJ[i]!);
        const cutW = full.maxW[i]! >= 2 * full.minW[i]! ? full.minW[i]! : full.maxW[i]!;
        if (full.minW[i]! <= full.maxW[i]!) assert.ok(e > full.energyJ[i]! - (cutW + 1) * INTERVAL_S);
      });
      const sketch = emptySketch(8, INTERVAL_S);
      const places = emptyPlaces(fleet.size);
      addFleet(sketch, fleet, places);
      const plan = planOf(sketch, new Float64Array(8).fill(requestW));
      const schedule = scheduleOf(plan, sketch, fleet, places);
      schedule.forEach((column, t) => {
        const below = column.filter((w, i) => w > 0 && w < fleet.minW[i]!);
        // A cut can leave a PEV in part at the end of the active stretch and at its start.
        assert.ok(below.length <= 2 * (t + 1) + 2);
      });
    }),
    { numRuns: 300 },
  );
});

test('a schedule keeps all minimum steps afterwards, its limits, and its sums but for what is said to be lost', () => {
  let lost = 0;
  let served = 0;
  fc.assert(
    fc.property(stores, fc.nat(3000), (some, requestW) => {
      const full = fleetOf(some);
      const fleet = inMinimumSteps(full, INTERVAL_S);
      const sketch = emptySketch(8, INTERVAL_S);
      const places = emptyPlaces(fleet.size);
      addFleet(sketch, fleet, places);
      const plan = planOf(sketch, new Float64Array(8).fill(requestW));
      const schedule = scheduleOf(plan, sketch, fleet, places);
      const lostW = liftToMinimum(schedule, full, INTERVAL_S, plan.firstShort);
      const usedJ = new Float64Array(fleet.size);
      schedule.forEach((column, t) => {
        assert.equal(sum(column) + lostW[t]!, plan.servedW[t]);
        column.forEach((w, i) => {
          assert.ok(w === 0 || (w >= full.minW[i]! && w <= full.maxW[i]! && t < full.stays[i]!));
          usedJ[i]! += w * INTERVAL_S;
        });
      });
      usedJ.forEach((used, i) => assert.ok(used <= full.energyJ[i]!));
      lost += sum(lostW);
      served += sum(plan.servedW);
    }),
    { numRuns: 500, seed: 5 },
  );
  assert.ok(lost < 0.06 * served, `${lost} of ${served}`);
});

test('low setpoints are lifted or given up within every limit, and nothing is added', () => {
  const pevs = fc.array(
    fc.record({
      minW: fc.nat(30),
      window: fc.nat(60),
      share: between(0, 1),
      energy: between(0, 1),
    }),
    { minLength: 1, maxLength: 10 },
  );
  fc.assert(
    fc.property(pevs, (some) => {
      const minW = Int32Array.from(some, (p) => p.minW);
      const freeW = Int32Array.from(some, (p) => Math.floor((p.minW + p.window) * p.energy));
      const setpointW = freeW.map((w, i) => Math.floor(w * some[i]!.share));
      const before = sum(setpointW);
      respectMinimumStep(setpointW, minW, freeW);
      assert.ok(sum(setpointW) <= before);
      setpointW.forEach((w, i) => assert.ok(w <= freeW[i]! && (w === 0 || w >= minW[i]!)));
    }),
    { numRuns: 1000 },
  );
});

test('two PEVs with little each: one gives the sum', () => {
  const setpointW = Int32Array.of(1000, 1000);
  respectMinimumStep(setpointW, Int32Array.of(1400, 1400), Int32Array.of(7000, 7000));
  assert.deepEqual(
    [...setpointW].toSorted((a, b) => a - b),
    [0, 2000],
  );
});
