import assert from 'node:assert/strict';
import test from 'node:test';
import { bodyOf, profileOf, targetsOf } from './ordering';

const start = '2031-03-11T18:00:00+01:00';

test('an order states when and how much, without a gap', () => {
  const intervals = [
    { offsetS: 0, durationS: 600, dischargePowerW: 5000 },
    { offsetS: 600, durationS: 300, dischargePowerW: 0 },
  ];
  assert.deepEqual(profileOf({ start, durationS: 900, intervals }), {
    startWallMs: Date.parse('2031-03-11T17:00:00Z'),
    durationS: 900,
    intervals: [
      { offsetS: 0, durationS: 600 },
      { offsetS: 600, durationS: 300 },
    ],
    eachW: [5000, 0],
    totalW: null,
  });
  const total = profileOf({ start, durationS: 900, totalPowerW: 80_000 });
  assert.ok(typeof total !== 'string');
  assert.deepEqual([total.eachW, total.totalW], [null, [80_000]]);
});

test('what makes no event is refused', () => {
  const one = { offsetS: 0, durationS: 900, dischargePowerW: 5000 };
  const bad = [
    { start, durationS: 900 },
    { start: 'soon', durationS: 900, intervals: [one] },
    { start, durationS: 0, dischargePowerW: 5000 },
    { start, durationS: 86_401, dischargePowerW: 5000 },
    { start, durationS: 900, intervals: [] },
    { start, durationS: 900, intervals: [{ ...one, durationS: 899 }] },
    { start, durationS: 900, intervals: [{ ...one, offsetS: 1 }] },
    { start, durationS: 900, dischargePowerW: -5000 },
    { start, durationS: 900, dischargePowerW: 0.5 },
    { start, durationS: 900, dischargePowerW: 5000, totalPowerW: 5000 },
    {
      start,
      durationS: 97,
      intervals: Array.from({ length: 97 }, (_, i) => ({ offsetS: i, durationS: 1, dischargePowerW: 1 })),
    },
  ];
  for (const order of bad) assert.equal(profileOf(order), 'E_SCHEMA', JSON.stringify(order).slice(0, 120));
});

test('targets are named by id or by record, each once', () => {
  assert.deepEqual(targetsOf({ targets: ['p1', { pevId: 'p2' }, 'p1'] }), ['p1', 'p2']);
});

test('what an operator need not say is filled in; short notice is answered as an emergency', () => {
  const order = { durationS: 900, dischargePowerW: 5000 };
  assert.equal(bodyOf(order, 'prog', 3600, 3600).responseClass, 'SCHEDULED');
  assert.equal(bodyOf(order, 'prog', 3599, 3600).responseClass, 'EMERGENCY');
  assert.equal(bodyOf({ ...order, responseClass: 'FAST' }, 'prog', 60, 3600).responseClass, 'FAST');
  assert.ok(!('priority' in bodyOf(order, 'prog', 3600, 3600)));
});
