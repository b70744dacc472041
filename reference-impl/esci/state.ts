/** Everything that an ESCI remembers, as one plain JSON object (PR2-X-12). Instants are bench ms unless named wall. */
import type { Message, MessageBodies } from '../../schemas';
import { newEndpointState, type EndpointState } from '../endpoint/endpoint-state';
import { newIsland, type Commissioning, type Island } from './island/state';
import type { Meter } from './meter';
import type { Plan } from './plan';

export interface EsciState {
  endpoint: EndpointState;
  /** Latest record of each customer's programme, by `pevId programId` (PR2-G-02). */
  enrollments: Record<string, MessageBodies['EnrollmentRecord']>;
  /** EVSEs with their meters, by point. */
  points: Record<string, Point>;
  /** Messages kept for a PEV that is not here, oldest first (PR2-A-01). */
  stored: Stored[];
  /** What this ESCI answered in a PEV's place, by source and id, so that a replay gets it again (PR2-X-02). */
  answers: Record<string, Answer>;
  /** Availability requests whose PEV has not answered yet, by message id (PR2-A-07). */
  asked: Record<string, { request: Message; dueMs: number }>;
  /** Commands that passed to a PEV and await its answer, by message id. */
  commands: Record<string, { message: Message; atMs: number }>;
  /** Messages that lie here for a while before they go on. */
  delayed: { message: Message; dueMs: number }[];
  /** When each request was relayed first, by source and id: a repeat says nothing of its sender's clock. */
  relayed: Record<string, number>;
  /** Events by `pevId eventId`. */
  events: Record<string, SupplyEvent>;
  /** Skew of a relayed message's sender, to be reported after its answer, by message id (PR2-X-03). */
  skews: Record<string, { request: Message; skewS: number }>;
  /** The customer's preferences set at this ESCI, by pevId; `*` for every PEV (PR2-A-20). */
  preferences: Record<string, Preference>;
  /** The last M07 copy sent to each PEV, by pevId. */
  copies: Record<string, Preference>;
  /** The state of charge that each PEV last told of, %. */
  lastSoc: Record<string, number>;
  /** Deratings by element, W; those that are null are none. */
  derated: { evse: number | null; site: number | null; cordset: number | null };
  island: Island;
}

export type Preference = MessageBodies['DischargePreference'];

export interface Point {
  point: string;
  evseId: string;
  meteringPointId: string;
  meter: Meter;
  session: Session | null;
  /** After a bounce of the cable: when it is in again, and with what. */
  replug: { atMs: number; plug: Plug } | null;
}

/** What plugging in tells of the PEV, the cable and the EVSE. */
export interface Plug {
  pevId: string;
  /** A; null or 0 where it is not known. */
  cordsetA: number | null;
  bidirectional: boolean;
  v2h: boolean;
  inverterAuthorised: boolean;
}

/** One connection of one PEV (specification, section 6). */
export interface Session extends Plug {
  sessionId: string;
  state: 'CONNECTING' | 'AUTHENTICATED' | 'AVAILABLE' | 'RELAYING' | 'MONITORING';
  /** When authentication is done; null once it is. */
  authenticateAtMs: number | null;
  /** What the PEV last reported as available. */
  lastReport: MessageBodies['AvailabilityReport'] | null;
}

export interface Stored {
  pevId: string;
  message: Message;
  expiresWallMs: number;
  /** Sent on, and not answered yet. */
  sent: boolean;
}

/** The last answer given to a request, and the body that it answered. */
export interface Answer {
  bodyText: string;
  answer: Message;
  atMs: number;
}

/** An event of one PEV as it is known here: what was asked, what the customer said, what came of it. */
export interface SupplyEvent {
  pevId: string;
  eventId: string;
  /** Who is told of it. */
  utility: string;
  programId: string | null;
  revision: number;
  startWallMs: number;
  endWallMs: number;
  /** Energy that the event's own intervals ask of this PEV, J. */
  profileJ: number;
  /** The PEV has been given the event here. */
  forwarded: boolean;
  /** The utility has asked for power here, whatever became of it. */
  requested: boolean;
  /** The PEV's own answer, and why. */
  decision: string | null;
  code: string | null;
  /** The latest action of the customer, at the PEV or here. */
  customer: CustomerAction | null;
  /** The latest action at this ESCI that the PEV has not been told of. */
  untold: CustomerAction | null;
  cancelledAtMs: number | null;
  run: Run | null;
  reportAtMs: number | null;
  reported: boolean;
}

export interface CustomerAction {
  action: 'OPT_OUT' | 'OVERRIDE' | 'OPT_IN';
  source: MessageBodies['ParticipationNotice']['source'];
  sourceTime: string;
  limits: NonNullable<MessageBodies['ParticipationNotice']['limits']> | null;
}

/** The dispatches of one event at one PEV, watched from the first to the last. */
export interface Run {
  dispatchId: string;
  /** Revision of the last command that the PEV accepted. */
  revision: number;
  point: string;
  sessionId: string;
  responseClass: string;
  plan: Plan;
  endMs: number;
  /** Start of the last dispatch by its request, from when on it is metered. */
  startMs: number;
  /** From when its response time counts: the later of receipt and start. */
  askedAtMs: number;
  /** Export register where the first dispatch began, and where the last ended. */
  startExportWh: number | null;
  endExportWh: number | null;
  endedAtMs: number | null;
  nextMeterMs: number | null;
  /** Power has been seen since the last thing that the PEV said of it. */
  delivering: boolean;
  /** When the power went without a word (PR2-A-21). */
  vanishedAtMs: number | null;
  /** When the cable came out (PR2-A-21). */
  unpluggedAtMs: number | null;
  termination: { reason: string; effectiveMs: number } | null;
  deviations: Deviation[];
  estimated: boolean;
  /** Of the first step, s after the later of receipt and start (specification, section 3). */
  response: { ackS?: number; startS?: number; fullS?: number };
}

/** A stretch in which something other than the plan held. */
export interface Deviation {
  kind: string;
  fromMs: number;
  /** Export register where it begins, J; null until then. */
  fromJ: number | null;
  toMs: number | null;
  /** Delivered less asked, J; known at its end. */
  energyJ: number;
}

export function newEsciState(commissioning: Commissioning = null): EsciState {
  return {
    endpoint: newEndpointState(),
    enrollments: {},
    points: {},
    stored: [],
    answers: {},
    asked: {},
    commands: {},
    delayed: [],
    relayed: {},
    events: {},
    skews: {},
    preferences: {},
    copies: {},
    lastSoc: {},
    derated: { evse: null, site: null, cordset: null },
    island: newIsland(commissioning),
  };
}
