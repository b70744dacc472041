/** The plan of a fleet over many intervals, from its sketch alone: O(T²) at any number of PEVs. */
import { type Levels, levelsOf } from './levels';
import { type Workspace, servedProfile, workspaceOf } from './served-profile';
import type { Sketch } from './sketch';

export interface Plan {
  readonly intervals: number;
  /** Length of one interval, s. */
  readonly stepS: number;
  readonly requestW: Float64Array;
  /** What is served; with `shortfallW` it is the request, to the watt. */
  readonly servedW: Float64Array;
  readonly levels: Levels;
  /** The first interval that is not served in full; `intervals` where all are. */
  readonly firstShort: number;
  /** Energy asked for that nobody can give, J: the least of any plan. */
  readonly unservedJ: number;
}

/** Plans a request, W in each interval (whole, ≥ 0). Exact: least energy unserved and longest full service, at once. */
export function planOf(
  sketch: Sketch,
  requestW: Float64Array,
  work: Workspace = workspaceOf(sketch.intervals),
): Plan {
  const { intervals, stepS } = sketch;
  const servedW = servedProfile(sketch, requestW, work);
  let firstShort = intervals;
  let unservedW = 0;
  for (let t = intervals - 1; t >= 0; t--) {
    const missingW = requestW[t]! - servedW[t]!;
    unservedW += missingW;
    if (missingW > 0) firstShort = t;
  }
  const levels = levelsOf(sketch, servedW);
  return { intervals, stepS, requestW, servedW, levels, firstShort, unservedJ: unservedW * stepS };
}
