import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { after, availableJ, batteryAt, neededJ, rechargeS, socPct } from './battery';

test('the energy above the floor is counted at the AC terminals', () => {
  const b = batteryAt(50_000, 0.9, 50);
  assert.equal(availableJ(b, 30), 50_000 * 3600 * 0.2 * 0.9);
  assert.equal(availableJ(b, 50), 0);
  assert.equal(availableJ(b, 60), 0);
});

const batteries = fc
  .tuple(
    fc.integer({ min: 1000, max: 200_000 }),
    fc.double({ min: 0.5, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 100, noNaN: true }),
  )
  .map(([wh, efficiency, soc]) => batteryAt(wh, efficiency, soc));

test('delivering what is available ends at the floor, and never below it', () => {
  fc.assert(
    fc.property(batteries, fc.integer({ min: 0, max: 100 }), (b, floor) => {
      const end = after(b, { exportJ: availableJ(b, floor), importJ: 0 });
      assert.ok(socPct(end) >= Math.min(floor, socPct(b)) - 1e-9);
      if (socPct(b) > floor) assert.ok(Math.abs(socPct(end) - floor) < 1e-9);
    }),
  );
});

test('taking in what is needed reaches the target', () => {
  fc.assert(
    fc.property(batteries, fc.integer({ min: 0, max: 100 }), (b, target) => {
      const end = after(b, { exportJ: 0, importJ: neededJ(b, target) });
      assert.ok(Math.abs(socPct(end) - Math.max(target, socPct(b))) < 1e-9);
    }),
  );
});

test('a round trip loses the efficiency twice', () => {
  const b = batteryAt(10_000, 0.9, 50);
  const lost = b.storedJ - after(b, { exportJ: 900, importJ: 900 }).storedJ;
  assert.ok(Math.abs(lost - (900 / 0.9 - 900 * 0.9)) < 1e-6);
});

test('a full or an empty battery stays within its capacity', () => {
  const b = batteryAt(1000, 1, 50);
  assert.equal(socPct(after(b, { exportJ: 1e12, importJ: 0 })), 0);
  assert.equal(socPct(after(b, { exportJ: 0, importJ: 1e12 })), 100);
});

test('without charging power a target is never reached, except one that is met', () => {
  const b = batteryAt(1000, 1, 50);
  assert.equal(rechargeS(b, 60, 0), Number.POSITIVE_INFINITY);
  assert.equal(rechargeS(b, 50, 0), 0);
  assert.equal(rechargeS(b, 60, 1000), 360);
});
