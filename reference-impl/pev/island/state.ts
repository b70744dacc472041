/**
 * What a PEV remembers about the home in an outage (PR2-B): proofs of isolation, the customer's attestation, the
 * supply that it gives. Instants named `…Ms` are bench time unless they say wall.
 */
import type { MessageBodies } from '../../../schemas';
import { NO_OVERLOAD, type OverloadClock } from '../../physics/overload';

export type IsolationStatus = MessageBodies['IsolationStatus'];

/** An IsolationStatus as it was heard. */
export interface HeardIsolation {
  id: string;
  source: string;
  receivedMs: number;
  asOfWallMs: number;
  status: IsolationStatus;
}

/** A request that is carried out: forming until its voltage stands, supplying from then on. */
export interface Backup {
  requestId: string;
  esci: string;
  nominalV: number;
  nominalHz: number;
  maxW: number;
  socFloor: number;
  phase: 'forming' | 'supplying';
  /** When the voltage appears. */
  formedMs: number;
  /** When the longest supply is over; null without one. */
  endMs: number | null;
  statusDueMs: number;
  /** States of charge that have been warned of, per cent. */
  warnedPct: number[];
  overload: OverloadClock;
  /** Loads beyond the rated power have been dropped. */
  shed: boolean;
}

export interface Island {
  /** The newest statements about the switch, by the time that they are of; the newest last. */
  heard: HeardIsolation[];
  /** The newest word of the ESCI on whether its side of the grid is live. */
  gridWord: { live: boolean; wallMs: number } | null;
  /** Since when the grid has been in range by the ESCI's word; null where it is not. */
  gridInRangeSinceMs: number | null;
  /** The customer's word that a switch is open. */
  attestation: { switchId: string; atMs: number } | null;
  /** The first of the two steps of an attestation. */
  firstStep: { switchId: string; atMs: number } | null;
  usedTokens: string[];
  backup: Backup | null;
  /** Requests that are over. */
  over: string[];
}

/** The engine and what is known of its surroundings; ventilation counts only while it is confirmed. */
export interface IceState {
  present: boolean;
  running: boolean;
  fuelPct: number;
  ventilated: boolean;
  coAlarm: boolean;
  /** When the attempt to start that is under way shows its outcome. */
  crankDueMs: number | null;
  failedCranks: number;
  /** Attempts still to fail, by nature's will. */
  willFail: number;
}

/** Load of the home by phase, W. */
export type PhaseLoads = readonly [number, number, number];

export function newIsland(): Island {
  return {
    heard: [],
    gridWord: null,
    gridInRangeSinceMs: null,
    attestation: null,
    firstStep: null,
    usedTokens: [],
    backup: null,
    over: [],
  };
}

export function newBackup(
  request: MessageBodies['EmergencyGenerationRequest'],
  esci: string,
  formedMs: number,
): Backup {
  const { requestId, nominalV, nominalHz, maxW, socFloor, maxDurationS } = request;
  return {
    requestId,
    esci,
    nominalV,
    nominalHz,
    maxW,
    socFloor,
    phase: 'forming',
    formedMs,
    endMs: maxDurationS === undefined ? null : formedMs + maxDurationS * 1000,
    statusDueMs: formedMs,
    warnedPct: [],
    overload: NO_OVERLOAD,
    shed: false,
  };
}
