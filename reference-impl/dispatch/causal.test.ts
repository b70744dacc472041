import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Case, INTERVAL_S, cases, sketched, sum } from './arbitraries.test';
import { type CausalKey, causalLevel } from './causal';
import { planOf } from './plan';
import { setpoints } from './setpoints';

/** Serves the request interval by interval without looking ahead; W served in each. */
function follow(c: Case, key: CausalKey): number[] {
  let stores = c.stores;
  return Array.from(c.requestW, (requestW, t) => {
    const { fleet, sketch, places } = sketched({ intervals: c.intervals - t, stores });
    const level = causalLevel(sketch, requestW, key);
    assert.equal(level.servedW + level.shortfallW, requestW);
    const out = new Int32Array(fleet.size);
    setpoints(level, fleet, places, out);
    assert.equal(sum(out), level.servedW);
    stores = stores.map((s, i) => {
      const powerW = out[i]!;
      assert.ok(powerW >= 0 && powerW <= s.maxW && powerW * INTERVAL_S <= s.energyJ);
      assert.ok(powerW === 0 || s.stays > 0);
      return { ...s, energyJ: s.energyJ - powerW * INTERVAL_S, stays: Math.max(0, s.stays - 1) };
    });
    return level.servedW;
  });
}

test('with a common departure the rule without foresight serves what the plan serves, interval by interval', () => {
  fc.assert(
    fc.property(
      cases({ commonDeparture: true }),
      fc.constantFrom<CausalKey>('slack', 'time-to-go'),
      (c, key) => {
        assert.deepEqual(follow(c, key), [...planOf(sketched(c).sketch, c.requestW).servedW]);
      },
    ),
    { numRuns: 500 },
  );
});

test('with departures it never serves more than the plan in any prefix, and rarely less', () => {
  let lost = 0;
  let served = 0;
  fc.assert(
    fc.property(cases(), (c) => {
      const plan = planOf(sketched(c).sketch, c.requestW);
      let prefix = 0;
      let best = 0;
      follow(c, 'slack').forEach((w, t) => {
        prefix += w;
        best += plan.servedW[t]!;
        assert.ok(prefix <= best);
      });
      lost += best - prefix;
      served += best;
    }),
    { numRuns: 1000, seed: 7 },
  );
  assert.ok(lost <= 0.005 * served, `${lost} of ${served}`);
});

test('leaving departures out of the key wastes the energy of whoever leaves first', () => {
  const c: Case = {
    intervals: 2,
    stores: [
      { maxW: 1000, energyJ: 900_000, stays: 1 },
      { maxW: 1000, energyJ: 1_800_000, stays: 2 },
    ],
    requestW: Float64Array.of(1000, 2000),
  };
  assert.deepEqual(follow(c, 'slack'), [1000, 1000]);
  assert.deepEqual(follow({ ...c, requestW: Float64Array.of(1000, 1000) }, 'slack'), [1000, 1000]);
  const long: Case = {
    intervals: 3,
    stores: [
      { maxW: 1000, energyJ: 900_000, stays: 1 },
      { maxW: 1000, energyJ: 1_800_000, stays: 3 },
    ],
    requestW: Float64Array.of(1000, 1000, 1000),
  };
  assert.deepEqual(follow(long, 'slack'), [1000, 1000, 1000]);
  assert.deepEqual(follow(long, 'time-to-go'), [1000, 1000, 0]);
});
