/** Whether a grid may be fed: the enter-service window P_ES (IEEE 1547-2018 4.10). */

export interface Grid {
  readonly voltageV: number;
  readonly frequencyHz: number;
  readonly present: boolean;
}

export interface Nominal {
  readonly voltageV: number;
  readonly frequencyHz: number;
}

/** The enter-service window P_ES, closed at its limits. */
export interface ServiceWindow {
  readonly lowPu: number;
  readonly highPu: number;
  readonly lowHz: number;
  readonly highHz: number;
}

/** So that a limit that was computed from a per-unit value counts as inside. */
const DUST = 1e-9;

/**
 * Present, and voltage and frequency inside the window of service (PR2-A-17). A window that does not hold the
 * nominal frequency is one for 60 Hz, and is moved to the grid at hand.
 */
export function inRange(grid: Grid, nominal: Nominal, window: ServiceWindow): boolean {
  const pu = grid.voltageV / nominal.voltageV;
  const foreign = nominal.frequencyHz < window.lowHz || nominal.frequencyHz > window.highHz;
  const hz = grid.frequencyHz + (foreign ? 60 - nominal.frequencyHz : 0);
  return (
    grid.present &&
    pu >= window.lowPu - DUST &&
    pu <= window.highPu + DUST &&
    hz >= window.lowHz - DUST &&
    hz <= window.highHz + DUST
  );
}
