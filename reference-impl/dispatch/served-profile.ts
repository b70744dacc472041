/**
 * How much of a request can be served, interval by interval.
 *
 * What a fleet can give over a set S of intervals is f(S) = Σ min(energy, power · intervals of S before it leaves).
 * A profile is servable exactly when no set S asks more than f(S) (max-flow, min-cut). All windows begin now, so only
 * the number of intervals of S so far matters and the worst set is found by a table over (interval, number): O(T²),
 * whatever the size of the fleet. Serving as much as possible in order of time makes every prefix as large as any
 * plan can make it: least energy unserved and longest duration at the requested power, both at once. Exact.
 */
import type { Sketch } from './sketch';

/** Memory for a plan of so many intervals, to be used again: a re-plan then allocates next to nothing. */
export interface Workspace {
  /** W-intervals that the PEVs staying d intervals can give in k of them, at d·(T+1)+k. */
  readonly supply: Float64Array;
  /** The same of all who have not left yet, by k. */
  readonly staying: Float64Array;
  /** Least slack of a set with k intervals so far. */
  readonly slack: Float64Array;
}

export function workspaceOf(intervals: number): Workspace {
  const row = intervals + 1;
  return {
    supply: new Float64Array(row * row),
    staying: new Float64Array(row),
    slack: new Float64Array(row),
  };
}

/** W served in each interval; never more than asked. */
export function servedProfile(
  sketch: Sketch,
  requestW: Float64Array,
  work: Workspace = workspaceOf(sketch.intervals),
): Float64Array {
  const { intervals } = sketch;
  const row = intervals + 1;
  const { supply, staying, slack } = work;
  tabulateSupply(sketch, work);
  slack.fill(Infinity);
  slack[0] = 0;
  const servedW = new Float64Array(intervals);
  for (let t = 0; t < intervals; t++) {
    let powerW = requestW[t]!;
    for (let k = 0; k <= t; k++) {
      const boundW = slack[k]! + staying[k + 1]!;
      if (boundW < powerW) powerW = boundW;
    }
    servedW[t] = powerW;
    const leaving = (t + 1) * row;
    for (let k = t + 1; k > 0; k--) {
      const idle = slack[k]!;
      const used = slack[k - 1]! - powerW;
      slack[k] = (used < idle ? used : idle) + supply[leaving + k]!;
      staying[k]! -= supply[leaving + k]!;
    }
    for (let k = t + 2; k <= intervals; k++) staying[k]! -= supply[leaving + k]!;
  }
  return servedW;
}

/** Fills `supply` and, for all PEVs, `staying`. */
export function tabulateSupply(sketch: Sketch, work: Workspace): void {
  const { intervals, watts } = sketch;
  const row = intervals + 1;
  const { supply, staying } = work;
  staying.fill(0);
  for (let d = 1; d <= intervals; d++) {
    const base = d * row;
    let lastingW = 0;
    for (let j = 1; j <= d; j++) lastingW += watts[base + j]!;
    let sum = 0;
    supply[base] = 0;
    for (let k = 1; k <= intervals; k++) {
      sum += lastingW;
      supply[base + k] = sum;
      staying[k]! += sum;
      if (k <= d) lastingW -= watts[base + k]!;
    }
  }
}
