import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { powers, sum, between } from './arbitraries.test';
import { proportional, roundCumulatively } from './proportional';

test('each within one watt of its share, and no watt lost', () => {
  fc.assert(
    fc.property(powers, between(0, 1.2), (maxW, share) => {
      const p = Int32Array.from(maxW);
      const supplyW = sum(maxW);
      const requestW = Math.floor(supplyW * share);
      const out = new Int32Array(p.length);
      const { servedW, shortfallW } = proportional(p, requestW, out);
      assert.equal(sum(out), Math.min(requestW, supplyW));
      assert.equal(servedW + shortfallW, requestW);
      const ratio = supplyW === 0 ? 0 : Math.min(1, requestW / supplyW);
      out.forEach((x, i) => {
        assert.ok(x >= 0 && x <= maxW[i]!);
        assert.ok(Math.abs(x - maxW[i]! * ratio) <= 1 + 1e-6);
      });
    }),
  );
});

test('a million equal PEVs lose nothing, where rounding each down loses nearly a megawatt', () => {
  const p = new Int32Array(1_000_000).fill(7400);
  const requestW = 3_333_333_333;
  const out = new Int32Array(p.length);
  assert.equal(proportional(p, requestW, out).servedW, requestW);
  assert.equal(sum(out), requestW);
});

test('cumulative rounding keeps the sum and stays within one watt', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 50 }), (quarters) => {
      const shares = Float64Array.from(quarters, (q) => q / 4);
      const out = new Int32Array(shares.length);
      assert.equal(roundCumulatively(shares, out), Math.floor(sum(shares)));
      out.forEach((x, i) => assert.ok(Math.abs(x - shares[i]!) <= 1));
    }),
  );
});
