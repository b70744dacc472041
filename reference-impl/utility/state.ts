/** Everything a Utility remembers: one plain JSON object, so that it survives a restart (PR2-X-12). */
import type { ErrorCode, MessageBodies, MessageName } from '../../schemas';
import { newEndpointState, type EndpointState } from '../endpoint/endpoint-state';
import type { AlertState } from './alerts';

export type Enrollment = MessageBodies['EnrollmentRecord'];
export type Preference = MessageBodies['NotificationPreference'];
export type SupplyEvent = MessageBodies['EnergySupplyEvent'];
export type NoticeClass = SupplyEvent['noticeClass'];
export type Availability = MessageBodies['AvailabilityReport'];
export type Connection = MessageBodies['ConnectionNotice'];
export type EventReport = MessageBodies['EventReport'];
export type CancelReason = MessageBodies['EventCancel']['reason'];

/** A preference and since when it is in force: bench time, which never goes back, and the wall clock's text. */
export interface PreferenceVersion {
  preference: Preference;
  effectiveMs: number;
  effectiveAt: string;
}

/** What the Utility was told about a PEV. */
export interface PevRecord {
  connection: Connection | null;
  /** Urn of the ESCI that announced it; null while its place is unknown. */
  esci: string | null;
  availability: Availability | null;
  /** Bench instants at which the report came in, and at which it was sampled, ms. */
  receivedMs: number;
  sampledMs: number;
  /** Energy asked for since the report, W·ms, up to `drawnAtMs`. */
  drawnWms: number;
  drawnAtMs: number;
}

/** States of a supply event (specification, section 6). */
export type EventState =
  | 'DRAFT'
  | 'SCHEDULED'
  | 'NOTIFIED'
  | 'ARMED'
  | 'ACTIVE'
  | 'UPDATING'
  | 'ENDING'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'SUPERSEDED'
  | 'EXPIRED'
  | 'OPTED_OUT'
  | 'FAILED';

/** States of one target of an event. */
export type TargetState =
  | 'PENDING'
  | 'RECEIVED'
  | 'OPTED_IN'
  | 'PARTIAL'
  | 'OPTED_OUT'
  | 'DISPATCHED'
  | 'AT_POWER'
  | 'DONE'
  | 'TERMINATED'
  | 'UNREACHABLE';

/** One M11 and the M14 that followed it. */
export interface Dispatch {
  dispatchId: string;
  /** Revision of the latest command. */
  revision: number;
  /** Power asked for, or to be asked for, in each interval of the event, W. */
  planW: number[];
  /** Id of the M11. */
  messageId: string;
  /** What the PEV last agreed to, W; null until it answered. */
  agreedW: number | null;
  /** Power and revision of a command that is not answered yet. */
  asked: { revision: number; powerW: number; interval: number; change: boolean } | null;
  /** Bench instant of the latest command, ms, and of the next that keeps the PEV's watchdog quiet. */
  commandedMs: number;
  refreshMs: number;
  /** Whether commands may still follow. */
  live: boolean;
}

export interface Target {
  pevId: string;
  customerId: string;
  state: TargetState;
  /** Id of the latest M03 to it. */
  messageId: string | null;
  /** Power asked for in each interval of the event, W. */
  requestedW: number[];
  /** What the PEV's answer to the event allows, where it allows less. */
  acceptedPowerW: number | null;
  acceptedEnergyWh: number | null;
  /** Why it does not take part, or ended. */
  code: string | null;
  /** Why the event was taken away from it (M17). */
  withdrawn: CancelReason | null;
  /** Latest customer action, by the instant at which the customer acted (PR2-A-20), wall ms. */
  actedMs: number | null;
  dispatch: Dispatch | null;
  /** Ids of all dispatches it was sent, also of those that were refused. */
  dispatchIds: string[];
  /** Commands that it refused for want of power or energy. */
  refusals: number;
  /** Next instant at which to ask what is available, ms; null when nothing is due. */
  askMs: number | null;
  /** Announced end of its part, bench ms. */
  endsMs: number | null;
  participated: boolean;
  startRegisterWh: number | null;
  lastRegisterWh: number | null;
  report: EventReport | null;
}

