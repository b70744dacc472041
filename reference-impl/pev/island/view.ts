/** What follows from the state for the home in an outage: what is sensed and heard, rated power, load, floor. */
import type { ErrorCode } from '../../../schemas';
import { socPct } from '../../physics/battery';
import type { Nominal } from '../../physics/grid';
import { mostW } from '../../physics/limits';
import { loadPu } from '../../physics/overload';
import { wallNow, type Core } from '../core';
import type { PevState } from '../state';
import { floorPct, limitsOf, obstacleOf, phasesOf, preferenceOf } from '../view';
import type { EngineQuestion } from './decide-engine';
import type { IsolationQuestion } from './isolation';
import type { Backup, HeardIsolation } from './state';

/** Whether there is a voltage at the terminals that is not this PEV's own doing (P_DEADBUS). */
export function gridSensed({ state, parameters }: Core): boolean {
  const { grid, build } = state;
  return grid.present || grid.voltageV >= (build.nominal.voltageV * parameters.deadBusPct) / 100;
}

/** Whether the ESCI's newest word is that the grid is live. */
export function gridReported({ state }: Core): boolean {
  return state.island.gridWord?.live === true;
}

/** The newest statement about the switch, of one ESCI or of any. */
export function newestIsolation({ island }: PevState, source?: string): HeardIsolation | null {
  return island.heard.findLast((h) => source === undefined || h.source === source) ?? null;
}

/** The facts behind a request that refers to a statement by its id. */
export function isolationQuestion(core: Core, isolationRef: string, source: string): IsolationQuestion {
  const { state, parameters } = core;
  const proof = state.island.heard.find((h) => h.id === isolationRef && h.source === source) ?? null;
  const { attestation } = state.island;
  return {
    proof: proof?.status ?? null,
    newest: newestIsolation(state, source)?.status ?? null,
    ageMs: proof === null ? Number.POSITIVE_INFINITY : wallNow(core) - proof.asOfWallMs,
    heardForMs: proof === null ? Number.POSITIVE_INFINITY : state.atMs - proof.receivedMs,
    attestedHere:
      attestation !== null &&
      attestation.switchId === proof?.status.switchId &&
      state.atMs - attestation.atMs <= parameters.attestationS * 1000,
    wallMs: wallNow(core),
    parameters,
  };
}

/** Why the connection cannot feed the home, or null (PR2-B-05: an EVSE without v2h is not capable). */
export function backupObstacle(state: PevState): ErrorCode | null {
  const code = obstacleOf(state);
  if (code !== null) return code;
  return state.session?.v2h === true && state.cable?.v2h !== false ? null : 'E_NOT_CAPABLE';
}

/** Most power that the home can be given: every limit of the connection, and that of the request, W. */
export function ratedW(core: Core, maxW: number): number {
  return Math.floor(Math.min(maxW, mostW(limitsOf(core.state, preferenceOf(core)))));
}

/** The highest of all floors, that of the request among them, per cent. */
export function backupFloorPct(core: Core, requestedPct: number): number {
  return Math.max(floorPct(core, null), requestedPct);
}

/** Load of each phase that this PEV feeds, W; what is shed left out. */
export function servedW(core: Core, backup: Backup): number[] {
  const { state } = core;
  const loads = state.loads.slice(0, phasesOf(state));
  if (!backup.shed) return loads;
  const most = ratedW(core, backup.maxW) / loads.length;
  return loads.map((w) => Math.min(w, most));
}

/** The load in units of the rated power. */
export function servedPu(core: Core, backup: Backup): number {
  return loadPu(servedW(core, backup), ratedW(core, backup.maxW));
}

/** The voltage and frequency that this PEV forms; null unless it does. */
export function formedNow(core: Core): Nominal | null {
  const { backup } = core.state.island;
  if (backup?.phase !== 'supplying') return null;
  const nominal = { voltageV: backup.nominalV, frequencyHz: backup.nominalHz };
  return core.behaviour.formed(nominal, servedPu(core, backup));
}

export function engineQuestion(core: Core, backup: Backup): EngineQuestion {
  const { ice, battery } = core.state;
  return {
    present: ice.present,
    running: ice.running || ice.crankDueMs !== null,
    socPct: socPct(battery),
    floorPct: backupFloorPct(core, backup.socFloor),
    fuelPct: ice.fuelPct,
    ventilated: ice.ventilated,
    coAlarm: ice.coAlarm,
    failedCranks: ice.failedCranks,
    parameters: core.parameters,
  };
}
