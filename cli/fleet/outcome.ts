/** What a fleet does with a request: the plan, and the setpoints gone through once, block by block. */
import {
  type Plan,
  type Shortfall,
  addFleet,
  calmSchedule,
  countBindings,
  emptyPlaces,
  emptySketch,
  fairPlan,
  fleetOf,
  inMinimumSteps,
  liftToMinimum,
  planOf,
  scheduleOf,
  shardOf,
  shortfallOf,
  storeAt,
  treePlan,
} from '../../reference-impl/dispatch';
import type { Feeder } from './feeder-file';
import type { LoadedFleet } from './fleet-file';
import type { Request } from './request-file';

export interface Outcome {
  request: Request;
  /** W in each interval, after minimum steps and limits of the feeder. */
  servedW: Float64Array;
  /** W in each interval by kind of PEV. */
  byKindW: Float64Array[];
  /** J by PEV. */
  energyJ: Float64Array;
  /** The best plan without minimum steps and limits of a feeder, and the certificate of its shortfall. */
  plan: Plan;
  proof: Shortfall;
  bindings: ReturnType<typeof countBindings>;
  /** With a feeder: J by which the plan may be below the best possible. */
  feederGapJ?: number;
}

/** Takes the setpoints of a PEV, W, one for each interval. */
export type TakeSetpoints = (i: number, setpointW: Int32Array) => void;

/** Up to this size the plan is made as even as it can be, with a look at minimum steps in every interval. */
const SMALL = 1000;

/** Setpoints up to which a schedule with few starts and stops is looked for; it holds all of them in memory. */
const CALM_CELLS = 10_000_000;

/** PEVs whose setpoints are held in memory at a time. */
const BLOCK = 16_384;

/** Plans, and hands each PEV's setpoints to `take` in the order of the fleet (with a feeder: by node). */
export function outcomeOf(
  loaded: LoadedFleet,
  request: Request,
  feeder: Feeder | undefined,
  take: TakeSetpoints,
): Outcome {
  const { requestW, stepS } = request;
  const { fleet } = loaded;
  const sketch = emptySketch(requestW.length, stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  const proof = shortfallOf(sketch, requestW);
  const outcome: Outcome = {
    request,
    servedW: new Float64Array(requestW.length),
    byKindW: loaded.kinds.map(() => new Float64Array(requestW.length)),
    energyJ: new Float64Array(fleet.size),
    plan: planOf(sketch, requestW),
    proof,
    bindings: countBindings(fleet, proof, stepS),
  };
  if (feeder) withinFeeder(outcome, loaded, feeder, take);
  else if (fleet.size <= SMALL) note(outcome, loaded, fairPlan(fleet, requestW, stepS), (i) => i, take);
  else if (fleet.size * requestW.length <= CALM_CELLS) calmly(outcome, loaded, take);
  else inBlocks(outcome, loaded, take);
  return outcome;
}

function calmly(outcome: Outcome, loaded: LoadedFleet, take: TakeSetpoints): void {
  const { requestW, stepS } = outcome.request;
  const schedule = calmSchedule(inMinimumSteps(loaded.fleet, stepS), requestW, stepS);
  liftToMinimum(schedule, loaded.fleet, stepS, outcome.plan.firstShort);
  note(outcome, loaded, schedule, (i) => i, take);
}

/** Each block is a shard: it gets the watts that stand before its own, and no more memory than its setpoints. */
function inBlocks(outcome: Outcome, loaded: LoadedFleet, take: TakeSetpoints): void {
  const { requestW, stepS } = outcome.request;
  const fleet = inMinimumSteps(loaded.fleet, stepS);
  const sketch = emptySketch(requestW.length, stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  const plan = planOf(sketch, requestW);
  const offsets = emptySketch(requestW.length, stepS);
  const blocks = Math.ceil(fleet.size / BLOCK);
  for (let n = 0; n < blocks; n++) {
    const from = Math.floor((n * fleet.size) / blocks);
    const to = Math.floor(((n + 1) * fleet.size) / blocks);
    const block = shardOf(fleet, from, to);
    const places = emptyPlaces(block.size);
    const before = offsets.watts.slice();
    addFleet(offsets, block, places);
    const schedule = scheduleOf(plan, sketch, block, places, before);
    liftToMinimum(schedule, shardOf(loaded.fleet, from, to), stepS, plan.firstShort);
    note(outcome, loaded, schedule, (k) => from + k, take);
  }
}

function withinFeeder(
  outcome: Outcome,
  loaded: LoadedFleet,
  { order, tree }: Feeder,
  take: TakeSetpoints,
): void {
  const { requestW, stepS } = outcome.request;
  const grouped = fleetOf(Array.from(order, (i) => storeAt(loaded.fleet, i)));
  const plan = treePlan(inMinimumSteps(grouped, stepS), tree, requestW, stepS);
  outcome.feederGapJ = plan.gapJ;
  liftToMinimum(plan.setpointsW, grouped, stepS, undefined, plan.room);
  note(outcome, loaded, plan.setpointsW, (n) => order[n]!, take);
}

/** Adds up, and hands the setpoints on. */
function note(
  outcome: Outcome,
  { kindOf }: LoadedFleet,
  schedule: readonly Int32Array[],
  indexOf: (n: number) => number,
  take: TakeSetpoints,
): void {
  const own = new Int32Array(schedule.length);
  const size = schedule[0]?.length ?? 0;
  for (let n = 0; n < size; n++) {
    const i = indexOf(n);
    const kindW = outcome.byKindW[kindOf[i]!]!;
    let sumW = 0;
    for (let t = 0; t < schedule.length; t++) {
      const setpointW = schedule[t]![n]!;
      own[t] = setpointW;
      kindW[t]! += setpointW;
      outcome.servedW[t]! += setpointW;
      sumW += setpointW;
    }
    outcome.energyJ[i] = sumW * outcome.request.stepS;
    take(i, own);
  }
}
