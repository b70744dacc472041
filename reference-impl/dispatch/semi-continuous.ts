/**
 * One interval with PEVs that give nothing or at least their minimum step (PR2: P_min). Which of them give is a
 * question of subset sums, so this is EXACT only where windows are wide: when somebody who gives has a window
 * maxW − minW of at least the largest minimum step, nothing is left over. Otherwise HEURISTIC: what could
 * not be placed is reported, never hidden.
 */
import type { Fleet } from './fleet';

export interface Placed {
  servedW: number;
  /** What was asked and is not served, W. */
  shortfallW: number;
}

/**
 * Takes PEVs in the given order while the sum of their minimum steps fits into the request, then gives all of them
 * the same as far as their windows allow. Writes the setpoints, W; O(N log W).
 */
export function semiContinuous(fleet: Fleet, order: Uint32Array, requestW: number, out: Int32Array): Placed {
  const { maxW, minW } = fleet;
  out.fill(0);
  const taken: number[] = [];
  let leastW = 0;
  for (const i of order) {
    if (maxW[i] === 0 || minW[i]! > maxW[i]! || leastW + minW[i]! > requestW) continue;
    taken.push(i);
    leastW += minW[i]!;
  }
  const atLevel = (levelW: number): number => taken.reduce((sum, i) => sum + within(fleet, i, levelW), 0);
  let levelW = 0;
  for (let step = 2 ** 20; step >= 1; step /= 2) if (atLevel(levelW + step) <= requestW) levelW += step;
  let leftW = requestW - atLevel(levelW);
  let servedW = 0;
  for (const i of taken) {
    let setpointW = within(fleet, i, levelW);
    if (leftW > 0 && within(fleet, i, levelW + 1) > setpointW) {
      setpointW += 1;
      leftW -= 1;
    }
    out[i] = setpointW;
    servedW += setpointW;
  }
  return { servedW, shortfallW: requestW - servedW };
}

function within(fleet: Fleet, i: number, levelW: number): number {
  return Math.min(fleet.maxW[i]!, Math.max(fleet.minW[i]!, levelW));
}

/** How many PEVs beyond the marginal one are tried as the last before watts are left over. */
const NEIGHBOURS = 64;

/**
 * The same in strict order (say of price): each gives all it can until the request is met; where the last one would
 * fall below its minimum step, those before it make room, dearest first, or the next one that fits takes its place.
 */
export function semiContinuousMerit(
  fleet: Fleet,
  order: Uint32Array,
  requestW: number,
  out: Int32Array,
): Placed {
  const { maxW, minW } = fleet;
  out.fill(0);
  let leftW = requestW;
  let n = 0;
  for (; n < order.length; n++) {
    const i = order[n]!;
    if (minW[i]! > maxW[i]!) continue;
    if (maxW[i]! > leftW) break;
    out[i] = maxW[i]!;
    leftW -= maxW[i]!;
  }
  for (let m = n; m < Math.min(order.length, n + NEIGHBOURS) && leftW > 0; m++) {
    const i = order[m]!;
    if (minW[i]! > maxW[i]!) continue;
    const setpointW = Math.min(maxW[i]!, Math.max(minW[i]!, leftW));
    if (!makeRoom(fleet, order, n, setpointW - leftW, out)) continue;
    out[i] = setpointW;
    leftW = Math.max(0, leftW - setpointW);
  }
  return { servedW: requestW - leftW, shortfallW: leftW };
}

/** Takes `roomW` from the PEVs before the `n`th, the last of them first, each down to its minimum step; false where it cannot. */
function makeRoom(fleet: Fleet, order: Uint32Array, n: number, roomW: number, out: Int32Array): boolean {
  let possibleW = 0;
  for (let m = n - 1; m >= 0 && possibleW < roomW; m--) possibleW += slackOf(fleet, order[m]!, out);
  if (possibleW < roomW) return false;
  for (let m = n - 1, leftW = roomW; m >= 0 && leftW > 0; m--) {
    const i = order[m]!;
    const lessW = Math.min(leftW, slackOf(fleet, i, out));
    out[i]! -= lessW;
    leftW -= lessW;
  }
  return true;
}

function slackOf(fleet: Fleet, i: number, out: Int32Array): number {
  return Math.max(0, out[i]! - fleet.minW[i]!);
}
