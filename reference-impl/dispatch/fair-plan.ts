/**
 * The plan of a small fleet, as even as it can be: in each interval everybody gives the same as long as everything
 * that can be served later can still be served; from there on the time-to-go rule decides. So it serves exactly what
 * the plan serves (where no minimum step interferes), with the fewest changes and no PEV preferred without need.
 */
import { Activity } from './activity';
import type { Fleet } from './fleet';
import { respectMinimumStep } from './minimum-step';
import { planOf } from './plan';
import { semiContinuous } from './semi-continuous';
import { scheduleOf } from './schedule';
import { type Workspace, servedProfile, workspaceOf } from './served-profile';
import { setpoints } from './setpoints';
import { addFleet, emptyPlaces, emptySketch } from './sketch';

/** Beyond, planning each interval anew takes too long, and the plan is followed as it is. */
const FAIR_INTERVALS = 192;

/** Setpoints of all PEVs, W, an array for each interval. O(T · (N + T²)): for some thousand PEVs. */
export function fairPlan(fleet: Fleet, requestW: Float64Array, stepS: number): Int32Array[] {
  if (requestW.length > FAIR_INTERVALS) return asPlanned(fleet, requestW, stepS);
  const schedule: Int32Array[] = [];
  let rest = fleet;
  let before: Int32Array = new Int32Array(fleet.size);
  for (let t = 0; t < requestW.length; t++) {
    const setpointW = firstInterval(rest, requestW.subarray(t), stepS, before);
    schedule.push(setpointW);
    rest = afterInterval(rest, setpointW, stepS);
    before = setpointW;
  }
  return schedule;
}

/** The plan itself, without what would fall below a minimum step. */
function asPlanned(fleet: Fleet, requestW: Float64Array, stepS: number): Int32Array[] {
  const sketch = emptySketch(requestW.length, stepS);
  const places = emptyPlaces(fleet.size);
  addFleet(sketch, fleet, places);
  const schedule = scheduleOf(planOf(sketch, requestW), sketch, fleet, places);
  return schedule.map((column) => column.map((w, i) => (w < fleet.minW[i]! ? 0 : w)));
}

function firstInterval(fleet: Fleet, requestW: Float64Array, stepS: number, before: Int32Array): Int32Array {
  const intervals = requestW.length;
  const work = workspaceOf(intervals);
  const sketch = emptySketch(intervals, stepS);
  const places = emptyPlaces(fleet.size);
  addFleet(sketch, fleet, places);
  const servedW = servedProfile(sketch, requestW, work);
  const setpointW = evenly(fleet, servedW[0]!, stepS, before);
  if (
    sum(setpointW) === servedW[0] &&
    serves(afterInterval(fleet, setpointW, stepS), servedW.subarray(1), stepS, work)
  ) {
    return setpointW;
  }
  const { levels } = planOf(sketch, requestW, work);
  setpoints(new Activity(sketch, levels).to(0), fleet, places, setpointW);
  respectMinimumStep(setpointW, fleet.minW, possibleW(fleet, stepS));
  return setpointW;
}

/** The same for all, as far as each can; who gave before goes on before others begin. */
function evenly(fleet: Fleet, powerW: number, stepS: number, before: Int32Array): Int32Array {
  const setpointW = new Int32Array(fleet.size);
  const maxW = possibleW(fleet, stepS);
  const lasts = (i: number): number => (maxW[i] === 0 ? 0 : fleet.energyJ[i]! / maxW[i]!);
  const order = Uint32Array.from(fleet.maxW.keys()).toSorted(
    (a, b) => Number(before[b]! > 0) - Number(before[a]! > 0) || lasts(b) - lasts(a) || a - b,
  );
  semiContinuous({ ...fleet, maxW }, order, powerW, setpointW);
  return setpointW;
}

/** What each can give in the first interval, W. */
function possibleW(fleet: Fleet, stepS: number): Int32Array {
  return fleet.maxW.map((w, i) =>
    fleet.stays[i] === 0 ? 0 : Math.min(w, Math.floor(fleet.energyJ[i]! / stepS)),
  );
}

function serves(fleet: Fleet, servedW: Float64Array, stepS: number, work: Workspace): boolean {
  if (servedW.length === 0) return true;
  const sketch = emptySketch(servedW.length, stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  return sum(servedProfile(sketch, servedW, work)) === sum(servedW);
}

function afterInterval(fleet: Fleet, setpointW: Int32Array, stepS: number): Fleet {
  return {
    ...fleet,
    energyJ: fleet.energyJ.map((e, i) => e - setpointW[i]! * stepS),
    stays: fleet.stays.map((d) => Math.max(0, d - 1)),
  };
}

function sum(values: Int32Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
