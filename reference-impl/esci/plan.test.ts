import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { endMs, energyJ, overlay, powerAt, type Plan } from './plan';

const hour = 3_600_000;

test('a request, raised for its second half and cut by a cancel', () => {
  const asked = overlay([], hour, 3 * hour, 4000);
  const raised = overlay(asked, 2 * hour, 3 * hour, 6000);
  assert.equal(energyJ(raised, 0, 9 * hour) / 3600, 10_000);
  assert.equal(powerAt(raised, hour - 1), 0);
  assert.equal(powerAt(raised, hour), 4000);
  assert.equal(powerAt(raised, 3 * hour), 0);
  assert.equal(endMs(raised), 3 * hour);
  const cut = overlay(raised, 2.5 * hour, 3 * hour, 0);
  assert.equal(energyJ(cut, 0, 9 * hour) / 3600, 7000);
  assert.equal(endMs(cut), 2.5 * hour);
});

test('an empty interval asks for nothing and an empty plan has no end', () => {
  assert.deepEqual(overlay([], 5, 5, 1000), []);
  assert.equal(endMs([]), null);
  assert.equal(energyJ([], 0, 10), 0);
});

test('at every instant the latest command that covers it holds', () => {
  const command = fc.record({ from: fc.nat(50), length: fc.nat(50), powerW: fc.nat(9000) });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 8 }), (commands) => {
      const plan = commands.reduce<Plan>((p, c) => overlay(p, c.from, c.from + c.length, c.powerW), []);
      let total = 0;
      for (let ms = 0; ms < 120; ms++) {
        const covering = commands.findLast((c) => c.from <= ms && ms < c.from + c.length);
        assert.equal(powerAt(plan, ms), covering?.powerW ?? 0);
        total += (covering?.powerW ?? 0) / 1000;
      }
      assert.ok(Math.abs(energyJ(plan, 0, 120) - total) < 1e-6);
    }),
  );
});
