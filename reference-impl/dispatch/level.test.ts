import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { powers, sum, between } from './arbitraries.test';
import { levelByCount, levelByNewton, waterLevel, writeLevel } from './level';

function give(maxW: readonly number[], requestW: number, start = 0): number[] {
  const p = Int32Array.from(maxW);
  const out = new Int32Array(p.length);
  writeLevel(p, waterLevel(p, requestW), out, start);
  return [...out];
}

/** The same by giving one watt after the other to whoever has least and can take it. */
function fillWattByWatt(maxW: readonly number[], requestW: number): number[] {
  const x = maxW.map(() => 0);
  for (let w = 0; w < requestW; w++) {
    const open = x.map((v, i) => (v < (maxW[i] ?? 0) ? v : Infinity));
    const least = Math.min(...open);
    if (least === Infinity) break;
    x[open.indexOf(least)]! += 1;
  }
  return x;
}

test('everybody gives the same, except who cannot, and the sum is exact', () => {
  assert.deepEqual(give([7400, 11000, 3000], 15000), [6000, 6000, 3000]);
  assert.deepEqual(give([10, 10, 10], 11), [4, 4, 3]);
  assert.deepEqual(give([10, 10, 10], 11, 1), [3, 4, 4]);
  assert.deepEqual(give([5, 0, 7], 100), [5, 0, 7]);
  assert.deepEqual(give([], 100), []);
});

test('conservation, limits, no improving transfer, and the shortfall is what is missing', () => {
  fc.assert(
    fc.property(powers, between(0, 1.5), fc.nat(50), (maxW, share, start) => {
      const supplyW = sum(maxW);
      const requestW = Math.floor(supplyW * share);
      const p = Int32Array.from(maxW);
      const level = waterLevel(p, requestW);
      const out = new Int32Array(p.length);
      writeLevel(p, level, out, start);
      assert.equal(level.servedW + level.shortfallW, requestW);
      assert.equal(sum(out), Math.min(requestW, supplyW));
      assert.equal(level.servedW, Math.min(requestW, supplyW));
      out.forEach((x, i) => assert.ok(x >= 0 && x <= maxW[i]!));
      // Who could give more gives, to the watt, no less than anybody else.
      const least = Math.min(...[...out].filter((x, i) => x < maxW[i]!), Infinity);
      assert.ok([...out].every((x) => x <= least + 1));
    }),
  );
});

test('the same as filling watt by watt, up to who gets the last watts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 8 }), fc.nat(80), (maxW, requestW) => {
      const sorted = (x: number[]): number[] => x.toSorted((a, b) => a - b);
      assert.deepEqual(sorted(give(maxW, requestW)), sorted(fillWattByWatt(maxW, requestW)));
    }),
    { numRuns: 3000 },
  );
});

test('counting and Newton agree bit for bit, also on a part of the fleet', () => {
  fc.assert(
    fc.property(powers, fc.nat(2_000_000), fc.nat(40), (maxW, requestW, cut) => {
      const p = Int32Array.from(maxW);
      const from = Math.min(cut, p.length);
      assert.deepEqual(levelByCount(p, requestW, from, p.length), levelByNewton(p, requestW, from, p.length));
    }),
  );
});

test('more request, no setpoint falls by more than the watt that moves on; the order of the fleet does not matter', () => {
  fc.assert(
    fc.property(powers, fc.nat(500_000), fc.nat(1000), (maxW, requestW, moreW) => {
      const before = give(maxW, requestW);
      const after = give(maxW, requestW + moreW);
      before.forEach((x, i) => assert.ok(after[i]! >= x - 1));
      const byValue = (x: number[]): number[] => x.toSorted((a, b) => a - b);
      assert.deepEqual(byValue(give(maxW.toReversed(), requestW)), byValue(before));
    }),
  );
});

test('scaled powers and request give scaled setpoints where no watt is left over', () => {
  assert.deepEqual(
    give([3, 9, 9], 15).map((x) => x * 1000),
    give([3000, 9000, 9000], 15000),
  );
});

test('a large fleet takes the counting path and is exact across block borders', () => {
  const p = Int32Array.from({ length: 70_001 }, (_, i) => 1000 + ((i * 7919) % 21_000));
  const supplyW = sum(p);
  for (const share of [0.1, 0.5, 0.999]) {
    const requestW = Math.floor(supplyW * share);
    const level = waterLevel(p, requestW);
    const out = new Int32Array(p.length);
    writeLevel(p, level, out, 12_345);
    assert.equal(sum(out), requestW);
    assert.deepEqual(level, levelByNewton(p, requestW, 0, p.length));
    let extra = 0;
    out.forEach((x, i) => {
      assert.ok(x === Math.min(p[i]!, level.levelW) || x === level.levelW + 1);
      extra += x > level.levelW ? 1 : 0;
    });
    assert.equal(extra, level.extraW);
  }
});
