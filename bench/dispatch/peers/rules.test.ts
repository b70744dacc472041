import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Rule, firstComeFirstServed, lastAbsorbs, slices, weights } from './rules';

const give = (rule: Rule, availableW: number[], requestW: number): number[] => {
  const out = new Int32Array(availableW.length);
  rule(Int32Array.from(availableW), requestW, out);
  return [...out];
};

test('the rules divide as they are described', () => {
  assert.deepEqual(give(slices(500), [700, 2000, 2000], 2300), [700, 1000, 600]);
  assert.deepEqual(give(lastAbsorbs, [1000, 1000, 1000], 1001), [333, 333, 335]);
  assert.deepEqual(give(lastAbsorbs, [100, 100, 1], 152), [75, 75, 1]);
  assert.deepEqual(give(weights, [1000, 100, 0], 1000), [500, 100, 0]);
  assert.deepEqual(give(firstComeFirstServed, [700, 2000, 2000], 2300), [700, 1600, 0]);
});

test('none gives more than is asked or available', () => {
  for (const rule of [slices(500), lastAbsorbs, weights, firstComeFirstServed]) {
    for (const requestW of [0, 1, 999, 50_000]) {
      const available = [700, 0, 2000, 3];
      const out = give(rule, available, requestW);
      assert.ok(out.reduce((sum, w) => sum + w, 0) <= requestW);
      assert.ok(out.every((w, i) => w >= 0 && w <= available[i]!));
    }
  }
});
