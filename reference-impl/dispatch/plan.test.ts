import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Activity } from './activity';
import { type Case, INTERVAL_S, cases, sketched, sum } from './arbitraries.test';
import { shardOf } from './fleet';
import { queueEntries } from './levels';
import { planOf } from './plan';
import { setpoints } from './setpoints';
import { shortfallOf } from './shortfall';
import { addFleet, addStore, copyOf, emptyPlaces, emptySketch, merge } from './sketch';
import { vehiclePlan } from './vehicle-plan';

/** The setpoints of every PEV in every interval: [t][i]. */
function scheduleOf(c: Case): { plan: ReturnType<typeof planOf>; x: Int32Array[] } {
  const { fleet, sketch, places } = sketched(c);
  const plan = planOf(sketch, c.requestW);
  const activity = new Activity(sketch, plan.levels);
  const x = Array.from({ length: c.intervals }, () => new Int32Array(fleet.size));
  for (let t = c.intervals - 1; t >= 0; t--) setpoints(activity.to(t), fleet, places, x[t]!);
  return { plan, x };
}

test('every interval is served to the watt, within power, energy and departure of each PEV', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { plan, x } = scheduleOf(c);
      x.forEach((column, t) => {
        assert.equal(sum(column), plan.servedW[t]);
        assert.ok(plan.servedW[t]! <= c.requestW[t]!);
      });
      c.stores.forEach((store, i) => {
        let usedJ = 0;
        x.forEach((column, t) => {
          assert.ok(column[i]! >= 0 && column[i]! <= store.maxW);
          if (t >= store.stays) assert.equal(column[i], 0);
          usedJ += column[i]! * INTERVAL_S;
        });
        assert.ok(usedJ <= store.energyJ);
      });
    }),
    { numRuns: 1500 },
  );
});

/** f(S) from its definition. */
function capacityW(c: Case, inSet: ArrayLike<number>): number {
  return sum(
    c.stores.map((s) => {
      let intervals = 0;
      for (let t = 0; t < Math.min(c.intervals, s.stays); t++) intervals += inSet[t]!;
      return Math.min(Math.floor(s.energyJ / INTERVAL_S), s.maxW * intervals);
    }),
  );
}

test('no set of intervals allows more: the plan is the least unserved energy, and each prefix the largest', () => {
  fc.assert(
    fc.property(cases({ maxPevs: 6, maxIntervals: 7 }), (c) => {
      const { sketch } = sketched(c);
      const plan = planOf(sketch, c.requestW);
      let prefixW = 0;
      for (let t = 1; t <= c.intervals; t++) {
        prefixW += plan.servedW[t - 1]!;
        let least = Infinity;
        for (let set = 0; set < 1 << t; set++) {
          const inSet = Array.from({ length: c.intervals }, (_, k) => (set >> k) & 1);
          const outside = sum(Array.from(c.requestW.subarray(0, t)).filter((_, k) => inSet[k] === 0));
          least = Math.min(least, outside + capacityW(c, inSet));
        }
        assert.equal(prefixW, least);
      }
    }),
    { numRuns: 300 },
  );
});

test('the certificate proves the shortfall from the fleet alone', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { sketch } = sketched(c);
      const plan = planOf(sketch, c.requestW);
      const proof = shortfallOf(sketch, c.requestW);
      assert.equal(proof.energyJ, plan.unservedJ);
      assert.equal(proof.askedJ, sum(c.requestW.filter((_, t) => proof.inSet[t] === 1)) * INTERVAL_S);
      assert.equal(proof.capacityJ, capacityW(c, proof.inSet) * INTERVAL_S);
      assert.equal(proof.askedJ - proof.capacityJ, plan.unservedJ);
      if (plan.unservedJ === 0) assert.equal(sum(proof.inSet), 0);
    }),
  );
});

