import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offsetAtRateMs } from './spacing';

test('at any whole rate no second holds more messages than the rate', () => {
  for (let perS = 1; perS <= 300; perS += 1)
    for (let k = 0; k < 2 * perS; k += 1)
      assert.ok(
        offsetAtRateMs(k + perS, perS) - offsetAtRateMs(k, perS) >= 1000,
        `${perS} a second, from ${k}`,
      );
});

test('messages that come at once are all due at the first instant', () => {
  assert.equal(offsetAtRateMs(99, Infinity), 0);
});
