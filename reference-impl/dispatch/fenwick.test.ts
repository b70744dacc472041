import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PowerIndex } from './fenwick';
import { waterLevel } from './level';

test('any sequence of joins and leaves gives the level computed from scratch', () => {
  const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.boolean(), fc.nat(1_000_000)), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(events, (sequence) => {
      const index = new PowerIndex(60_000);
      const present: number[] = [];
      for (const [powerW, leave, requestW] of sequence) {
        const gone = leave ? present.shift() : undefined;
        if (gone !== undefined) index.add(gone, -1);
        else {
          index.add(powerW, 1);
          present.push(powerW);
        }
        assert.deepEqual(index.level(requestW), waterLevel(Int32Array.from(present), requestW));
      }
    }),
  );
});

test('a power outside the index is refused', () => {
  const index = new PowerIndex(22_000);
  assert.throws(() => index.add(60_000, 1), RangeError);
  assert.throws(() => index.add(-1, 1), RangeError);
});
