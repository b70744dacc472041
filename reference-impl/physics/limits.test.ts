import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cordsetW, mostW, perPhaseW, type Limits } from './limits';

const none: Limits = {
  pev: 9000,
  charger: 9000,
  cordset: 9000,
  evse: 9000,
  site: Infinity,
  customer: Infinity,
};

test('whichever element is lowest binds', () => {
  assert.equal(mostW(none), 9000);
  for (const element of ['pev', 'charger', 'cordset', 'evse', 'site', 'customer'] as const) {
    assert.equal(mostW({ ...none, [element]: 4000 }), 4000, element);
  }
});

test('a cable carries its rating on each exporting phase, and nothing when its rating is unknown', () => {
  assert.equal(cordsetW(32, 230, 1), 7360);
  assert.equal(cordsetW(32, 230, 3), 22_080);
  assert.equal(cordsetW(0, 230, 1), 0);
  assert.equal(cordsetW(null, 230, 1), 0);
});

test('power is shared by the phases in use', () => {
  assert.deepEqual(perPhaseW(-6000, 1), [-6000, 0, 0]);
  assert.deepEqual(perPhaseW(-6000, 3), [-2000, -2000, -2000]);
});
