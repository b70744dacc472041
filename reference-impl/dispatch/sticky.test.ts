import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { powers, sum, between } from './arbitraries.test';
import { waterLevel, writeLevel } from './level';
import { takeOver } from './sticky';

test('the fewest PEVs make good, within limits and the budget; else nothing is touched', () => {
  fc.assert(
    fc.property(powers, between(0, 1), fc.nat(30_000), fc.nat(5000), (p, share, missing, gap) => {
      const maxW = Int32Array.from(p);
      const level = waterLevel(maxW, Math.floor(sum(p) * share));
      const before = new Int32Array(p.length);
      writeLevel(maxW, level, before);
      const after = before.slice();
      const moved = takeOver(after, maxW, missing, level.levelW, gap);
      const free = Array.from(before, (w, i) =>
        Math.max(0, Math.min(maxW[i]!, level.levelW + gap) - w),
      ).toSorted((a, b) => b - a);
      let fewest = 0;
      for (let covered = 0; covered < missing && fewest < free.length; fewest++) covered += free[fewest]!;
      if (sum(free) < missing || fewest > 32) {
        assert.equal(moved, null);
        assert.deepEqual(after, before);
        return;
      }
      assert.ok(moved);
      assert.equal(moved.length, missing === 0 ? 0 : fewest);
      assert.equal(sum(after), sum(before) + missing);
      after.forEach((w, i) => {
        assert.ok(w >= before[i]! && w <= maxW[i]!);
        if (w > before[i]!) assert.ok(moved.includes(i) && w <= level.levelW + gap);
      });
    }),
  );
});
