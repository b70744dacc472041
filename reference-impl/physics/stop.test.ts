import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { after, availableJ, batteryAt, socPct } from './battery';
import { courseOf, coursePowerAt, exportedJ } from './course';
import { lastMs } from './search';
import { latestStop, stopFrom, stopMs } from './stop';
import { level, ramp } from './trajectory';

test('lastMs finds the boundary', () => {
  assert.equal(
    lastMs(0, 1000, (t) => t <= 617),
    617,
  );
  assert.equal(
    lastMs(0, 1000, () => true),
    1000,
  );
  assert.equal(
    lastMs(5, 1000, () => false),
    null,
  );
  assert.equal(
    lastMs(5, 5, () => true),
    5,
  );
});

test('a course follows its changes one after the other', () => {
  const course = courseOf(
    level(0, 0),
    [
      { atMs: 1000, toW: -1000 },
      { atMs: 1500, toW: 0 },
    ],
    1000,
  );
  assert.equal(coursePowerAt(course, 1500), -500);
  assert.equal(coursePowerAt(course, 1750), -250);
  assert.equal(exportedJ(course, 0, 5000), 250);
});

test('a stop is bounded by its rate and by the time that it may take', () => {
  assert.equal(stopMs(-5000, { rateWps: 1000, withinMs: 9000 }), 5000);
  assert.equal(stopMs(-5000, { rateWps: 100, withinMs: 9000 }), 9000);
  assert.equal(stopMs(0, { rateWps: 100, withinMs: 9000 }), 0);
});

test('a discharge that ends at the floor ends exactly there: never below, and within a millisecond of it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 31, max: 90, noNaN: true }),
      fc.integer({ min: 1000, max: 20_000 }),
      fc.integer({ min: 100, max: 5000 }),
      (soc, powerW, rateWps) => {
        const battery = batteryAt(20_000, 0.92, soc);
        const budgetJ = availableJ(battery, 30);
        const course = courseOf(ramp(level(0, 0), 0, -powerW, rateWps), [], rateWps);
        const shape = { rateWps, withinMs: 5000 };
        const atMs = latestStop(course, 0, 1e9, shape, (s) => s.exportedJ <= budgetJ);
        const end = stopFrom(course, 0, atMs, shape);
        assert.ok(socPct(after(battery, { exportJ: end.exportedJ, importJ: 0 })) >= 30 - 1e-9);
        assert.ok(budgetJ - end.exportedJ <= (powerW * 2) / 1000 + 1e-3, `${budgetJ - end.exportedJ} J left`);
      },
    ),
  );
});

test('a planned end that is fine is kept, and a limit passed already means now', () => {
  const course = courseOf(level(0, -1000), [], 1000);
  const shape = { rateWps: 1000, withinMs: 5000 };
  assert.equal(
    latestStop(course, 100, 5000, shape, () => true),
    5000,
  );
  assert.equal(
    latestStop(course, 100, 5000, shape, () => false),
    100,
  );
});
