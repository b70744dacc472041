import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planOf } from '../../../reference-impl/dispatch';
import { INTERVAL_S, cases, sketched, sum } from '../../../reference-impl/dispatch/arbitraries.test';
import { STEP_S } from '../fleets';
import { POLICIES, follow } from './policies';

test('no policy serves more than the plan in any prefix', () => {
  assert.equal(INTERVAL_S, STEP_S);
  fc.assert(
    fc.property(cases(), (c) => {
      const { fleet, sketch } = sketched(c);
      const { servedW } = planOf(sketch, c.requestW);
      for (const [name, policy] of Object.entries(POLICIES)) {
        const served = follow(policy, fleet, c.requestW);
        for (let t = 1; t <= c.intervals; t++) {
          assert.ok(sum(served.subarray(0, t)) <= sum(servedW.subarray(0, t)), name);
        }
      }
    }),
    { numRuns: 300 },
  );
});
