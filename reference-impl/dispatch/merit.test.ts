import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sum, between } from './arbitraries.test';
import { meritOrder } from './merit';

const priced = fc.array(fc.tuple(fc.nat(50_000), fc.nat(5)), { minLength: 1, maxLength: 40 });

test('no cheaper watt stays idle, and the sum is exact', () => {
  fc.assert(
    fc.property(priced, between(0, 1.2), fc.nat(60), (pevs, share, start) => {
      const p = Int32Array.from(pevs, ([w]) => w);
      const price = Uint16Array.from(pevs, ([, c]) => c);
      const requestW = Math.floor(sum(p) * share);
      const out = new Int32Array(p.length);
      const { marginalPrice, marginalW, servedW, shortfallW } = meritOrder(p, price, requestW, out, start);
      assert.equal(sum(out), servedW);
      assert.equal(servedW + shortfallW, requestW);
      assert.equal(servedW, Math.min(requestW, sum(p)));
      assert.equal(sum(out.filter((_, i) => price[i] === marginalPrice)), marginalW);
      out.forEach((x, i) => {
        assert.ok(x >= 0 && x <= p[i]!);
        if (price[i]! < marginalPrice) assert.equal(x, p[i]);
        if (price[i]! > marginalPrice) assert.equal(x, 0);
      });
    }),
  );
});

test('among equal prices the start turns the order', () => {
  const out = new Int32Array(3);
  meritOrder(Int32Array.of(5, 5, 5), Uint16Array.of(1, 1, 1), 7, out, 1);
  assert.deepEqual([...out], [0, 5, 2]);
});
