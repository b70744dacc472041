import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MinuteCount } from './minute-count';

test('more than the most within a minute is too many, and a new minute begins anew', () => {
  const count = new MinuteCount(3);
  const told = [0, 10, 59_999, 59_999, 60_000, 60_000, 60_000, 60_000, 200_000].map((at) => count.counts(at));
  assert.deepEqual(told, [false, false, false, true, false, false, false, true, false]);
});
