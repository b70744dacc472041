/** When the combustion engine runs to sustain the charge (PR2-B-09, reading D29). */
import type { Parameters } from '../../parameters';
import { DUST_PCT } from './decide-backup';

export interface EngineQuestion {
  readonly present: boolean;
  /** It runs, or is being started. */
  readonly running: boolean;
  readonly socPct: number;
  readonly floorPct: number;
  readonly fuelPct: number;
  readonly ventilated: boolean;
  readonly coAlarm: boolean;
  readonly failedCranks: number;
  readonly parameters: Parameters;
}

/** What is left in the tank for driving on, per cent. */
export const FUEL_MIN_PCT = 5;
/** Charge that is left above the floor for starting, per cent; well inside P_SOC_TOL. */
const ABOVE_FLOOR_PCT = 0.5;
/** Attempts to start before it is given up (PR2-B-09). */
export const CRANK_ATTEMPTS = 3;

/** The charge at which it starts: P_ICE_ON, or so soon that a floor as high is not reached before. */
export function engineOnPct(floorPct: number, { iceOnPct }: Parameters): number {
  return Math.max(iceOnPct, floorPct + ABOVE_FLOOR_PCT);
}

/** The charge at which it stops: P_ICE_OFF, or as far above the start as that is above P_ICE_ON. */
export function engineOffPct(floorPct: number, parameters: Parameters): number {
  const { iceOnPct, iceOffPct } = parameters;
  return Math.max(iceOffPct, engineOnPct(floorPct, parameters) + iceOffPct - iceOnPct);
}

/** Only where its exhaust gets out, with fuel, between the two limits of charge. */
export function runsEngine(q: EngineQuestion): boolean {
  if (!q.present || !q.ventilated || q.coAlarm || q.fuelPct <= FUEL_MIN_PCT + DUST_PCT) return false;
  if (q.failedCranks >= CRANK_ATTEMPTS) return false;
  return q.running
    ? q.socPct < engineOffPct(q.floorPct, q.parameters) - DUST_PCT
    : q.socPct <= engineOnPct(q.floorPct, q.parameters) + DUST_PCT;
}
