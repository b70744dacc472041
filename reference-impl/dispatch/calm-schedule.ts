/**
 * A schedule with less coming and going. The plan's own schedule takes PEVs in turns, so that many start and stop in
 * every interval; where later intervals leave room, this one lets who gives go on giving and new ones wait. It serves
 * exactly what the plan serves, in every interval: each swap is tried on the sketch of what remains and taken back
 * where the rest could not be served any more. HEURISTIC in the number of changes only.
 */
import { Activity } from './activity';
import type { Fleet } from './fleet';
import { planOf } from './plan';
import { type Workspace, servedProfile, workspaceOf } from './served-profile';
import { setpoints } from './setpoints';
import { type Places, type Sketch, addFleet, addStore, copyOf, emptyPlaces, emptySketch } from './sketch';

/** Swaps that are tried to find how many the rest allows. */
const TRIALS = 6;

/** Setpoints of all PEVs, W, an array for each interval. O(T · (N + T²)). */
export function calmSchedule(fleet: Fleet, requestW: Float64Array, stepS: number): Int32Array[] {
  const rest: Fleet = { ...fleet, energyJ: fleet.energyJ.slice(), stays: fleet.stays.slice() };
  const places = emptyPlaces(fleet.size);
  const schedule: Int32Array[] = [];
  let before: Int32Array = new Int32Array(fleet.size);
  for (let t = 0; t < requestW.length; t++) {
    const setpointW = firstInterval(rest, requestW.subarray(t), stepS, places, before);
    for (let i = 0; i < fleet.size; i++) {
      rest.energyJ[i]! -= setpointW[i]! * stepS;
      if (rest.stays[i]! > 0) rest.stays[i]! -= 1;
    }
    schedule.push(setpointW);
    before = setpointW;
  }
  return schedule;
}

function firstInterval(
  fleet: Fleet,
  requestW: Float64Array,
  stepS: number,
  places: Places,
  before: Int32Array,
): Int32Array {
  const intervals = requestW.length;
  const sketch = emptySketch(intervals, stepS);
  addFleet(sketch, fleet, places);
  const plan = planOf(sketch, requestW);
  const setpointW = new Int32Array(fleet.size);
  setpoints(new Activity(sketch, plan.levels).to(0), fleet, places, setpointW);
  const swaps = swapsOf(fleet, stepS, before, setpointW, intervals);
  if (intervals === 1) swap(swaps, swaps.mostW, fleet, setpointW, () => undefined);
  else
    swapWhileServed(
      swaps,
      fleet,
      setpointW,
      remaining(fleet, setpointW, intervals - 1, stepS),
      plan.servedW.subarray(1),
    );
  return setpointW;
}

/** Who could go on giving, and who could wait in turn. */
interface Swaps {
  /** Gave before, is not planned to give, could give all its power: longest-lasting first. */
  staying: Int32Array;
  /** Gave nothing before and is planned to give: whoever has most time left beyond its energy first. */
  waiting: Int32Array;
  /** The most that can be swapped, W. */
  mostW: number;
}

function swapsOf(
  fleet: Fleet,
  stepS: number,
  before: Int32Array,
  setpointW: Int32Array,
  intervals: number,
): Swaps {
  const { maxW, energyJ, stays, size } = fleet;
  const staying: number[] = [];
  const waiting: number[] = [];
  let stayingW = 0;
  let waitingW = 0;
  for (let i = 0; i < size; i++) {
    if (before[i]! > 0 && setpointW[i] === 0 && stays[i]! > 0 && energyJ[i]! >= maxW[i]! * stepS) {
      staying.push(i);
      stayingW += maxW[i]!;
    } else if (before[i] === 0 && setpointW[i]! > 0) {
      waiting.push(i);
      waitingW += setpointW[i]!;
    }
  }
  const lasts = (i: number): number => Math.min(intervals, Math.floor(energyJ[i]! / (maxW[i]! * stepS)));
  return {
    staying: greatestFirst(staying, lasts, intervals),
    waiting: greatestFirst(waiting, (i) => Math.max(0, Math.min(intervals, stays[i]!) - lasts(i)), intervals),
    mostW: Math.min(stayingW, waitingW),
  };
}

/** Sorted by a whole key from 0 to `greatest`, equal keys in their order. */
function greatestFirst(pevs: readonly number[], key: (i: number) => number, greatest: number): Int32Array {
  const from = new Int32Array(greatest + 2);
  for (const i of pevs) from[greatest - key(i) + 1]! += 1;
  for (let k = 0; k <= greatest; k++) from[k + 1]! += from[k]!;
  const sorted = new Int32Array(pevs.length);
  for (const i of pevs) sorted[from[greatest - key(i)]!++] = i;
  return sorted;
}

/** What remains after the interval, as a sketch. */
function remaining(fleet: Fleet, setpointW: Int32Array, intervals: number, stepS: number): Sketch {
  const sketch = emptySketch(intervals, stepS);
  const after: Fleet = {
    ...fleet,
    energyJ: fleet.energyJ.map((e, i) => e - setpointW[i]! * stepS),
    stays: fleet.stays.map((d) => Math.max(0, d - 1)),
  };
  addFleet(sketch, after, emptyPlaces(fleet.size));
  return sketch;
}

/** Swaps as much as leaves everything served later: all, or by halves what some trials find. */
function swapWhileServed(
  swaps: Swaps,
  fleet: Fleet,
  setpointW: Int32Array,
  after: Sketch,
  servedW: Float64Array,
): void {
  const work = workspaceOf(after.intervals);
  let tooMuchW = swaps.mostW + 1;
  let goodW = 0;
  let tryW = swaps.mostW;
  for (let trial = 0; trial < TRIALS && tryW > goodW; trial++) {
    const sketch = copyOf(after);
    swap(swaps, tryW, fleet, setpointW.slice(), (i, fromW, toW) => move(sketch, fleet, i, fromW, toW));
    if (serves(sketch, servedW, work)) goodW = tryW;
    else tooMuchW = tryW;
    tryW = Math.floor((goodW + tooMuchW) / 2);
  }
  if (goodW > 0) swap(swaps, goodW, fleet, setpointW, () => undefined);
}

/** Lets the first of the staying give as far as `powerW` reaches, and takes the same from the first of the waiting. */
function swap(
  { staying, waiting }: Swaps,
  powerW: number,
  { maxW }: Fleet,
  setpointW: Int32Array,
  note: (i: number, fromW: number, toW: number) => void,
): void {
  let leftW = 0;
  for (const i of staying) {
    if (leftW + maxW[i]! > powerW) break;
    setpointW[i] = maxW[i]!;
    leftW += maxW[i]!;
    note(i, 0, maxW[i]!);
  }
  for (const i of waiting) {
    if (leftW === 0) break;
    const lessW = Math.min(leftW, setpointW[i]!);
    note(i, setpointW[i]!, setpointW[i]! - lessW);
    setpointW[i]! -= lessW;
    leftW -= lessW;
  }
}

/** A PEV's changed setpoint in the sketch of what remains. */
function move(sketch: Sketch, { maxW, energyJ, stays }: Fleet, i: number, fromW: number, toW: number): void {
  const stay = Math.max(0, stays[i]! - 1);
  addStore(sketch, maxW[i]!, energyJ[i]! - fromW * sketch.stepS, stay, -1);
  addStore(sketch, maxW[i]!, energyJ[i]! - toW * sketch.stepS, stay, 1);
}

function serves(sketch: Sketch, servedW: Float64Array, work: Workspace): boolean {
  const possibleW = servedProfile(sketch, servedW, work);
  return possibleW.every((w, t) => w === servedW[t]);
}
