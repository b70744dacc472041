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

/** Window of service around the nominal values; at 60 Hz 59.5–60.1 Hz, and the same distances at 50 Hz. */
const WINDOW = { lowPu: 0.917, highPu: 1.05, belowHz: 0.5, aboveHz: 0.1 };
/** So that a limit that was computed from a per-unit value counts as inside. */
const DUST = 1e-9;

/** Present, and voltage and frequency inside the enter-service window (PR2-A-17). */
export function inRange(grid: Grid, nominal: Nominal): boolean {
  const pu = grid.voltageV / nominal.voltageV;
  const deviationHz = grid.frequencyHz - nominal.frequencyHz;
  return (
    grid.present &&
    pu >= WINDOW.lowPu - DUST &&
    pu <= WINDOW.highPu + DUST &&
    deviationHz >= -WINDOW.belowHz - DUST &&
    deviationHz <= WINDOW.aboveHz + DUST
  );
}
