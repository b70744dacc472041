import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sum } from './arbitraries.test';
import { type Fleet, fleetOf } from './fleet';
import { semiContinuous, semiContinuousMerit } from './semi-continuous';

/** The most that some set of PEVs can serve, and the least cost of serving all, by trying every set. */
function bruteForce(fleet: Fleet, requestW: number): { servedW: number; cost: number } {
  let servedW = 0;
  let cost = Infinity;
  for (let set = 0; set < 1 << fleet.size; set++) {
    const members = [...fleet.maxW.keys()].filter((i) => (set >> i) & 1);
    const least = sum(members.map((i) => fleet.minW[i]!));
    if (least > requestW || members.some((i) => fleet.minW[i]! > fleet.maxW[i]!)) continue;
    const most = Math.min(requestW, sum(members.map((i) => fleet.maxW[i]!)));
    servedW = Math.max(servedW, most);
    if (most < requestW) continue;
    let left = requestW - least;
    let sumCost = 0;
    for (const i of members.toSorted((a, b) => fleet.price[a]! - fleet.price[b]!)) {
      const more = Math.min(left, fleet.maxW[i]! - fleet.minW[i]!);
      left -= more;
      sumCost += (fleet.minW[i]! + more) * fleet.price[i]!;
    }
    cost = Math.min(cost, sumCost);
  }
  return { servedW, cost };
}

const fleets = (narrow: boolean): fc.Arbitrary<Fleet> =>
  fc
    .array(fc.record({ minW: fc.nat(20), window: fc.nat(narrow ? 6 : 60), price: fc.nat(5) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((pevs) => {
      const widest = Math.max(...pevs.map((p) => p.minW));
      return fleetOf(
        pevs.map(({ minW, window, price }) => ({
          maxW: minW + (narrow ? window : widest + window),
          minW,
          energyJ: 1,
          stays: 1,
          price,
        })),
      );
    });

const inOrder = (fleet: Fleet): Uint32Array => Uint32Array.from(fleet.maxW.keys());

function check(
  fleet: Fleet,
  out: Int32Array,
  requestW: number,
  placed: { servedW: number; shortfallW: number },
): void {
  assert.equal(sum(out), placed.servedW);
  assert.equal(placed.servedW + placed.shortfallW, requestW);
  assert.ok(placed.shortfallW >= 0);
  out.forEach((w, i) => assert.ok(w === 0 || (w >= fleet.minW[i]! && w <= fleet.maxW[i]!)));
}

test('nothing or at least the minimum step; with wide windows no set of PEVs serves more', () => {
  fc.assert(
    fc.property(fleets(false), fc.nat(400), (fleet, requestW) => {
      const out = new Int32Array(fleet.size);
      const placed = semiContinuous(fleet, inOrder(fleet), requestW, out);
      check(fleet, out, requestW, placed);
      assert.equal(placed.servedW, bruteForce(fleet, requestW).servedW);
    }),
    { numRuns: 500 },
  );
});

test('with narrow windows every limit still holds, and what is left over is reported', () => {
  let missed = 0;
  let feasible = 0;
  fc.assert(
    fc.property(fleets(true), fc.nat(120), (fleet, requestW) => {
      const out = new Int32Array(fleet.size);
      const placed = semiContinuous(fleet, inOrder(fleet), requestW, out);
      check(fleet, out, requestW, placed);
      if (bruteForce(fleet, requestW).servedW < requestW) return;
      feasible += 1;
      if (placed.shortfallW > 0) missed += 1;
    }),
    { numRuns: 1000, seed: 11 },
  );
  assert.ok(feasible > 100);
  assert.ok(missed < 0.35 * feasible, `${missed} of ${feasible}`);
});

test('in merit order limits hold and all is served where windows are wide; what it costs over the least is small', () => {
  let over = 0;
  let least = 0;
  fc.assert(
    fc.property(fleets(false), fc.nat(400), (fleet, requestW) => {
      const order = inOrder(fleet).toSorted((a, b) => fleet.price[a]! - fleet.price[b]! || a - b);
      const out = new Int32Array(fleet.size);
      const placed = semiContinuousMerit(fleet, order, requestW, out);
      check(fleet, out, requestW, placed);
      const best = bruteForce(fleet, requestW);
      assert.equal(placed.servedW, best.servedW);
      if (placed.shortfallW > 0) return;
      const cost = sum(Array.from(out, (w, i) => w * fleet.price[i]!));
      assert.ok(cost >= best.cost);
      over += cost - best.cost;
      least += best.cost;
    }),
    { numRuns: 500, seed: 3 },
  );
  assert.ok(over <= 0.02 * least, `${over} over ${least}`);
});
