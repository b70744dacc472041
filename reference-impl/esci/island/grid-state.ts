/** The grid as the ESCI senses it on its own side of the switch (PR2-B-03, PR2-B-04). */
import { inRange, type Nominal, type ServiceWindow } from '../../physics/grid';

export type GridState = 'IN_RANGE' | 'OUT' | 'ABSENT';

/** What is sensed; null is unknown. */
export interface GridSide {
  readonly voltageV: number | null;
  readonly frequencyHz: number | null;
  readonly present: boolean | null;
}

/**
 * In the enter-service window, absent, or neither. Absent needs both sensors: one that still shows voltage may be the
 * one that is right, and then it is no outage. Null while nothing has been sensed.
 */
export function gridState(
  side: GridSide,
  nominal: Nominal,
  window: ServiceWindow,
  liveV: number,
): GridState | null {
  const { voltageV, frequencyHz, present } = side;
  if (voltageV === null && present === null) return null;
  if (present === false && (voltageV === null || voltageV < liveV)) return 'ABSENT';
  if (voltageV === null || frequencyHz === null || present !== true) return 'OUT';
  return inRange({ voltageV, frequencyHz, present }, nominal, window) ? 'IN_RANGE' : 'OUT';
}