/** Fields of an event that are the same for each of its targets. */
export type EventBody = Omit<
  SupplyEvent,
  'eventId' | 'revision' | 'noticeClass' | 'targets' | 'start' | 'intervals' | 'meteringPointId'
>;

export interface GridEvent {
  eventId: string;
  /** Revision of the latest M03, and the highest one used by an M03 or M17. */
  revision: number;
  lastRevision: number;
  state: EventState;
  noticeClass: NoticeClass;
  body: EventBody;
  /** Total power wanted from all targets in each interval, W; null where each target is asked on its own. */
  totalW: number[] | null;
  /** Power wanted from each target in each interval, W, as ordered; null where a total is wanted. */
  eachW: number[] | null;
  intervals: { offsetS: number; durationS: number }[];
  meteringPointId: string | null;
  startWallMs: number;
  /** Fixed on bench time when the event is armed (clock steps, PR2-X-03). */
  startMs: number | null;
  /** Whether its messages went out, and whether its first dispatches did. */
  issued: boolean;
  dispatched: boolean;
  /** Next interval whose power has to be sent. */
  nextInterval: number;
  /** When a total is divided anew, bench ms; null while nothing changed. */
  replanMs: number | null;
  /** When late reports are no longer waited for, bench ms; set when it ends. */
  closesMs: number | null;
  targets: Target[];
  /** Customers who got their settlement statement. */
  settled: string[];
}

/** A message that its receiver was too busy for. */
export interface Postponed {
  atMs: number;
  name: MessageName;
  to: string;
  subject: string;
  data: unknown;
}

export interface MeteringPoint {
  point: string;
  evseId: string;
  meteringPointId: string;
  pevId?: string | undefined;
}

export interface UtilityState {
  urn: string;
  seed: string;
  params: Record<string, unknown>;
  atMs: number;
  /** Wall time minus bench time, ms, and the part of it that clock steps made. */
  offsetMs: number;
  steppedMs: number;
  refreshS: number;
  escis: string[];
  points: MeteringPoint[];
  enrollmentsSent: boolean;
  enrollments: Record<string, Enrollment>;
  preferences: Record<string, PreferenceVersion[]>;
  pevs: Record<string, PevRecord>;
  events: GridEvent[];
  alerts: AlertState;
  postponed: Postponed[];
  /** Texts that must never leave this device (PR2-X-11). */
  secrets: string[];
  endpoint: EndpointState;
}

/** A Utility that knows nobody yet. */
export function newState(urn: string, seed: string): UtilityState {
  return {
    urn,
    seed,
    params: {},
    atMs: 0,
    offsetMs: 0,
    steppedMs: 0,
    refreshS: 60,
    escis: [],
    points: [],
    enrollmentsSent: false,
    enrollments: {},
    preferences: {},
    pevs: {},
    events: [],
    alerts: { duties: [], sent: [], outcomes: [] },
    postponed: [],
    secrets: [],
    endpoint: newEndpointState(),
  };
}

export function newTarget(pevId: string, customerId: string, requestedW: number[]): Target {
  return {
    pevId,
    customerId,
    state: 'PENDING',
    messageId: null,
    requestedW,
    acceptedPowerW: null,
    acceptedEnergyWh: null,
    code: null,
    withdrawn: null,
    actedMs: null,
    dispatch: null,
    dispatchIds: [],
    refusals: 0,
    askMs: null,
    endsMs: null,
    participated: false,
    startRegisterWh: null,
    lastRegisterWh: null,
    report: null,
  };
}

/** A refusal on the operator's panel or in a message. */
export type Refusal = ErrorCode;
