/**
 * A fleet of any size as one small table. A PEV that can give E watt-intervals at up to p watts and stays d
 * intervals is the same as two stores whose energy lasts a whole number of intervals at full power:
 * p − r watts for q intervals and r watts for q + 1, where E = q·p + r. So the fleet is fully described by the watts
 * in each cell (stay, duration), and cells add: a PEV that joins or leaves is two additions, shards merge by sums.
 */
import type { Fleet } from './fleet';

export interface Sketch {
  /** T, the number of intervals planned. */
  readonly intervals: number;
  /** Length of one interval, s. */
  readonly stepS: number;
  /** W in the cell of a stay d and a duration j, both 0..T, at d·(T+1)+j. */
  readonly watts: Float64Array;
}

/** The longest horizon: power times intervals must fit 31 bits. */
export const GREATEST_INTERVALS = 2047;

/** The sketch of no PEV at all. Throws a RangeError for a horizon that cannot be planned. */
export function emptySketch(intervals: number, stepS: number): Sketch {
  if (!(intervals >= 1 && intervals <= GREATEST_INTERVALS && stepS > 0)) {
    throw new RangeError(`${intervals} intervals of ${stepS} s cannot be planned`);
  }
  // One cell more than the table has, so that every cell has a next one.
  return { intervals, stepS, watts: new Float64Array((intervals + 1) * (intervals + 1) + 1) };
}

/**
 * Where a PEV stands in the sketch: `maxW − restW` watts in `cell`, `restW` watts in the next one. Energy below one
 * watt-interval is left out, since a setpoint is a whole number of watts for a whole interval.
 */
export interface Place {
  cell: number;
  restW: number;
}

export function placeOf(
  intervals: number,
  stepS: number,
  maxW: number,
  energyJ: number,
  stays: number,
): Place {
  const stay = Math.min(stays, intervals);
  const units = Math.min(Math.floor(energyJ / stepS), maxW * stay);
  const duration = maxW === 0 ? 0 : Math.floor(units / maxW);
  return { cell: stay * (intervals + 1) + duration, restW: units - duration * maxW };
}

/** Adds (sign 1) or takes away (sign −1) one PEV. O(1), and exactly undone by the opposite sign. */
export function addStore(sketch: Sketch, maxW: number, energyJ: number, stays: number, sign: 1 | -1): void {
  const { cell, restW } = placeOf(sketch.intervals, sketch.stepS, maxW, energyJ, stays);
  sketch.watts[cell]! += sign * (maxW - restW);
  sketch.watts[cell + 1]! += sign * restW;
}

/** Where every PEV of a fleet stands, for as long as the fleet does not change. */
export interface Places {
  readonly cell: Int32Array;
  readonly restW: Int32Array;
}

export function emptyPlaces(size: number): Places {
  return { cell: new Int32Array(size), restW: new Int32Array(size) };
}

/** PEVs that are gone through at a time, so that what the first loop writes is still near when the second reads it. */
const BLOCK = 4096;

/** Adds a whole fleet, and notes each PEV's place. O(N), the only pass over the fleet that a plan needs. */
export function addFleet(sketch: Sketch, fleet: Fleet, places: Places): void {
  for (let from = 0; from < fleet.size; from += BLOCK) {
    const to = Math.min(from + BLOCK, fleet.size);
    locate(sketch, fleet, places, from, to);
    accumulate(sketch.watts, fleet.maxW, places, from, to);
  }
}

/** placeOf for a range, without branches: a ∧ (a ≫ 31) is min(0, a). */
function locate(sketch: Sketch, fleet: Fleet, places: Places, from: number, to: number): void {
  const { intervals, stepS } = sketch;
  const { maxW, energyJ, stays } = fleet;
  const { cell, restW } = places;
  const row = (intervals + 1) | 0;
  for (let i = from; i < to; i++) {
    const powerW = maxW[i]!;
    const laterThanAll = (stays[i]! - intervals) | 0;
    const stay = (intervals + (laterThanAll & (laterThanAll >> 31))) | 0;
    const greatest = Math.imul(powerW, stay);
    const over = (Math.min(energyJ[i]! / stepS, 0x7fffffff) | 0) - greatest;
    const units = (greatest + (over & (over >> 31))) | 0;
    const duration = (units / powerW) | 0;
    cell[i] = (Math.imul(stay, row) + duration) | 0;
    restW[i] = (units - Math.imul(duration, powerW)) | 0;
  }
}

function accumulate(watts: Float64Array, maxW: Int32Array, places: Places, from: number, to: number): void {
  const { cell, restW } = places;
  for (let i = from; i < to; i++) {
    const at = cell[i]!;
    const rest = restW[i]!;
    watts[at]! += maxW[i]! - rest;
    watts[at + 1]! += rest;
  }
}

/** Adds the sketch of another shard. */
export function merge(into: Sketch, other: Sketch): void {
  for (let cell = 0; cell < into.watts.length; cell++) into.watts[cell]! += other.watts[cell]!;
}

export function copyOf(sketch: Sketch): Sketch {
  return { ...sketch, watts: sketch.watts.slice() };
}
