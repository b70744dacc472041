/** The core against HiGHS on random fleets: shortfall, every prefix, least cost, and the tree heuristic's gap. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import {
  type Fleet,
  addFleet,
  emptyPlaces,
  emptySketch,
  leastCost,
  leastCostFleet,
  planOf,
  scheduleOf,
  shortfallOf,
} from '../../reference-impl/dispatch';
import { INTERVAL_S, cases, sketched, sum, between } from '../../reference-impl/dispatch/arbitraries.test';
import { treePlan } from '../../reference-impl/dispatch/tree-plan';
import { type Tree, treeSupplyW } from '../../reference-impl/dispatch/tree';
import { dispatchLp } from './solvers/dispatch-lp';
import { type LpSolution, loadSolver } from './solvers/highs';

let solve: (lp: ReturnType<typeof dispatchLp>, tight?: boolean) => LpSolution;
before(async () => {
  solve = await loadSolver();
});

/** The same seed each time, so that a red run can be repeated. */
const runs = (numRuns: number): fc.Parameters<unknown> => ({ numRuns, seed: 20_261 });
const oracleCases = cases({ maxPevs: 25, maxIntervals: 15 });
const close = (a: number, b: number): void =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} against ${b}`);

test('the energy served is the optimum of the linear programme, and the certificate its proof', () => {
  fc.assert(
    fc.property(oracleCases, (c) => {
      const { fleet, sketch } = sketched(c);
      const plan = planOf(sketch, c.requestW);
      const { objective } = solve(dispatchLp(fleet, c.requestW, INTERVAL_S), true);
      close(sum(plan.servedW), objective);
      close(shortfallOf(sketch, c.requestW).energyJ, (sum(c.requestW) - objective) * INTERVAL_S);
    }),
    runs(300),
  );
});

test('no plan serves more of any prefix', () => {
  fc.assert(
    fc.property(oracleCases, (c) => {
      const { fleet, sketch } = sketched(c);
      const { servedW } = planOf(sketch, c.requestW);
      for (let t = 1; t <= c.intervals; t++) {
        const lp = dispatchLp(fleet, c.requestW, INTERVAL_S, { gainOf: (_, s) => (s < t ? 1 : 0) });
        close(sum(servedW.subarray(0, t)), solve(lp, true).objective);
      }
    }),
    runs(40),
  );
});

test('the cost is the least, tier by tier and PEV by PEV, and the cut energies serve the profile', () => {
  fc.assert(
    fc.property(oracleCases, (c) => {
      const { fleet, sketch } = sketched(c);
      const { servedW } = planOf(sketch, c.requestW);
      const lp = dispatchLp(fleet, servedW, INTERVAL_S, { gainOf: (i) => -fleet.price[i]!, exactly: true });
      const least = (-solve(lp, true).objective * INTERVAL_S) / 3.6e6;
      const { cost, tiers } = leastCost(fleet, servedW, INTERVAL_S);
      close(cost, least);
      close(sum(tiers.map((tier) => tier.energyJ)), sum(servedW) * INTERVAL_S);
      const cheapest = leastCostFleet(fleet, servedW, INTERVAL_S);
      close(costOf(cheapest, cheapest.energyJ), least);
      const cut = emptySketch(c.intervals, INTERVAL_S);
      const places = emptyPlaces(fleet.size);
      addFleet(cut, cheapest, places);
      const schedule = scheduleOf(planOf(cut, servedW), cut, cheapest, places);
      schedule.forEach((column, t) => assert.equal(sum(column), servedW[t]));
    }),
    runs(150),
  );
});

const costOf = (fleet: Fleet, energyJ: Float64Array): number =>
  sum(energyJ.map((e, i) => (e / 3.6e6) * fleet.price[i]!));

test('within a tree the heuristic keeps every limit, and its bound and gap are true; one interval is exact', () => {
  let optimal = 0;
  let worst = 0;
  let all = 0;
  fc.assert(
    fc.property(oracleCases, fc.array(between(0.1, 1), { minLength: 5, maxLength: 5 }), (c, shares) => {
      const { fleet } = sketched(c);
      const third = Math.ceil(fleet.size / 3);
      const start = Int32Array.from([0, third, 2 * third, 3 * third], (at) => Math.min(at, fleet.size));
      const nodesOf = (starts: Int32Array, part: number[]): Tree[number] => ({
        start: starts,
        capW: Float64Array.from(part, (share, v) =>
          Math.floor(share * sum(fleet.maxW.subarray(starts[v], starts[v + 1]))),
        ),
      });
      const tree = [
        nodesOf(start, shares.slice(0, 3)),
        nodesOf(Int32Array.of(0, start[2]!, fleet.size), shares.slice(3)),
      ];
      const nodes = tree.map((row) => ({
        capW: row.capW,
        nodeOf: Int32Array.from({ length: fleet.size }, (_, i) =>
          row.start.findLastIndex((at) => at <= i),
        ).map((v) => Math.min(v, row.capW.length - 1)),
      }));
      const plan = treePlan(fleet, tree, c.requestW, INTERVAL_S);
      const best = solve(dispatchLp(fleet, c.requestW, INTERVAL_S, { nodes }), true).objective * INTERVAL_S;
      const servedJ = sum(plan.servedW) * INTERVAL_S;
      assert.ok(servedJ <= best * (1 + 1e-9) + 1e-6);
      assert.ok(plan.boundJ >= best * (1 - 1e-9) - 1e-6);
      assert.equal(plan.gapJ, plan.boundJ - servedJ);
      const usedJ = new Float64Array(fleet.size);
      plan.setpointsW.forEach((column, t) => {
        assert.equal(sum(column), plan.servedW[t]);
        column.forEach((w, i) => {
          assert.ok(w >= 0 && w <= fleet.maxW[i]! && (w === 0 || t < fleet.stays[i]!));
          usedJ[i]! += w * INTERVAL_S;
        });
        for (const { capW, nodeOf } of nodes) {
          capW.forEach((cap, v) => assert.ok(sum(column.filter((_, i) => nodeOf[i] === v)) <= cap));
        }
      });
      usedJ.forEach((used, i) => assert.ok(used <= fleet.energyJ[i]!));
      const present = fleet.maxW.map((w, i) => (fleet.stays[i]! > 0 ? w : 0));
      const one = solve(
        dispatchLp(
          {
            ...fleet,
            energyJ: fleet.energyJ.map(() => 1e12),
            stays: fleet.stays.map((d) => Math.min(d, 1)),
          },
          Float64Array.of(1e12),
          INTERVAL_S,
          { nodes },
        ),
        true,
      );
      close(treeSupplyW(present, tree), one.objective);
      all += 1;
      if (servedJ >= best * (1 - 1e-9)) optimal += 1;
      worst = Math.max(worst, best > 0 ? 1 - servedJ / best : 0);
    }),
    runs(200),
  );
  process.stdout.write(
    `# tree heuristic: optimal on ${optimal} of ${all}, worst ${(100 * worst).toFixed(2)} % below\n`,
  );
  assert.ok(optimal >= 0.9 * all);
  assert.ok(worst < 0.2);
});