test('each vehicle finds its own setpoints from the levels and its two queue positions', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { fleet, sketch, places } = sketched(c);
      const { plan, x } = scheduleOf(c);
      const beforeW = queueEntries(sketch, plan.levels);
      for (let i = 0; i < fleet.size; i++) {
        const cell = places.cell[i]!;
        const restW = places.restW[i]!;
        const own = vehiclePlan(
          plan.levels,
          fleet.maxW[i]!,
          { cell, restW },
          {
            mainW: beforeW[cell]!,
            restW: beforeW[cell + 1]!,
          },
        );
        beforeW[cell]! += fleet.maxW[i]! - restW;
        beforeW[cell + 1]! += restW;
        assert.deepEqual(
          [...own],
          x.map((column) => column[i]),
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('shards that exchange sketches and levels compute what one process computes', () => {
  fc.assert(
    fc.property(cases(), fc.nat(12), (c, at) => {
      const { fleet, sketch, places } = sketched(c);
      const { x } = scheduleOf(c);
      const cut = Math.min(at, fleet.size);
      const parts = [shardOf(fleet, 0, cut), shardOf(fleet, cut, fleet.size)];
      const own = parts.map((part) => {
        const partPlaces = emptyPlaces(part.size);
        const partSketch = emptySketch(c.intervals, INTERVAL_S);
        addFleet(partSketch, part, partPlaces);
        return { part, partPlaces, partSketch };
      });
      const whole = emptySketch(c.intervals, INTERVAL_S);
      for (const { partSketch } of own) merge(whole, partSketch);
      assert.deepEqual(whole, sketch);
      assert.equal(places.cell.length, fleet.size);
      const { levels } = planOf(whole, c.requestW);
      const offsets = new Float64Array(whole.watts.length);
      let first = 0;
      for (const { part, partPlaces, partSketch } of own) {
        const activity = new Activity(whole, levels);
        for (let t = c.intervals - 1; t >= 0; t--) {
          const out = new Int32Array(part.size);
          setpoints(activity.to(t), part, partPlaces, out, offsets);
          assert.deepEqual([...out], [...x[t]!.subarray(first, first + part.size)]);
        }
        partSketch.watts.forEach((w, cell) => (offsets[cell]! += w));
        first += part.size;
      }
    }),
    { numRuns: 500 },
  );
});

test('a PEV that joins and leaves again restores the sketch bit for bit; increments are the same as from scratch', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { sketch } = sketched(c);
      const grown = emptySketch(c.intervals, INTERVAL_S);
      for (const s of c.stores) addStore(grown, s.maxW, s.energyJ, s.stays, 1);
      assert.deepEqual(grown, sketch);
      const before = copyOf(sketch);
      addStore(sketch, 7400, 5_000_000, 3, 1);
      addStore(sketch, 7400, 5_000_000, 3, -1);
      assert.deepEqual(sketch, before);
    }),
  );
});

test('more fleet never serves less, in any prefix; a scaled fleet and request are served to scale', () => {
  fc.assert(
    fc.property(cases(), fc.integer({ min: 2, max: 5 }), (c, k) => {
      const { sketch } = sketched(c);
      const plan = planOf(sketch, c.requestW);
      const more = copyOf(sketch);
      addStore(more, 5000, 9_000_000, c.intervals, 1);
      const morePlan = planOf(more, c.requestW);
      let prefix = 0;
      let morePrefix = 0;
      for (let t = 0; t < c.intervals; t++) {
        prefix += plan.servedW[t]!;
        morePrefix += morePlan.servedW[t]!;
        assert.ok(morePrefix >= prefix);
      }
      // Energies of whole watt-intervals scale exactly.
      const whole = c.stores.map((s) => ({ ...s, energyJ: Math.floor(s.energyJ / INTERVAL_S) * INTERVAL_S }));
      const scaled = whole.map((s) => ({ ...s, maxW: s.maxW * k, energyJ: s.energyJ * k }));
      const scaledPlan = planOf(
        sketched({ intervals: c.intervals, stores: scaled }).sketch,
        c.requestW.map((w) => w * k),
      );
      assert.deepEqual(
        [...scaledPlan.servedW],
        [...plan.servedW].map((w) => w * k),
      );
    }),
  );
});

test('two PEVs whose energy lasts equally long are one', () => {
  fc.assert(
    fc.property(cases(), fc.nat(9), fc.nat(9), (c, lasts, stays) => {
      const two = [2000, 5000].map((maxW) => ({ maxW, energyJ: maxW * lasts * INTERVAL_S, stays }));
      const one = { maxW: 7000, energyJ: 7000 * lasts * INTERVAL_S, stays };
      assert.deepEqual(
        sketched({ ...c, stores: [...c.stores, ...two] }).sketch,
        sketched({ ...c, stores: [...c.stores, one] }).sketch,
      );
    }),
  );
});

test('with a common departure all is served exactly when no number of intervals asks too much', () => {
  fc.assert(
    fc.property(cases({ commonDeparture: true }), (c) => {
      const plan = planOf(sketched(c).sketch, c.requestW);
      const dearest = [...c.requestW].toSorted((a, b) => b - a);
      const feasible = dearest.every((_, k) => {
        const asked = sum(dearest.slice(0, k + 1));
        return (
          asked <= sum(c.stores.map((s) => Math.min(Math.floor(s.energyJ / INTERVAL_S), s.maxW * (k + 1))))
        );
      });
      assert.equal(plan.unservedJ === 0, feasible);
    }),
  );
});

test('a horizon that cannot be planned is refused', () => {
  assert.throws(() => emptySketch(0, 900), RangeError);
  assert.throws(() => emptySketch(4000, 900), RangeError);
  assert.throws(() => emptySketch(96, 0), RangeError);
});
