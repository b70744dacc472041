import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOverload, loadPu, NO_OVERLOAD, overloadDueMs } from './overload';

const asAllowed = (allowedS: number): number => allowedS * 1000;

test('each step has its own clock, and the first to run out counts', () => {
  let clock = clockOverload(NO_OVERLOAD, 1.05, 0);
  assert.equal(overloadDueMs(clock, asAllowed), 10_000);
  clock = clockOverload(clock, 1.2, 1000);
  assert.equal(overloadDueMs(clock, asAllowed), 3000);
  clock = clockOverload(clock, 1.05, 2000);
  assert.equal(overloadDueMs(clock, asAllowed), 10_000);
  clock = clockOverload(clock, 1.6, 3000);
  assert.equal(overloadDueMs(clock, asAllowed), 3000);
  assert.equal(overloadDueMs(clockOverload(clock, 1, 4000), asAllowed), null);
});

test('a step itself belongs to the time above it', () => {
  const due = (pu: number): number | null => overloadDueMs(clockOverload(NO_OVERLOAD, pu, 0), asAllowed);
  assert.deepEqual([1, 1.1, 1.25, 1.5].map(due), [null, 10_000, 2000, 500]);
  assert.equal(due(5500 / 5000), 10_000);
});

test('the heaviest phase counts for all; nothing can be drawn where nothing is rated', () => {
  assert.equal(loadPu([1000, 1000, 1000], 3000), 1);
  assert.equal(loadPu([0, 1000, 0], 3000), 1);
  assert.equal(loadPu([0], 0), 0);
  assert.equal(loadPu([1], 0), Number.POSITIVE_INFINITY);
});
