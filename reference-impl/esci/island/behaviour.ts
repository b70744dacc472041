/** The decisions of an ESCI's island branch, one pure function each (PR2-B); the conformant ones are the default. */
import type { ErrorCode, MessageBodies, MessageName, SyncDifference } from '../../../schemas';
import type { Parameters } from '../../parameters';
import type { Nominal, ServiceWindow } from '../../physics/grid';
import type { Preference } from '../state';
import { attestationRefusal, isAttested, type AttestationFacts } from './attestation';
import { isCommissioned } from './commissioning';
import {
  isolationHeld,
  isolationProof,
  type BusFacts,
  type DeadBus,
  type Evidence,
  type Indications,
  type Position,
} from './evidence';
import { gridState, type GridSide, type GridState } from './grid-state';
import { requestRefusal, type RequestFacts } from './request-decision';
import { closesAtSync, isOff, type OffFacts, type SyncLimits } from './retransfer';
import type { Commissioning, Generation, IslandPhase } from './state';
import { nextPhase, type PhaseFacts } from './transitions';

type Request = MessageBodies['EmergencyGenerationRequest'];

/** What bounds the supply of a home: customer, EVSE, cable, PEV; W, null where nothing is known. */
export interface SupplyLimits {
  preference: Preference | null;
  limitsW: readonly (number | null)[];
  nominal: Nominal;
}

export interface SupplyFacts {
  state: Generation['state'];
  grid: GridState | null;
  wanted: boolean;
  /** The commissioning record was withdrawn or cannot be read. */
  recordGone: boolean;
  /** What the PEV last reported, %; null before its first status. */
  soc: number | null;
  socFloor: number;
  hasIce: boolean;
  /** The longest supply is over. */
  over: boolean;
  /** The request has gone unanswered through all its repeats. */
  unanswered: boolean;
}

export interface IslandBehaviour {
  /** How the grid side looks (PR2-B-03, PR2-B-04). */
  gridState(side: GridSide, nominal: Nominal, window: ServiceWindow, liveV: number): GridState | null;
  /** How long an outage lasts before the switch is opened, ms (PR2-B-06: within P_T_ISO of the loss). */
  lossConfirmMs(parameters: Parameters): number;
  /** Within what time of the loss a switch has to be open, ms (PR2-B-06, P_T_ISO). */
  isolationMs(parameters: Parameters): number;
  /** Whether the switch is proven open (PR2-B-02). */
  isolationProof(shown: Indications, bus: BusFacts, limits: DeadBus): Evidence;
  /** Whether the proof that was made still holds (PR2-B-02). */
  isolationHeld(shown: Indications, proof: { coupling: boolean }, bus: BusFacts, limits: DeadBus): boolean;
  /** How long a proof has to hold before anything is asked of a PEV, ms: a switch may bounce (PR2-B-06). */
  settleMs(parameters: Parameters): number;
  /** How long after a loss of evidence the PEV is stopped, ms (PR2-B-02, P_T_TRIP). */
  tripMs(parameters: Parameters): number;
  /** The position that is told (PR2-B-02, PR2-B-06). */
  position(proven: boolean, closed: boolean, shown: Indications): Position;
  /** Which phase follows (specification, section 6). */
  nextPhase(facts: PhaseFacts): IslandPhase | null;
  /** Why a PEV is not asked to supply the home (PR2-B-01, PR2-B-02, PR2-B-05). */
  refusesRequest(facts: RequestFacts): ErrorCode | null;
  /** Whether the installer's record covers this day (PR2-B-01). */
  isCommissioned(record: Commissioning, switchType: 'AUTO' | 'MANUAL', day: string): boolean;
  /** Why the customer's word is not taken (PR2-B-07). */
  refusesAttestation(facts: AttestationFacts): ErrorCode | null;
  /** Whether the customer's word is still good (PR2-B-07, P_ATTEST). */
  isAttested(attestation: { atMs: number } | null, atMs: number, validMs: number): boolean;
  /** Whether the customer wants backup, by the settings at this ESCI (PR2-B-05). */
  wantsBackup(preference: Preference | null): boolean;
  /** Which of the PEVs that may be asked is: one alone forms the island (PR2-B-05). */
  choosesPev(candidates: readonly { pevId: string; soc: number | null }[]): string | undefined;
  /** What is asked of it (PR2-B-05). */
  generationRequest(
    limits: SupplyLimits,
    parameters: Parameters,
  ): Omit<Request, 'requestId' | 'isolationRef'>;
  /** How long after a proof may be acted upon the request goes out, ms (PR2-B-05, P_T_EMERG). */
  requestDelayMs(parameters: Parameters): number;
  /** Why a supply is ended that nothing else ends; null goes on (PR2-B-05, PR2-B-09). */
  stopsSupply(facts: SupplyFacts): string | null;
  /** After what time a PEV that refused or stopped is asked again, ms; null: when customer or PEV change something. */
  asksAgainMs(reason: string, parameters: Parameters): number | null;
  /** How long the grid has to be in range before it takes the home back, ms (PR2-B-04, P_ES_DELAY). */
  enterServiceMs(parameters: Parameters): number;
  /** Whether the switch may close on a live island at all (PR2-B-04). */
  closedTransition(): boolean;
  /** Whether island and grid are near enough for it (PR2-B-04, P_SYNC). */
  closesAtSync(sync: SyncDifference | null, limits: SyncLimits): boolean;
  /** Whether no PEV energises the premises any more (PR2-B-04). */
  isOff(facts: OffFacts, limits: DeadBus): boolean;
  /** How long it has to be off before the switch closes, ms (PR2-B-04, P_XFER). */
  transferGapMs(parameters: Parameters): number;
  /** How often status is repeated while apart from the grid, ms (PR2-B-05 P_PROOF_AGE, PR2-B-08). */
  statusIntervalMs(phase: IslandPhase, parameters: Parameters): number;
  /** Whether an event is refused because it would begin in the island (PR2-B-10). */
  refusesEventInIsland(startMs: number, earliestEndMs: number): ErrorCode | null;
  /** Whether a message of the island's own kinds goes through to a PEV from elsewhere (PR2-B-02). */
  relaysToPev(name: MessageName): boolean;
  /** Whether a supply is ended, and the switch driven open, after a restart (PR2-B-10, PR2-X-12). */
  stopsAfterRestart(): boolean;
}

