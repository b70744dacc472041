import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isQuietAt, isTimeZone, quietEndMs } from './quiet-hours';

const berlin = { from: '22:00', to: '07:00', tz: 'Europe/Berlin' };
const at = (text: string): number => Date.parse(text);

test('quiet hours begin with their first minute and end before their last', () => {
  assert.ok(!isQuietAt(berlin, at('2031-01-10T21:59:59.999+01:00')));
  assert.ok(isQuietAt(berlin, at('2031-01-10T22:00:00+01:00')));
  assert.ok(isQuietAt(berlin, at('2031-01-11T06:59:59.999+01:00')));
  assert.ok(!isQuietAt(berlin, at('2031-01-11T07:00:00+01:00')));
});

test('the same hours on the same day, and hours of no length', () => {
  const siesta = { from: '13:00', to: '15:00', tz: 'UTC' };
  assert.ok(isQuietAt(siesta, at('2031-01-10T14:00:00Z')));
  assert.ok(!isQuietAt(siesta, at('2031-01-10T15:00:00Z')));
  assert.ok(!isQuietAt({ ...siesta, to: '13:00' }, at('2031-01-10T13:00:00Z')));
});

test('quiet hours follow the local clock through both changes of the year', () => {
  const beforeSpring = { from: '22:00', to: '02:30', tz: 'Europe/Berlin' };
  // 30 March 2031: from 02:00 to 03:00, there is no half past two.
  assert.equal(quietEndMs(beforeSpring, at('2031-03-30T00:00:00+01:00')), at('2031-03-30T03:00:00+02:00'));
  // 26 October 2031: the hour from 02:00 comes twice; quiet again in the second.
  assert.ok(isQuietAt(beforeSpring, at('2031-10-26T02:10:00+01:00')));
  assert.equal(quietEndMs(berlin, at('2031-10-25T23:00:00+02:00')), at('2031-10-26T07:00:00+01:00'));
});

test('outside quiet hours their end is now', () => {
  const now = at('2031-01-10T12:00:00.123Z');
  assert.equal(quietEndMs(berlin, now), now);
});

test('the end is the first instant that is not quiet', () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const text = (m: number): string =>
    `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  );
  const instants = fc.integer({ min: at('2031-01-01T00:00:00Z'), max: at('2031-12-31T00:00:00Z') });
  fc.assert(
    fc.property(minutes, minutes, zones, instants, (from, to, tz, now) => {
      fc.pre(from !== to);
      const quiet = { from: text(from), to: text(to), tz };
      const end = quietEndMs(quiet, now);
      assert.ok(!isQuietAt(quiet, end));
      for (let ms = now; ms < end; ms += 60_000) assert.ok(isQuietAt(quiet, ms));
      if (end > now) assert.ok(isQuietAt(quiet, end - 1));
    }),
    { numRuns: 60 },
  );
});

test('a time zone that does not exist is recognised', () => {
  assert.ok(isTimeZone('Europe/Berlin'));
  assert.ok(!isTimeZone('Europe/Nowhere'));
});
