import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coveredUntil, hasUnknownZone, type Window } from './windows';

const at = (text: string): number => Date.parse(text);
const far = at('2026-12-31T00:00:00Z');
const text = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

test('a window of wall time is half-open', () => {
  const w: Window[] = [{ start: '2026-03-02T18:00:00+01:00', durationS: 3600 }];
  assert.equal(coveredUntil(w, at('2026-03-02T16:59:59.999Z'), far), null);
  assert.equal(text(coveredUntil(w, at('2026-03-02T17:00:00Z'), far)), '2026-03-02T18:00:00.000Z');
  assert.equal(coveredUntil(w, at('2026-03-02T18:00:00Z'), far), null);
});

test('windows that touch are one', () => {
  const w: Window[] = [
    { start: '2026-03-02T18:00:00Z', durationS: 3600 },
    { start: '2026-03-02T17:00:00Z', durationS: 3600 },
  ];
  assert.equal(text(coveredUntil(w, at('2026-03-02T17:30:00Z'), far)), '2026-03-02T19:00:00.000Z');
});

test('daily hours follow the clock of their zone, over midnight too', () => {
  const w: Window[] = [{ from: '22:00', to: '06:00', tz: 'Europe/Berlin' }];
  assert.equal(coveredUntil(w, at('2026-01-10T20:59:59Z'), far), null);
  assert.equal(text(coveredUntil(w, at('2026-01-10T21:00:00Z'), far)), '2026-01-11T05:00:00.000Z');
  assert.equal(text(coveredUntil(w, at('2026-01-11T04:59:59.500Z'), far)), '2026-01-11T05:00:00.000Z');
});

test('a change of the clocks inside a window moves its end', () => {
  const w: Window[] = [{ from: '22:00', to: '06:00', tz: 'Europe/Berlin' }];
  assert.equal(text(coveredUntil(w, at('2026-03-28T21:30:00Z'), far)), '2026-03-29T04:00:00.000Z');
  assert.equal(text(coveredUntil(w, at('2026-10-24T20:30:00Z'), far)), '2026-10-25T05:00:00.000Z');
});

test('the whole day has no end before the horizon', () => {
  const w: Window[] = [{ from: '00:00', to: '00:00', tz: 'UTC' }];
  const horizonMs = at('2026-03-09T12:00:00Z');
  assert.ok((coveredUntil(w, at('2026-03-02T17:30:00Z'), horizonMs) ?? 0) >= horizonMs);
});

test('no windows cover nothing', () => {
  assert.equal(coveredUntil([], 0, 1000), null);
});

test('a zone that does not exist is noticed', () => {
  assert.ok(hasUnknownZone([{ from: '22:00', to: '06:00', tz: 'Europe/Atlantis' }]));
  assert.ok(!hasUnknownZone([{ from: '22:00', to: '06:00', tz: 'America/New_York' }]));
});
