import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERVAL_S, cases, sketched, sum } from './arbitraries.test';
import { generateFleet } from './archetypes';
import { calmSchedule } from './calm-schedule';
import { planOf } from './plan';
import { scheduleOf } from './schedule';
import { addFleet, emptyPlaces, emptySketch } from './sketch';

test('it serves what the plan serves in every interval, within all limits', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { fleet, sketch } = sketched(c);
      const { servedW } = planOf(sketch, c.requestW);
      const schedule = calmSchedule(fleet, c.requestW, INTERVAL_S);
      const usedJ = new Float64Array(fleet.size);
      schedule.forEach((column, t) => {
        assert.equal(sum(column), servedW[t]);
        column.forEach((w, i) => {
          assert.ok(w >= 0 && w <= fleet.maxW[i]! && (w === 0 || t < fleet.stays[i]!));
          usedJ[i]! += w * INTERVAL_S;
        });
      });
      usedJ.forEach((used, i) => assert.ok(used <= fleet.energyJ[i]!));
    }),
    { numRuns: 1000 },
  );
});

test('far fewer PEVs start and stop than in the schedule by turns', () => {
  const { fleet } = generateFleet(2000, 3, INTERVAL_S);
  const requestW = Float64Array.from({ length: 24 }, (_, t) => 3_000_000 + 2_000_000 * Math.sin(t / 3));
  const whole = requestW.map((w) => Math.floor(w));
  const sketch = emptySketch(24, INTERVAL_S);
  const places = emptyPlaces(fleet.size);
  addFleet(sketch, fleet, places);
  const turns = changes(scheduleOf(planOf(sketch, whole), sketch, fleet, places));
  const calm = changes(calmSchedule(fleet, whole, INTERVAL_S));
  assert.ok(calm < turns / 3, `${calm} against ${turns}`);
});

function changes(schedule: readonly Int32Array[]): number {
  let count = 0;
  for (let t = 1; t < schedule.length; t++) {
    schedule[t]!.forEach((w, i) => (count += Number(w > 0 !== schedule[t - 1]![i]! > 0)));
  }
  return count;
}
