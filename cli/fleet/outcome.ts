/** What a fleet does with a request: the plan, and the setpoints gone through once, block by block. */
import {
  type Fleet,
  type Plan,
  type Shortfall,
  type Sketch,
  addFleet,
  countBindings,
  emptyPlaces,
  emptySketch,
  inMinimumSteps,
  liftToMinimum,
  planOf,
  scheduleOf,
  shardOf,
  shortfallOf,
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
  /** The plan without limits of a feeder, and the certificate of its shortfall. */
  plan: Plan;
  proof: Shortfall;
  bindings: ReturnType<typeof countBindings>;
  /** J that are not served, though available, because of minimum steps. */
  minimumStepJ: number;
  /** With a feeder: J by which the plan may be below the best possible. */
  feederGapJ?: number;
}

/** Takes the setpoints of a PEV, W, one for each interval. */
export type TakeSetpoints = (i: number, setpointW: Int32Array) => void;

/** PEVs whose setpoints are held in memory at a time. */
const BLOCK = 16_384;

/** Plans, and hands each PEV's setpoints to `take` in the order of the fleet. */
export function outcomeOf(
  loaded: LoadedFleet,
  request: Request,
  feeder: Feeder | undefined,
  take: TakeSetpoints,
): Outcome {
  const { requestW, stepS } = request;
  const fleet = inMinimumSteps(loaded.fleet, stepS);
  const sketch = emptySketch(requestW.length, stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  const plan = planOf(sketch, requestW);
  const proof = shortfallOf(sketch, requestW);
  const outcome: Outcome = {
    request,
    servedW: new Float64Array(requestW.length),
    byKindW: loaded.kinds.map(() => new Float64Array(requestW.length)),
    energyJ: new Float64Array(fleet.size),
    plan,
    proof,
    bindings: countBindings(fleet, proof, stepS),
    minimumStepJ: 0,
  };
  if (feeder) withinFeeder(outcome, loaded, fleet, feeder, take);
  else inBlocks(outcome, loaded, fleet, sketch, take);
  return outcome;
}

/** Each block is a shard: it gets the watts that stand before its own, and no more memory than its setpoints. */
function inBlocks(
  outcome: Outcome,
  loaded: LoadedFleet,
  fleet: Fleet,
  sketch: Sketch,
  take: TakeSetpoints,
): void {
  const offsets = emptySketch(sketch.intervals, sketch.stepS);
  for (let from = 0; from < fleet.size; from += BLOCK) {
    const block = shardOf(fleet, from, Math.min(from + BLOCK, fleet.size));
    const places = emptyPlaces(block.size);
    const before = offsets.watts.slice();
    addFleet(offsets, block, places);
    const schedule = scheduleOf(outcome.plan, sketch, block, places, before);
    note(outcome, loaded, schedule, shardOf(loaded.fleet, from, from + block.size), (n) => from + n, take);
  }
}

function withinFeeder(
  outcome: Outcome,
  loaded: LoadedFleet,
  fleet: Fleet,
  { order, tree }: Feeder,
  take: TakeSetpoints,
): void {
  const { requestW, stepS } = outcome.request;
  const { setpointsW, gapJ } = treePlan(inOrder(fleet, order), tree, requestW, stepS);
  outcome.feederGapJ = gapJ;
  note(outcome, loaded, setpointsW, inOrder(loaded.fleet, order), (n) => order[n]!, take);
}

function inOrder(fleet: Fleet, order: Uint32Array): Fleet {
  return {
    size: fleet.size,
    maxW: Int32Array.from(order, (i) => fleet.maxW[i]!),
    minW: Int32Array.from(order, (i) => fleet.minW[i]!),
    energyJ: Float64Array.from(order, (i) => fleet.energyJ[i]!),
    stays: Int32Array.from(order, (i) => fleet.stays[i]!),
    price: Uint16Array.from(order, (i) => fleet.price[i]!),
  };
}

/** Brings all to their minimum steps, adds up, and hands the setpoints on. */
function note(
  outcome: Outcome,
  { kindOf }: LoadedFleet,
  schedule: readonly Int32Array[],
  part: Fleet,
  indexOf: (n: number) => number,
  take: TakeSetpoints,
): void {
  const { stepS } = outcome.request;
  for (const lostW of liftToMinimum(schedule, part, stepS)) outcome.minimumStepJ += lostW * stepS;
  const own = new Int32Array(schedule.length);
  for (let n = 0; n < part.size; n++) {
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
    outcome.energyJ[i] = sumW * stepS;
    take(i, own);
  }
}
