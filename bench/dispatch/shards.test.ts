import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateFleet } from '../../reference-impl/dispatch';
import { constantRequest } from './fleets';
import { digestOf } from './shard';
import { type Place, runShards } from './shards';

const order = { seed: 7, intervals: 48, stepS: 900 };
const sizes = [1500, 1, 2499];
const request = constantRequest(generateFleet(4000, 7, 900).fleet, 0.2, 48);

for (const place of ['here', 'thread', 'process'] satisfies Place[]) {
  test(`shards (${place}) set every PEV as one process does, to the bit`, async () => {
    const one = await runShards('here', [sizes], order, request);
    const many = await runShards(
      place,
      sizes.map((size) => [size]),
      order,
      request,
    );
    assert.ok(one.plan.unservedJ > 0);
    assert.deepEqual(many.plan, one.plan);
    assert.deepEqual(
      many.results.flatMap((r) => r.digests),
      one.results[0]!.digests,
    );
    assert.equal(new Set(one.results[0]!.digests.flat()).size > 40, true);
    for (let t = 0; t < order.intervals; t++) {
      const sumW = many.results.reduce((sum, r) => sum + r.sumsW[t]!, 0);
      assert.equal(sumW, one.plan.servedW[t]);
    }
  });
}

test('a digest sees one watt', () => {
  assert.notEqual(digestOf(Int32Array.of(1, 2)), digestOf(Int32Array.of(1, 3)));
});
