import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sum } from './arbitraries.test';
import { type Tree, checkTree, treeLevel, treeSupplyW } from './tree';

const trees = fc.tuple(
  fc.array(fc.array(fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  }),
  fc.array(fc.nat(100), { minLength: 9, maxLength: 9 }),
  fc.array(fc.nat(150), { minLength: 3, maxLength: 3 }),
);

function build([feeders, premisesW, feedersW]: [number[][][], number[], number[]]): {
  maxW: Int32Array;
  tree: Tree;
} {
  const premises = feeders.flat();
  const ends = (sizes: number[]): Int32Array =>
    Int32Array.from([0, ...sizes.map((_, n) => sum(sizes.slice(0, n + 1)))]);
  const tree = [
    {
      start: ends(premises.map((p) => p.length)),
      capW: Float64Array.from(premises, (_, n) => premisesW[n]!),
    },
    {
      start: ends(feeders.map((f) => f.flat().length)),
      capW: Float64Array.from(feeders, (_, n) => feedersW[n]!),
    },
  ];
  return { maxW: Int32Array.from(premises.flat()), tree };
}

test('every node within its limit, the sum exact, and no watt moved would be fairer', () => {
  fc.assert(
    fc.property(trees, fc.nat(250), (shape, requestW) => {
      const { maxW, tree } = build(shape);
      checkTree(maxW.length, tree);
      const out = new Int32Array(maxW.length);
      const level = treeLevel(maxW, tree, requestW, out);
      assert.equal(sum(out), level.servedW);
      assert.equal(level.servedW, Math.min(requestW, treeSupplyW(maxW, tree)));
      const fits = (x: Int32Array): boolean =>
        x.every((w, i) => w >= 0 && w <= maxW[i]!) &&
        tree.every(({ start, capW }) =>
          capW.every((cap, v) => sum(x.subarray(start[v], start[v + 1])) <= cap),
        );
      assert.ok(fits(out));
      for (let poor = 0; poor < out.length; poor++) {
        for (let rich = 0; rich < out.length; rich++) {
          if (out[rich]! - out[poor]! < 2) continue;
          const moved = out.slice();
          moved[poor]! += 1;
          moved[rich]! -= 1;
          assert.ok(!fits(moved));
        }
      }
      // What more is asked for does not fit.
      if (level.shortfallW > 0) {
        for (let i = 0; i < out.length; i++) {
          const more = out.slice();
          more[i]! += 1;
          assert.ok(!fits(more));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('nodes that do not cover the fleet are refused', () => {
  const row = { start: Int32Array.of(0, 2), capW: Float64Array.of(5) };
  assert.throws(() => checkTree(3, [row]), RangeError);
  checkTree(2, [row]);
  assert.throws(
    () => checkTree(2, [row, { start: Int32Array.of(0, 1, 2), capW: Float64Array.of(1, 1) }]),
    RangeError,
  );
});
