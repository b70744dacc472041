/** The core alone: times as ratios to a plain pass, and how they grow with the fleet. */
import {
  type Fleet,
  PowerIndex,
  type Tree,
  addStore,
  planOf,
  treeLevel,
  waterLevel,
  writeLevel,
} from '../../../reference-impl/dispatch';
import { INTERVALS, STEP_S, constantRequest, random, randomFleet, supplyW } from '../fleets';
import { growthExponent, measure } from '../measure';
import { plainFleetPass, plainPowerPass } from '../plain-pass';
import { planAll, plannerOf } from '../planner';
import { type Row, factor, timeText } from '../report';

const MILLION = 1_000_000;

/** Least processor times of one size of fleet, ms. */
export interface SizeTimes {
  size: number;
  plan: number;
  replan: number;
  level: number;
  event: number;
  /** Looking up one PEV at random: memory, not the core. */
  lookUp: number;
  tree: number;
  plainFleet: number;
  plainPower: number;
}

export function timesOf(size: number): SizeTimes {
  const fleet = randomFleet(size);
  const requestW = constantRequest(fleet, 0.12);
  const planner = plannerOf(fleet, requestW);
  const halfW = Math.floor(supplyW(fleet) / 2);
  const { maxW, energyJ, stays } = fleet;
  const { setpointW: out, sketch, work } = planner;
  const tree = feeders(fleet);
  const index = indexOf(fleet);
  const draw = random(1);
  let last = 0;
  // Depends on the one before, so that the processor cannot fetch several at a time: powers are below 2^30 W.
  const anybody = (): number => Math.floor(draw() * size) ^ (last >>> 30);
  const rounds = size > MILLION ? 5 : 15;
  const times = measure(
    {
      plainFleet: () => plainFleetPass(fleet, out),
      plainPower: () => plainPowerPass(maxW, out),
      plan: () => planAll(planner, fleet, requestW),
      level: () => writeLevel(maxW, waterLevel(maxW, halfW), out, 17),
      tree: () => treeLevel(maxW, tree, Math.floor(halfW / 2), out),
      replan: () => {
        const i = anybody();
        addStore(sketch, maxW[i]!, energyJ[i]!, stays[i]!, -1);
        planOf(sketch, requestW, work);
        addStore(sketch, maxW[i]!, energyJ[i]!, stays[i]!, 1);
      },
      lookUp: () => (last = maxW[anybody()]!),
      event: () => {
        last = maxW[anybody()]!;
        index.add(last, -1);
        index.level(halfW);
        index.add(last, 1);
      },
    },
    rounds,
  );
  return { size, ...times };
}

function indexOf(fleet: Fleet): PowerIndex {
  const index = new PowerIndex(2 ** 15 - 1);
  for (const powerW of fleet.maxW) index.add(powerW, 1);
  return index;
}

/** About 8.5 PEVs behind one ESCI and 60 ESCIs on a feeder; every other node is too small for its PEVs. */
function feeders(fleet: Fleet): Tree {
  const starts = [0];
  for (let n = 0; starts.at(-1)! < fleet.size; n++)
    starts.push(Math.min(fleet.size, starts.at(-1)! + (n % 2 === 0 ? 8 : 9)));
  const row = (start: number[], share: (v: number) => number): Tree[number] => ({
    start: Int32Array.from(start),
    capW: Float64Array.from({ length: start.length - 1 }, (_, v) =>
      Math.floor(share(v) * fleet.maxW.subarray(start[v], start[v + 1]).reduce((sum, w) => sum + w, 0)),
    ),
  });
  const feederStarts = starts.filter((_, n) => n % 60 === 0);
  if (feederStarts.at(-1) !== fleet.size) feederStarts.push(fleet.size);
  return [row(starts, (v) => (v % 2 === 0 ? 0.6 : 1)), row(feederStarts, (v) => (v % 2 === 0 ? 0.5 : 1))];
}

export function coreRows(times: readonly SizeTimes[]): Row[] {
  const million = times.find((t) => t.size === MILLION)!;
  const exponent = (of: (t: SizeTimes) => number, from = 0): number =>
    growthExponent(times.filter((t) => t.size >= from).map((t) => ({ size: t.size, value: of(t) })));
  const planRatio = million.plan / million.plainFleet;
  const levelRatio = million.level / million.plainPower;
  const replanGrowth = exponent((t) => t.replan);
  const eventGrowth = exponent((t) => t.event - t.lookUp);
  const treeGrowth = exponent((t) => t.tree, 10_000);
  const last = times.at(-1)!;
  const at = `at ${last.size.toLocaleString('en-US')} PEVs`;
  return [
    {
      metric: `plan and setpoints, 10⁶ × ${INTERVALS} of ${STEP_S / 60} min`,
      measured: `${factor(planRatio)} a plain pass (${timeText(million.plan)})`,
      gate: '≤ 15× a plain pass',
      goal: '≤ 15 ms',
      pass: planRatio <= 15,
      values: { ratio: planRatio, ms: million.plan, plainMs: million.plainFleet },
    },
    {
      metric: 're-plan after an event',
      measured: `growth N^${replanGrowth.toFixed(3)} (${timeText(last.replan)} ${at})`,
      gate: 'exponent ≤ 0.05',
      goal: '≤ 0.2 ms at any N',
      pass: replanGrowth <= 0.05,
      values: { exponent: replanGrowth, ms: last.replan },
    },
    {
      metric: 'one interval, max-min, 10⁶',
      measured: `${factor(levelRatio)} a plain pass (${timeText(million.level)})`,
      gate: '≤ 6× a plain pass',
      goal: '≤ 5 ms',
      pass: levelRatio <= 6,
      values: { ratio: levelRatio, ms: million.level, plainMs: million.plainPower },
    },
    {
      metric: 'leave, new level, join',
      measured: `growth N^${eventGrowth.toFixed(3)} beside the look-up (${timeText(last.event)}, of it ${timeText(last.lookUp)}, ${at})`,
      gate: 'exponent ≤ 0.15',
      goal: '≤ 0.6 µs',
      pass: eventGrowth <= 0.15,
      values: { exponent: eventGrowth, ms: last.event, lookUpMs: last.lookUp },
    },
    {
      metric: 'one interval behind feeders, 10⁶',
      measured: `growth N^${treeGrowth.toFixed(3)} (${timeText(million.tree)})`,
      gate: 'exponent ≤ 1.1',
      goal: '≤ 50 ms',
      pass: treeGrowth <= 1.1,
      values: { exponent: treeGrowth, ms: million.tree },
    },
  ];
}
