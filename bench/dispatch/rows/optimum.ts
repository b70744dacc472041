/** How far from the optimum of the linear programme: on many small random fleets, energy, every prefix and cost. */
import {
  addFleet,
  emptyFleet,
  emptyPlaces,
  emptySketch,
  leastCost,
  planOf,
  put,
} from '../../../reference-impl/dispatch';
import { STEP_S, random, supplyW } from '../fleets';
import type { Row } from '../report';
import { dispatchLp } from '../solvers/dispatch-lp';
import type { loadSolver } from '../solvers/highs';

const CASES = 300;

/** Greatest relative differences from HiGHS. */
export interface Differences {
  cases: number;
  energy: number;
  prefix: number;
  cost: number;
}

export function differences(highs: Awaited<ReturnType<typeof loadSolver>>): Differences {
  const draw = random(2026);
  const worst: Differences = { cases: CASES, energy: 0, prefix: 0, cost: 0 };
  const apart = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(b));
  for (let n = 0; n < CASES; n++) {
    const intervals = 1 + Math.floor(draw() * 15);
    const fleet = emptyFleet(1 + Math.floor(draw() * 25));
    for (let i = 0; i < fleet.size; i++) {
      const maxW = 1000 + Math.floor(draw() * 60_000);
      const energyJ = draw() * maxW * STEP_S * (intervals + 1);
      put(fleet, i, { maxW, energyJ, stays: draw() * (intervals + 2), price: draw() * 20 });
    }
    const scale = supplyW(fleet) * (0.1 + draw());
    const requestW = Float64Array.from({ length: intervals }, () => Math.floor(draw() * scale));
    const sketch = emptySketch(intervals, STEP_S);
    addFleet(sketch, fleet, emptyPlaces(fleet.size));
    const { servedW } = planOf(sketch, requestW);
    const upTo = (end: number): number => servedW.subarray(0, end).reduce((sum, w) => sum + w, 0);
    const energy = highs(dispatchLp(fleet, requestW, STEP_S), true).objective;
    worst.energy = Math.max(worst.energy, apart(upTo(intervals), energy));
    if (n % 5 === 0) {
      for (let t = 1; t < intervals; t++) {
        const lp = dispatchLp(fleet, requestW, STEP_S, { gainOf: (_, s) => (s < t ? 1 : 0) });
        worst.prefix = Math.max(worst.prefix, apart(upTo(t), highs(lp, true).objective));
      }
    }
    if (n % 3 === 0) {
      const lp = dispatchLp(fleet, servedW, STEP_S, { gainOf: (i) => -fleet.price[i]!, exactly: true });
      const least = (-highs(lp, true).objective * STEP_S) / 3.6e6;
      worst.cost = Math.max(worst.cost, apart(leastCost(fleet, servedW, STEP_S).cost, least));
    }
  }
  return worst;
}

export function optimumRow(d: Differences): Row {
  const worst = Math.max(d.energy, d.prefix, d.cost);
  return {
    metric: 'unserved energy, prefixes and cost against the LP',
    measured: `${d.cases} fleets: ${d.energy.toExponential(1)}, ${d.prefix.toExponential(1)}, ${d.cost.toExponential(1)}`,
    gate: '≤ 1e-9',
    goal: '',
    pass: worst <= 1e-9,
    values: { ...d },
  };
}
