import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERVAL_S, cases, sketched } from './arbitraries.test';
import { planOf } from './plan';
import { packCells, packLevels, unpackLevels, unpackSketch } from './wire';

test('sketch and levels arrive as they were sent', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { sketch } = sketched(c);
      assert.deepEqual(unpackSketch(c.intervals, INTERVAL_S, packCells(c.intervals, sketch.watts)), sketch);
      const { cut, activeW } = planOf(sketch, c.requestW).levels;
      assert.deepEqual(unpackLevels(packLevels({ cut, activeW })), { cut, activeW });
    }),
  );
});

test('a vector of another length is refused', () => {
  assert.throws(() => unpackSketch(4, 900, new Float64Array(3)), RangeError);
});
