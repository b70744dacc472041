/**
 * Why a request cannot be served: the intervals in which it asks for more than everybody together can give. The
 * proof is checkable with the fleet alone: served in total = asked outside these intervals + what the fleet can give
 * inside them, and no plan can do better (min-cut).
 */
import { type Workspace, tabulateSupply, workspaceOf } from './served-profile';
import type { Sketch } from './sketch';

export interface Shortfall {
  /** J that no plan can serve. */
  energyJ: number;
  /** 1 for each interval of the set that proves it. */
  inSet: Uint8Array;
  /** J asked for in these intervals. */
  askedJ: number;
  /** J that the fleet can give in these intervals. */
  capacityJ: number;
}

/** The smallest shortfall of any plan, with its proof; energyJ 0 and an empty set where all can be served. O(T²). */
export function shortfallOf(
  sketch: Sketch,
  requestW: Float64Array,
  work: Workspace = workspaceOf(sketch.intervals),
): Shortfall {
  const { intervals, stepS } = sketch;
  const row = intervals + 1;
  const { supply, slack } = work;
  tabulateSupply(sketch, work);
  const taken = new Uint8Array(row * row);
  slack.fill(Infinity);
  slack[0] = 0;
  for (let t = 0; t < intervals; t++) {
    for (let k = t + 1; k > 0; k--) {
      const used = slack[k - 1]! - requestW[t]!;
      if (used < slack[k]!) {
        slack[k] = used;
        taken[t * row + k] = 1;
      }
      slack[k]! += supply[(t + 1) * row + k]!;
    }
  }
  let worst = 0;
  for (let k = 1; k <= intervals; k++) if (slack[k]! < slack[worst]!) worst = k;
  const inSet = new Uint8Array(intervals);
  let askedW = 0;
  for (let t = intervals - 1, k = worst; t >= 0; t--) {
    if (taken[t * row + k] === 0) continue;
    inSet[t] = 1;
    askedW += requestW[t]!;
    k--;
  }
  const missingW = Math.max(0, -slack[worst]!);
  return { energyJ: missingW * stepS, inSet, askedJ: askedW * stepS, capacityJ: (askedW - missingW) * stepS };
}
