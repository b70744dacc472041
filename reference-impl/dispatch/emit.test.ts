import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesOf } from './emit';

const pairs = fc.array(fc.tuple(fc.nat(3000), fc.nat(3000), fc.nat(3000)), { maxLength: 30 });

test('nothing is sent when nothing changed', () => {
  const w = Int32Array.of(5, 0, 7);
  assert.deepEqual(changesOf(w, w.slice(), w, { deadbandW: 0, driftW: 0 }), {
    index: [],
    setpointW: [],
    driftW: 0,
  });
});

test('small changes are held back, but never starts, stops, what exceeds a limit, or so many that the sum drifts', () => {
  fc.assert(
    fc.property(pairs, fc.nat(500), fc.nat(800), (some, deadbandW, driftW) => {
      const sent = Int32Array.from(some, ([a]) => a);
      const target = Int32Array.from(some, ([, b, c]) => Math.min(b, c));
      const max = Int32Array.from(some, ([, , c]) => c);
      const changes = changesOf(sent, target, max, { deadbandW, driftW });
      const after = sent.slice();
      changes.index.forEach((i, n) => (after[i] = changes.setpointW[n]!));
      let drift = 0;
      after.forEach((w, i) => {
        assert.ok(w <= max[i]!);
        if (target[i] === 0 || sent[i] === 0) assert.equal(w, target[i]);
        assert.ok(w === target[i] || Math.abs(w - target[i]!) <= deadbandW);
        drift += target[i]! - w;
      });
      assert.equal(changes.driftW, drift);
      assert.ok(Math.abs(drift) <= driftW);
      changes.index.forEach((i) => assert.notEqual(sent[i], target[i]));
    }),
  );
});
