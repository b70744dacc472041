import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERVAL_S, cases, sum } from './arbitraries.test';
import { LiveFleet } from './live-fleet';
import { planOf } from './plan';
import { addStore, emptySketch } from './sketch';

const store = (maxW: number, hours: number, stays = 8) => ({ maxW, energyJ: maxW * hours * 3600, stays });

test('the first dispatch sends setpoints, the second nothing', () => {
  const live = new LiveFleet(8, INTERVAL_S);
  live.request(new Float64Array(8).fill(9000));
  live.join('a', store(5000, 1));
  live.join('b', store(5000, 1));
  const first = live.dispatch();
  assert.equal(sum(first.commands.map((c) => c.powerW)), 9000);
  assert.deepEqual(live.dispatch().commands, []);
  live.request(new Float64Array(8).fill(9000));
  assert.deepEqual(live.dispatch().commands, []);
});

test('who leaves or opts out gets no command, and others take over at once', () => {
  const live = new LiveFleet(8, INTERVAL_S);
  live.request(new Float64Array(8).fill(5000));
  live.join('a', store(5000, 4));
  live.join('b', store(5000, 1));
  assert.deepEqual(live.dispatch().commands, [{ pevId: 'a', powerW: 5000 }]);
  assert.equal(live.leave('a'), true);
  assert.equal(live.leave('a'), false);
  assert.deepEqual(live.dispatch().commands, [{ pevId: 'b', powerW: 5000 }]);
  assert.equal(live.size, 1);
  live.request(new Float64Array(8).fill(0));
  assert.deepEqual(live.dispatch().commands, [{ pevId: 'b', powerW: 0 }]);
});

test('a bad figure is refused and changes nothing', () => {
  const live = new LiveFleet(8, INTERVAL_S);
  live.join('a', store(5000, 4));
  const before = live.sketch.watts.slice();
  assert.throws(() => live.join('a', { maxW: -1, energyJ: 0, stays: 1 }), RangeError);
  assert.throws(() => live.join('b', { maxW: Number.NaN, energyJ: 0, stays: 1 }), RangeError);
  assert.deepEqual(live.sketch.watts, before);
  assert.equal(live.size, 1);
});

test('any sequence of events plans what planning from scratch plans, and what was sent adds up', () => {
  const events = fc.array(fc.tuple(fc.nat(5), fc.nat(9)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(cases({ maxPevs: 10 }), events, (c, sequence) => {
      const live = new LiveFleet(c.intervals, INTERVAL_S);
      live.request(c.requestW);
      const present = new Map<string, (typeof c.stores)[number]>();
      const sent = new Map<string, number>();
      for (const [kind, n] of sequence) {
        const some = c.stores[n % c.stores.length]!;
        if (kind < 4) {
          live.join(`p${n}`, some);
          present.set(`p${n}`, some);
        } else {
          assert.equal(live.leave(`p${n}`), present.delete(`p${n}`));
          sent.delete(`p${n}`);
        }
        const { commands, plan } = live.dispatch();
        const sketch = emptySketch(c.intervals, INTERVAL_S);
        for (const s of present.values()) addStore(sketch, s.maxW, s.energyJ, s.stays, 1);
        assert.deepEqual(live.sketch, sketch);
        assert.deepEqual(plan.servedW, planOf(sketch, c.requestW).servedW);
        for (const { pevId, powerW } of commands) {
          assert.ok(present.has(pevId) && sent.get(pevId) !== powerW);
          sent.set(pevId, powerW);
        }
        assert.equal(sum(sent.values()), plan.servedW[0]);
      }
    }),
    { numRuns: 200 },
  );
});

test('more PEVs than fit at first', () => {
  const live = new LiveFleet(8, INTERVAL_S);
  live.request(new Float64Array(8).fill(1000 * 500));
  for (let i = 0; i < 1000; i++) live.join(`p${i}`, store(1000, 2));
  const { commands } = live.dispatch();
  assert.equal(sum(commands.map((c) => c.powerW)), 500_000);
});
