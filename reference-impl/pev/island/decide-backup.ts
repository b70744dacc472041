/** How a PEV decides about supplying the home (PR2-B-05), and when it ends a supply by itself (PR2-B-02 to B-09). */
import type { ErrorCode, MessageBodies } from '../../../schemas';
import type { Nominal } from '../../physics/grid';
import type { EffectivePreference } from '../preferences';

export interface BackupQuestion {
  readonly request: MessageBodies['EmergencyGenerationRequest'];
  /** Whether the isolation behind the request is accepted. */
  readonly isolated: boolean;
  /** Whether this PEV senses a voltage at its terminals that is not its own. */
  readonly gridSensed: boolean;
  /** Whether the ESCI's newest word is that the grid is live. */
  readonly gridReported: boolean;
  /** Why the connection does not allow it; null where it does. */
  readonly obstacle: ErrorCode | null;
  readonly preference: EffectivePreference;
  readonly nominal: Nominal;
  /** Most power that it can supply, W. */
  readonly ratedW: number;
  /** AC-side energy above the highest floor, J. */
  readonly availableJ: number;
  /** The request that is carried out now. */
  readonly activeId: string | null;
  /** Whether this request has been carried out already. */
  readonly over: boolean;
}

export type BackupDecision = Pick<MessageBodies['EmergencyGenerationResponse'], 'status' | 'code'>;

/** Furthest that the voltage asked for may be from what the inverter is built for. */
const VOLTAGE_SHARE = 0.1;
const FREQUENCY_HZ = 1;

/** The answer to an M24: safety first, then ability, then the customer. */
export function decideBackup(q: BackupQuestion): BackupDecision {
  const code = against(q);
  return code === null ? { status: 'ACCEPTED' } : { status: 'REJECTED', code };
}

function against(q: BackupQuestion): ErrorCode | null {
  if (q.activeId === q.request.requestId) return null;
  if (!q.isolated) return 'E_ISOLATION_NOT_PROVEN';
  if (q.gridSensed || q.gridReported) return 'E_GRID_PRESENT';
  if (q.obstacle !== null) return q.obstacle;
  if (!q.preference.enabled || !q.preference.backupEnabled) return 'E_PREFERENCE';
  const { nominalV, nominalHz } = q.request;
  const offV = Math.abs(nominalV - q.nominal.voltageV);
  if (offV > q.nominal.voltageV * VOLTAGE_SHARE) return 'E_UNSUPPORTED';
  if (Math.abs(nominalHz - q.nominal.frequencyHz) > FREQUENCY_HZ) return 'E_UNSUPPORTED';
  if (q.ratedW === 0) return 'E_NOT_READY';
  if (q.availableJ <= 0) return 'E_ENERGY_EXCEEDS_AVAILABLE';
  return q.activeId !== null || q.over ? 'E_STATE' : null;
}

/** Words for the end of a supply, as an M27 has them. */
export type BackupEnd =
  | 'UNPLUG'
  | 'FAULT'
  | 'GRID_RETURNED'
  | 'GRID_SENSED'
  | 'ISOLATION_LOST'
  | 'PREFERENCE'
  | 'SOC_MIN'
  | 'MAX_DURATION'
  | 'OVERLOAD'
  | 'USER_STOP'
  | 'RESTART';

export interface SupplyQuestion {
  readonly phase: 'forming' | 'supplying';
  readonly plugged: boolean;
  readonly fault: boolean;
  /** A voltage at the terminals that is not its own: the switch is closed, whatever is said of it. */
  readonly gridSensed: boolean;
  /** The ESCI's newest word is that the grid is live. */
  readonly gridReported: boolean;
  /** The newest word on the switch is no longer open. */
  readonly isolationLost: boolean;
  readonly preference: EffectivePreference;
  readonly socPct: number;
  readonly floorPct: number;
  readonly timeIsUp: boolean;
}

/** A computed charge that is a hair off what it stands for counts as reaching it, per cent. */
export const DUST_PCT = 1e-9;

/** Why a supply has to end at once, or null. A grid that is back ends one only before it stands (PR2-B-04). */
export function endsBackup(q: SupplyQuestion): BackupEnd | null {
  if (!q.plugged) return 'UNPLUG';
  if (q.fault) return 'FAULT';
  if (q.phase === 'forming' && (q.gridSensed || q.gridReported)) return 'GRID_RETURNED';
  if (q.gridSensed) return 'GRID_SENSED';
  if (q.isolationLost) return 'ISOLATION_LOST';
  if (!q.preference.enabled || !q.preference.backupEnabled) return 'PREFERENCE';
  if (q.socPct <= q.floorPct + DUST_PCT) return 'SOC_MIN';
  return q.timeIsUp ? 'MAX_DURATION' : null;
}
