import assert from 'node:assert/strict';
import test from 'node:test';
import { alertText } from './alert-text';

test('an alert says what, when, how long and how much', () => {
  const facts = {
    noticeClass: 'PLANNED' as const,
    startWallMs: Date.parse('2031-03-11T17:00:00Z'),
    durationS: 7200,
    requestedPowerW: 5040,
  };
  const text = alertText({ ...facts, kind: 'CREATE' });
  for (const part of ['2031-03-11T17:00:00Z', '120 min', '5 kW']) assert.ok(text.includes(part), text);
  assert.match(alertText({ ...facts, kind: 'CHANGE' }), /^Changed/);
  assert.match(alertText({ ...facts, kind: 'CANCEL' }), /^Cancelled/);
});
