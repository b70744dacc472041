import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sum, between } from './arbitraries.test';
import { toDeviceSteps } from './device-steps';

const devices = fc.array(
  fc.record({
    maxW: fc.nat(8000),
    share: between(0, 1),
    stepW: fc.constantFrom(1, 10, 100, 500),
  }),
  { minLength: 1, maxLength: 12 },
);

test('whole steps within the limits, and every lost watt is reported', () => {
  fc.assert(
    fc.property(devices, (some) => {
      const maxW = Int32Array.from(some, (d) => d.maxW);
      const stepW = Int32Array.from(some, (d) => d.stepW);
      const setpointW = Int32Array.from(some, (d) => Math.floor(d.share * d.maxW));
      const before = sum(setpointW);
      const residualW = toDeviceSteps(setpointW, maxW, stepW);
      assert.equal(sum(setpointW) + residualW, before);
      setpointW.forEach((w, i) => assert.ok(w <= maxW[i]! && Number.isInteger(w / stepW[i]!)));
      // Nobody with a free step could have taken more.
      setpointW.forEach((w, i) => assert.ok(maxW[i]! - w < stepW[i]! || residualW < stepW[i]!));
    }),
  );
});
