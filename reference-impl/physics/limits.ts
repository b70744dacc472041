/** The limits of a discharge and which of them binds (reading D12). */

/** One ceiling for each element between the cells and the grid, W; infinite where it is not known to limit. */
export interface Limits {
  readonly pev: number;
  readonly charger: number;
  readonly cordset: number;
  readonly evse: number;
  readonly site: number;
  readonly customer: number;
}

/** What the cable carries, W; a cable of unknown rating carries nothing (PR2-A-12). */
export function cordsetW(cordsetA: number | null, nominalV: number, phases: number): number {
  return cordsetA === null ? 0 : Math.floor(cordsetA * nominalV * phases);
}

/** The greatest power that every element allows, W. */
export function mostW(limits: Limits): number {
  return Math.max(0, Math.min(...Object.values(limits)));
}

/** Power on each of three phases when `phases` of them share it evenly (PR2-A-13), W. */
export function perPhaseW(powerW: number, phases: number): [number, number, number] {
  const each = powerW / phases;
  return [each, phases > 1 ? each : 0, phases > 2 ? each : 0];
}
