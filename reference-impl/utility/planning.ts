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
 * The power to ask for in each stretch, W. A PEV counts what its event foresees for later on, so later stretches keep
 * what they want and the earliest gives way where energy is short; less than the PEV can do is not asked for at all.
 */
export function planWithin(stretches: readonly Stretch[], available: Available): number[] {
  let restWms = available.energyWms;
  const latestFirst = stretches.toReversed().map(({ wantedW, durationMs }) => {
    const powerW = Math.min(wantedW, available.maxW, durationMs > 0 ? Math.floor(restWms / durationMs) : 0);
    restWms = Math.max(0, restWms - wantedW * durationMs);
    return powerW < available.minW ? 0 : powerW;
  });
  return latestFirst.toReversed();
}
