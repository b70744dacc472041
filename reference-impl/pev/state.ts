/**
 * Everything a PEV remembers: one plain object, so that writing it down is all that surviving a restart takes
 * (PR2-X-12). Instants named `…Ms` are bench time unless they say wall.
 */
import type { ErrorCode, Message, MessageBodies } from '../../schemas';
import type { EndpointState } from '../endpoint/endpoint-state';
import type { ResponseClassName } from '../parameters';
import type { Battery } from '../physics/battery';
import type { Grid, Nominal } from '../physics/grid';
import type { Limits } from '../physics/limits';
import type { Trajectory } from '../physics/trajectory';
import type { IceState, Island, PhaseLoads } from './island/state';
import type { PreferenceStores } from './preferences';

/** What the vehicle is built as; fixed for a run. */
export interface Build {
  readonly id: string;
  readonly seed: string;
  readonly maxDischargeW: number;
  readonly minDischargeW: number;
  readonly maxChargeW: number;
  /** What the inverter can change a second, W/s; infinite (null) where it is faster than any limit. */
  readonly rampWps: number | null;
  readonly exportPhases: number;
  readonly nominal: Nominal;
  readonly classes: readonly ResponseClassName[];
  readonly utility: string | null;
  readonly esci: string | null;
  /** Whether messages pass only while the cable is in. */
  readonly linkNeedsCable: boolean;
  readonly points: readonly { point: string; evseId: string; meteringPointId: string; pevId?: string }[];
}

/** What the cable and its EVSE told the vehicle at plug-in. */
export interface Cable {
  evseId: string;
  /** Null where its rating is unknown; absent where the notice of the ESCI is to say. */
  cordsetA?: number | null;
  evseMaxW?: number;
  bidirectional: boolean;
  /** Absent where the notice of the ESCI is to say. */
  v2h?: boolean;
  inverterAuthorised: boolean;
  phases: number;
}

/** What the ESCI's ConnectionNotice established (PR2-A-12). */
export interface Session {
  sessionId: string;
  evseId: string;
  bidirectional: boolean;
  v2h: boolean;
  cordsetA: number | null;
  inverterAuthorised: boolean;
}

export type Element = keyof Limits;
export type Decision = MessageBodies['EventResponse']['decision'];
export type EndReason = MessageBodies['TerminationNotice']['reason'];
export type ConfirmationState = MessageBodies['DispatchConfirmation']['state'];

/** A deviation that the customer chose and that leaves the event in force (reading D9). */
export interface Override {
  mostW: number | null;
  untilMs: number | null;
  socFloor: number | null;
  /** Whether participation ends at `untilMs`, or only the deviation. */
  endsEvent: boolean;
}

/** What the customer last did about an event; the latest wins, the stricter of two at once (PR2-A-20). */
export interface CustomerAction {
  action: MessageBodies['ParticipationNotice']['action'];
  sourceWallMs: number;
}

export interface EventRecord {
  /** The revision in force. */
  message: Message<'EnergySupplyEvent'>;
  /** Wall time of the first revision: the start of the notice, and the age in questions of precedence. */
  firstWallMs: number;
  decision: Decision;
  code: ErrorCode | null;
  acceptedPowerW: number;
  acceptedEnergyWh: number;
  lastAction: CustomerAction | null;
  override: Override | null;
  cancelled: boolean;
  /** This PEV had to leave for its departure, and takes no further part. */
  left: boolean;
  /** Seconds by which this PEV starts later, drawn once (PR2-X-07). */
  offsetS: number;
}

/** A stop that a limit will force before the planned end. */
export interface Prediction {
  reason: EndReason;
  atMs: number;
}

export interface Dispatch {
  dispatchId: string;
  eventId: string;
  utility: string;
  /** Of the newest command taken; `powerRevision` is that of the command in force. */
  revision: number;
  powerRevision: number;
  startMs: number;
  endMs: number;
  setpointW: number;
  /** Commands for later, in order. */
  changes: { atMs: number; powerW: number; revision: number }[];
  responseClass: ResponseClassName;
  meteringPointId: string;
  allowPartial: boolean;
  /** When the watchdog bites (PR2-X-05). */
  deadlineMs: number;
  phase: 'pending' | 'running' | 'stopping' | 'ended';
  /** Held at zero by the watchdog until the next valid command. */
  silenced: boolean;
  prediction: Prediction | null;
  /** What the last TerminationNotice of this dispatch said. */
  announced: Prediction | null;
  confirm: { state: ConfirmationState; dueMs: number } | null;
  meterDueMs: number;
  /** When power may first move after the start; null once it has. */
  steerDueMs: number | null;
  stopReason: EndReason | null;
}

export interface PevState {
  build: Build;
  atMs: number;
  /** The last instant that anything was shown for; power is known to have flowed until then. */
  seenMs: number;
  battery: Battery;
  power: Trajectory;
  exportJ: number;
  importJ: number;
  cable: Cable | null;
  session: Session | null;
  lastSessionId: string | null;
  /** A Utility that wrote to this PEV; used where none is configured. */
  metUtility: string | null;
  /** The customer has released the plug: no power until it is in again. */
  unlocked: boolean;
  derating: Partial<Record<Element, number>>;
  grid: Grid;
  outOfRangeSinceMs: number | null;
  /** End of the enter-service delay; null while the grid is out of range. */
  inServiceAtMs: number | null;
  fault: string | null;
  /** The premises draw just what this PEV gives, so that a lost grid is not seen at once (PR2-B-03). */
  matchedLoad: boolean;
  /** What the home draws, by phase. */
  loads: PhaseLoads;
  island: Island;
  ice: IceState;
  /** A secret of the customer's that this PEV was told, and tells nobody (PR2-X-11). */
  secret: string | null;
  preferences: PreferenceStores;
  departure: { atMs: number | null; socPct: number | null } | null;
  events: Record<string, EventRecord>;
  dispatches: Record<string, Dispatch>;
  /** The dispatch that holds the power. */
  runningId: string | null;
  /** The floor was reached: nothing is available until the hysteresis is passed. */
  floorLatched: boolean;
  /** Earliest start of charging after an event; null where no event has ended yet. */
  chargeFromMs: number | null;
  charging: boolean;
  /** The report that is owed, and the last one sent. */
  reportDueMs: number | null;
  lastReport: MessageBodies['AvailabilityReport'] | null;
  replug: { atMs: number; cable: Cable } | null;
  /** Messages that wait for the link. */
  queue: Message[];
  endpoint: EndpointState;
}
