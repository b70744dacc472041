/**
 * Making good for a PEV that left or fell short without moving the whole fleet: the fewest others take over. In
 * exchange shares become a little unequal, up to a budget; where it does not suffice, the fleet is levelled anew.
 */

/** Most PEVs that are moved this way; needing more, a new level is the better answer. */
const GREATEST_MOVES = 32;

/**
 * Raises as few setpoints as it can by `missingW` together, none above `levelW + gapW` nor above its own limit.
 * Changes `setpointW` in place and returns the PEVs moved, or null (nothing changed) where a new level is needed.
 */
export function takeOver(
  setpointW: Int32Array,
  maxW: Int32Array,
  missingW: number,
  levelW: number,
  gapW: number,
): number[] | null {
  const freeW = (i: number): number => Math.min(maxW[i]!, levelW + gapW) - setpointW[i]!;
  const best: number[] = [];
  let coverW = 0;
  for (let i = 0; i < setpointW.length; i++) {
    if (freeW(i) <= 0) continue;
    // The ones with most room, the first PEV first among equals.
    let at = best.length;
    while (at > 0 && freeW(best[at - 1]!) < freeW(i)) at--;
    if (at === best.length && coverW >= missingW) continue;
    best.splice(at, 0, i);
    coverW += freeW(i);
    while (best.length > 1 && coverW - freeW(best.at(-1)!) >= missingW) coverW -= freeW(best.pop()!);
    if (best.length > GREATEST_MOVES) coverW -= freeW(best.pop()!);
  }
  if (coverW < missingW) return null;
  let leftW = missingW;
  for (const i of best) {
    const moreW = Math.min(leftW, freeW(i));
    setpointW[i]! += moreW;
    leftW -= moreW;
  }
  return best.toSorted((a, b) => a - b);
}
