import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockText, sinceStart, timeMark } from './clock';

const mark = (text: string) => timeMark(text)!;

test('three ways to write a time', () => {
  assert.deepEqual(timeMark('900'), { kind: 'offset', seconds: 900 });
  assert.deepEqual(timeMark('-60'), { kind: 'offset', seconds: -60 });
  assert.deepEqual(timeMark('7:05'), { kind: 'clock', seconds: 25_500, ofDayS: 25_500 });
  assert.deepEqual(timeMark('2026-11-24T17:00:00+01:00'), {
    kind: 'instant',
    seconds: Date.parse('2026-11-24T16:00:00Z') / 1000,
    ofDayS: 61_200,
  });
  for (const text of ['', '24:00', '7:60', 'noon', '2026-11-24T17:00:00', '2026-13-24T17:00:00Z', '1.5']) {
    assert.equal(timeMark(text), null, text);
  }
});

test('a time of day is the next one; dates can lie before; unlike marks do not compare', () => {
  assert.equal(sinceStart(mark('17:00'), mark('18:30')), 5400);
  assert.equal(sinceStart(mark('17:00'), mark('07:00')), 14 * 3600);
  assert.equal(sinceStart(mark('17:00'), mark('17:00')), 86_400);
  assert.equal(sinceStart(mark('2026-11-24T17:00:00Z'), mark('2026-11-24T16:00:00Z')), -3600);
  assert.equal(sinceStart(mark('2026-11-24T17:00:00Z'), mark('18:00')), 3600);
  assert.equal(sinceStart(mark('0'), mark('600')), 600);
  assert.ok(Number.isNaN(sinceStart(mark('17:00'), mark('2026-11-24T16:00:00Z'))));
  assert.ok(Number.isNaN(sinceStart(mark('0'), mark('17:00'))));
});

test('times read as they were written', () => {
  assert.equal(clockText(mark('17:00'), 6300), '18:45');
  assert.equal(clockText(mark('23:30'), 3600), '00:30');
  assert.equal(clockText(mark('0'), 6300), '+1:45');
  assert.equal(clockText(mark('2026-11-24T17:00:00+01:00'), 30), '17:00:30');
});
