/**
 * How much to ask of one PEV: the wanted power, held below what it last reported as available in power and, over
 * the whole rest of the event, in energy (PR2-A-15).
 */

export interface Stretch {
  durationMs: number;
  wantedW: number;
}

export interface Available {
  maxW: number;
  minW: number;
  /** Energy that is left for the stretches, W·ms. */
  energyWms: number;
}

/**
 * The power to ask for in each stretch, W. Where energy is short the peaks are capped at one level, so that the
 * event is served to its end; what would then be less than the PEV can do is dropped, the latest first.
 */
export function planWithin(stretches: readonly Stretch[], available: Available): number[] {
  for (let served = stretches.length; served > 0; served--) {
    const levelW = greatestLevel(stretches.slice(0, served), available);
    if (levelW < Math.max(1, available.minW)) continue;
    return stretches.map((s, i) => {
      const powerW = i < served ? Math.min(s.wantedW, levelW) : 0;
      return powerW < available.minW ? 0 : powerW;
    });
  }
  return stretches.map(() => 0);
}

/** Energy of a plan, W·ms. */
export function energyOf(stretches: readonly Stretch[], powersW: readonly number[]): number {
  return stretches.reduce((sum, s, i) => sum + s.durationMs * (powersW[i] ?? 0), 0);
}

/** The greatest whole number of watts at which capping the stretches keeps them within the energy. */
function greatestLevel(stretches: readonly Stretch[], available: Available): number {
  const need = (levelW: number): number =>
    stretches.reduce((sum, s) => sum + s.durationMs * Math.min(s.wantedW, levelW), 0);
  let low = 0;
  let high = Math.max(0, Math.floor(available.maxW));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (need(middle) <= available.energyWms) low = middle;
    else high = middle - 1;
  }
  return low;
}