/** Longest supply that is asked for at a time, s. */
const LONGEST_S = 86_400;

const NOT_RELAYED: readonly MessageName[] = [
  'IsolationStatus',
  'GridStatus',
  'EmergencyGenerationRequest',
  'GenerationStop',
];

/** Refusals that pass by themselves. */
const PASSING = ['E_ISOLATION_NOT_PROVEN', 'E_BUSY', 'E_NOT_READY', 'E_GRID_PRESENT', 'E_STATE', 'NO_ANSWER'];
/** Ends of a supply after which the same PEV is the first choice again. */
const HARMLESS = ['GRID_RETURNED', 'RESTART', 'MAX_DURATION'];

export const conformantIsland: IslandBehaviour = {
  gridState,
  lossConfirmMs: () => 0,
  isolationMs: (p) => p.isolationS * 1000,
  isolationProof,
  isolationHeld,
  settleMs: () => 200,
  tripMs: () => 0,
  position: (proven, closed) => (closed ? 'CLOSED' : proven ? 'OPEN' : 'UNKNOWN'),
  nextPhase,
  refusesRequest: requestRefusal,
  isCommissioned,
  refusesAttestation: attestationRefusal,
  isAttested,
  wantsBackup: (preference) => preference !== null && preference.enabled && preference.backupEnabled === true,
  choosesPev: (candidates) =>
    candidates.toSorted((a, b) => (b.soc ?? 0) - (a.soc ?? 0) || (a.pevId < b.pevId ? -1 : 1))[0]?.pevId,
  generationRequest: ({ preference, limitsW, nominal }, p) => ({
    sink: 'HOME',
    nominalV: nominal.voltageV,
    nominalHz: nominal.frequencyHz,
    maxW: Math.floor(
      Math.min(preference?.maxDischargeW ?? Infinity, ...limitsW.filter((w) => w !== null), 1_000_000),
    ),
    socFloor: preference?.socFloor ?? p.socFloorPct,
    maxDurationS: LONGEST_S,
  }),
  requestDelayMs: () => 0,
  stopsSupply: (f) => {
    if (f.state === 'ASKED' && f.grid !== 'ABSENT') return 'GRID_RETURNED';
    if (f.unanswered) return 'NO_ANSWER';
    if (f.recordGone) return 'E_NOT_COMMISSIONED';
    if (!f.wanted) return 'PREFERENCE';
    if (f.soc !== null && f.soc <= f.socFloor && !f.hasIce) return 'SOC_MIN';
    return f.over ? 'MAX_DURATION' : null;
  },
  asksAgainMs: (reason, p) => {
    if (HARMLESS.includes(reason)) return 0;
    return PASSING.includes(reason) ? p.emergencyRequestS * 1000 : null;
  },
  enterServiceMs: (p) => p.enterServiceS * 1000,
  closedTransition: () => true,
  closesAtSync,
  isOff,
  transferGapMs: (p) => p.transferMs,
  statusIntervalMs: (phase, p) => (phase === 'REQUESTING' ? p.proofAgeS * 500 : p.meterIntervalS * 1000),
  refusesEventInIsland: (startMs, earliestEndMs) => (startMs < earliestEndMs ? 'E_ISLANDED' : null),
  relaysToPev: (name) => !NOT_RELAYED.includes(name),
  stopsAfterRestart: () => true,
};
