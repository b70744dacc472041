import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inRange, type ServiceWindow } from './grid';

const nominal = { voltageV: 240, frequencyHz: 60 };
const window: ServiceWindow = { lowPu: 0.917, highPu: 1.05, lowHz: 59.5, highHz: 60.1 };
const at = (pu: number, frequencyHz: number, present = true): boolean =>
  inRange({ voltageV: 240 * pu, frequencyHz, present }, nominal, window);

test('the window of service is closed at its limits', () => {
  for (const pu of [0.917, 1, 1.05]) assert.ok(at(pu, 60), String(pu));
  for (const pu of [0, 0.9169, 1.0501]) assert.ok(!at(pu, 60), String(pu));
  for (const hz of [59.5, 60, 60.1]) assert.ok(at(1, hz), String(hz));
  for (const hz of [59.49, 60.11]) assert.ok(!at(1, hz), String(hz));
});

test('an absent grid is out of range', () => {
  assert.ok(!at(1, 60, false));
});

test('a 50 Hz grid has the same window around its own frequency, unless the profile states one', () => {
  const european = { voltageV: 230, frequencyHz: 50 };
  assert.ok(inRange({ voltageV: 230, frequencyHz: 49.5, present: true }, european, window));
  assert.ok(!inRange({ voltageV: 230, frequencyHz: 49.49, present: true }, european, window));
  assert.ok(!inRange({ voltageV: 230, frequencyHz: 60, present: true }, european, window));
  const stated = { ...window, lowHz: 49, highHz: 50.2 };
  assert.ok(inRange({ voltageV: 230, frequencyHz: 49.1, present: true }, european, stated));
});
