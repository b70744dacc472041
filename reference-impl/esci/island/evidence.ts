/**
 * Whether the premises are parted from the grid, by what the sensors of the switch show (PR2-B-02). Two independent
 * indications make the proof and none may speak against it; what is not known proves nothing.
 */
import type { MessageBodies } from '../../../schemas';

/** The switch as its sensors show it; null is no indication. */
export interface Indications {
  readonly aux: 'OPEN' | 'CLOSED' | null;
  /** Whether premises and grid are seen to be coupled. */
  readonly coupling: boolean | null;
  /** Voltage of the premises bus. */
  readonly busV: number | null;
}

export type Position = MessageBodies['IsolationStatus']['position'];

export type Evidence = 'PROVEN' | 'UNKNOWN' | 'CONTRADICTED';

export interface BusFacts {
  /** Something here was asked to put voltage on the premises, and is not known to be off. */
  energised: boolean;
  /** How long the bus has been dead, ms; null where it is not, or is not known to be. */
  deadForMs: number | null;
}

export interface DeadBus {
  /** From this voltage on the bus is live (P_DEADBUS), V. */
  liveV: number;
  /** For so long it has to be dead (P_DEAD_T), ms. */
  deadMs: number;
}

/** Known and below the limit; at the limit it is live. */
export function isDead(busV: number | null, { liveV }: DeadBus): boolean {
  return busV !== null && busV < liveV;
}

/** Known and not below the limit. */
export function isLive(busV: number | null, limits: DeadBus): boolean {
  return busV !== null && !isDead(busV, limits);
}

/**
 * The proof: the auxiliary contact open, and either the coupling gone or a bus that was dead for long enough before
 * anything energised it. A live bus that nobody here energises speaks against it, whatever else is shown.
 */
export function isolationProof(shown: Indications, bus: BusFacts, limits: DeadBus): Evidence {
  if (shown.aux === 'CLOSED' || shown.coupling === true) return 'CONTRADICTED';
  if (!bus.energised && isLive(shown.busV, limits)) return 'CONTRADICTED';
  if (shown.aux !== 'OPEN') return 'UNKNOWN';
  if (shown.coupling === false) return 'PROVEN';
  const dead = !bus.energised && isDead(shown.busV, limits) && bus.deadForMs !== null;
  return dead && (bus.deadForMs ?? 0) >= limits.deadMs ? 'PROVEN' : 'UNKNOWN';
}

/**
 * Whether a proof still holds. The bus was dead then and may be live now, but what the contact and the coupling
 * showed they have to go on showing: an indication that is lost counts as one against (PR2-B-02, P_T_TRIP).
 */
export function isolationHeld(
  shown: Indications,
  proof: { coupling: boolean },
  bus: BusFacts,
  limits: DeadBus,
): boolean {
  if (shown.aux !== 'OPEN' || shown.coupling === true) return false;
  if (proof.coupling && shown.coupling !== false) return false;
  return bus.energised || !isLive(shown.busV, limits);
}

/** Whether the switch is closed: its contact says so, and nothing denies it. */
export function isClosed(shown: Indications): boolean {
  return shown.aux === 'CLOSED' && shown.coupling !== false;
}

/**
 * What each sensor says, and for a manual switch the customer (M21 `evidence`). Once something energises the bus, it
 * tells of the switch only what it told before: `deadBefore`, where the proof rests on that.
 */
export function evidenceList(
  shown: Indications,
  bus: BusFacts,
  limits: DeadBus,
  attested: boolean | null,
  deadBefore = false,
): { kind: 'AUX_CONTACT' | 'GRID_COUPLING' | 'DEAD_BUS' | 'ATTESTATION'; indicates: Position }[] {
  const coupling = { true: 'CLOSED', false: 'OPEN', null: 'UNKNOWN' } as const;
  return [
    { kind: 'AUX_CONTACT', indicates: shown.aux ?? 'UNKNOWN' },
    { kind: 'GRID_COUPLING', indicates: coupling[`${shown.coupling}`] },
    { kind: 'DEAD_BUS', indicates: busIndicates(shown.busV, bus, limits, deadBefore) },
    ...(attested === null
      ? []
      : [{ kind: 'ATTESTATION', indicates: attested ? 'OPEN' : 'UNKNOWN' } as const]),
  ];
}

function busIndicates(busV: number | null, bus: BusFacts, limits: DeadBus, deadBefore: boolean): Position {
  if (bus.energised) return deadBefore ? 'OPEN' : 'UNKNOWN';
  if (isLive(busV, limits)) return 'CLOSED';
  return isDead(busV, limits) && (bus.deadForMs ?? 0) >= limits.deadMs ? 'OPEN' : 'UNKNOWN';
}
