/** What the ESCI's island branch remembers (PR2-B, specification section 6). Instants are bench ms. */
import type { CommissioningRecord, SyncDifference } from '../../../schemas';
import type { Indications, Position } from './evidence';
import type { GridSide, GridState } from './grid-state';

/** `GRID` is every state in which the premises hang on the grid; TRIPPED is latched until it is cleared by hand. */
export type IslandPhase =
  | 'GRID'
  | 'GRID_LOST'
  | 'ISOLATING'
  | 'ISOLATED'
  | 'REQUESTING'
  | 'SUPPLYING'
  | 'WAIT_ES'
  | 'RETRANSFER'
  | 'TRIPPED';

export interface Island {
  phase: IslandPhase;
  /** Since when the phase holds. */
  sinceMs: number;
  /** When the branch was last looked at. */
  seenMs: number;
  /** What an automated switch is driven to. */
  command: 'OPEN' | 'CLOSED';
  gridSide: GridSide;
  /** Null until the grid side has been sensed. */
  grid: { state: GridState; sinceMs: number } | null;
  indications: Indications;
  /** Since when the premises bus has been dead; null where it is not, or is not known to be. */
  deadSinceMs: number | null;
  /** Isolation as proven: since when, and by what besides the auxiliary contact. */
  proof: { sinceMs: number; coupling: boolean } | null;
  /** Since when a proof that was made has not held; null while it does. */
  lostSinceMs: number | null;
  /** By when an automated switch has to have opened (P_T_ISO); null once it has. */
  isolateByMs: number | null;
  /** The customer's word that a manual switch is open. */
  attestation: { atMs: number } | null;
  /** The first step of an attestation at the panel, which the second has to follow. */
  firstStep: { switchId: string; atMs: number } | null;
  /** Tokens that are used up. */
  usedTokens: string[];
  commissioning: Commissioning;
  /** Island against grid, as the synchroniser last measured it. */
  sync: SyncDifference | null;
  generation: Generation | null;
  /** PEVs that are not asked again: why, and until when (null: until the customer or the PEV changes something). */
  declined: Record<string, { reason: string; untilMs: number | null }>;
  transfer: Transfer | null;
  /** What each PEV was last told, by pevId. */
  told: Record<string, Told>;
  /** When status is due again while the premises are apart from the grid. */
  nextStatusMs: number | null;
}

export type Commissioning = CommissioningRecord | null | 'corrupt';

/** A PEV that was asked to supply the home, from the request until it is known to be off. */
export interface Generation {
  pevId: string;
  requestId: string;
  /** ASKED: it may have begun · ON: it said so · STOPPING: it was told to stop, or said that it does. */
  state: 'ASKED' | 'ON' | 'STOPPING';
  sinceMs: number;
  /** Floor that it may not go below, %. */
  socFloor: number;
  /** When the longest supply is over. */
  endMs: number | null;
  /** The PEV itself has said that it stops, or answered that it was told to. */
  saidStop: boolean;
  /** State of charge that it last told of, %, and whether it has an engine to hold it. */
  soc: number | null;
  hasIce: boolean;
}

/** The way back to the grid. */
export interface Transfer {
  /** BREAK: the PEV is off before the switch closes · CLOSED: it goes on until then. */
  kind: 'BREAK' | 'CLOSED';
  /** Since when the PEV is known to be off. */
  offSinceMs: number | null;
  /** When the switch was told to close. */
  closingSinceMs: number | null;
}

export interface Told {
  sessionId: string;
  grid: GridState;
  position: Position;
  /** Position and evidence, as text to compare. */
  evidence: string;
  /** Refusals that it was told of since the grid was lost. */
  refusals: string[];
}

export const NO_INDICATIONS: Indications = { aux: null, coupling: null, busV: null };

export function newIsland(commissioning: Commissioning = null): Island {
  return {
    phase: 'GRID',
    sinceMs: 0,
    seenMs: 0,
    command: 'CLOSED',
    gridSide: { voltageV: null, frequencyHz: null, present: null },
    grid: null,
    indications: NO_INDICATIONS,
    deadSinceMs: null,
    proof: null,
    lostSinceMs: null,
    isolateByMs: null,
    attestation: null,
    firstStep: null,
    usedTokens: [],
    commissioning,
    sync: null,
    generation: null,
    declined: {},
    transfer: null,
    told: {},
    nextStatusMs: null,
  };
}

/** Whether the premises are, or may be, apart from the grid: no grid dispatch can run (PR2-B-10). */
export function isIslanded(island: Island): boolean {
  return island.phase !== 'GRID';
}
