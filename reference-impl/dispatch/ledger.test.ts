import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Ledger,
  delivered,
  deliveredByPev,
  ended,
  participationFactor,
  requested,
  totalsOf,
} from './ledger';

function example(): Ledger {
  let ledger: Ledger = [];
  for (const pevId of ['full', 'out before', 'override', 'failed'])
    ledger = requested(ledger, 'e1', pevId, 10_000);
  ledger = delivered(ledger, 'e1', 'full', 6000);
  ledger = delivered(ledger, 'e1', 'full', 4000);
  ledger = ended(ledger, 'e1', 'out before', 'opted-out');
  ledger = ended(delivered(ledger, 'e1', 'override', 5000), 'e1', 'override', 'opted-out');
  ledger = ended(delivered(ledger, 'e1', 'failed', 2000), 'e1', 'failed', 'failed');
  return delivered(requested(ledger, 'e2', 'full', 3000), 'e2', 'full', 4000);
}

test('the factor is delivered over requested, within 0..1, and an opt-out differs from a failure (PR2-A-10)', () => {
  const ledger = example();
  assert.deepEqual(
    ledger.map((e) => [e.eventId, e.pevId, participationFactor(e), e.reason]),
    [
      ['e1', 'full', 1, 'complete'],
      ['e1', 'out before', 0, 'opted-out'],
      ['e1', 'override', 0.5, 'opted-out'],
      ['e1', 'failed', 0.2, 'failed'],
      ['e2', 'full', 1, 'complete'],
    ],
  );
});

test('a surplus of one PEV hides no shortfall of another (PR2-X-13)', () => {
  let ledger = requested(requested([], 'e', 'a', 1000), 'e', 'b', 1000);
  ledger = delivered(delivered(ledger, 'e', 'a', 1500), 'e', 'b', 500);
  assert.deepEqual(totalsOf(ledger, 'e'), {
    requestedWh: 2000,
    deliveredWh: 2000,
    optedOutWh: 0,
    missingWh: 500,
  });
});

test('sums by event and by PEV; nothing asked of one that opted out before', () => {
  const ledger = example();
  assert.deepEqual(totalsOf(ledger, 'e1'), {
    requestedWh: 40_000,
    deliveredWh: 17_000,
    optedOutWh: 15_000,
    missingWh: 8000,
  });
  assert.equal(deliveredByPev(ledger).get('full'), 14_000);
  assert.equal(
    participationFactor({ eventId: 'e', pevId: 'p', requestedWh: 0, deliveredWh: 0, reason: 'opted-out' }),
    0,
  );
  assert.equal(
    participationFactor({ eventId: 'e', pevId: 'p', requestedWh: 0, deliveredWh: 0, reason: 'complete' }),
    1,
  );
});
