/**
 * The decision points of a PEV: pure functions, one for each thing that a requirement leaves to it. The conformant
 * ones are the defaults; a named fault or an odd but conformant variant replaces single entries.
 */
import type { ErrorCode, Message, MessageBodies } from '../../schemas';
import type { Parameters, ResponseClassName } from '../parameters';
import type { StopShape } from '../physics/stop';
import type { CancelQuestion, UpdateQuestion } from './decide-update';
import type { DispatchDecision, DispatchQuestion } from './decide-dispatch';
import type { EventDecision, EventQuestion } from './decide-event';
import type { IslandBehaviour } from './island/behaviour';
import type { EffectivePreference, Preference, PreferenceStores } from './preferences';
import type { Event } from './profile';
import type { CustomerAction, EndReason, EventRecord, PevState } from './state';

export type Report = MessageBodies['AvailabilityReport'];
export type Participation = MessageBodies['ParticipationNotice'];

/** What makes power change: a request of the Utility, an end, the customer, or a limit that fell. */
export type Cause = 'request' | 'end' | 'customer' | 'limit';

/** What the meter of the vehicle has summed up, and measures now. */
export interface Metered {
  readonly exportJ: number;
  readonly importJ: number;
  /** Signed, minus is discharge. */
  readonly powerW: number;
}

export interface PevBehaviour extends IslandBehaviour {
  // What passes the wire
  /** Everything that is sent passes here last; null is not sent (PR2-X-01..04, X-08, X-09, X-11). */
  outgoing(message: Message, state: PevState): Message | null;
  /** What is received and well-formed; null is left unanswered (PR2-X-09). */
  incoming(message: Message, state: PevState): Message | null;

  // Connection and availability
  /** From the connection to the first report, ms (PR2-A-06). */
  reportDelayMs(parameters: Parameters): number;
  /** The report, fresh from the state (PR2-A-06, A-07, A-12, A-13). */
  report(fresh: Report, state: PevState): Report;
  /** Whether a change is worth a report that nobody asked for (PR2-A-07). */
  reportsChange(last: Report, now: Report, parameters: Parameters): boolean;

  // Preferences
  /** What two stores of preferences amount to (PR2-A-08, reading D19). */
  effectivePreference(stores: PreferenceStores, departure: PevState['departure']): EffectivePreference;
  /** Null to take a preference, a code to refuse it and keep the last valid one (PR2-A-12). */
  refusesPreference(offered: Preference, held: Preference | null): ErrorCode | null;

  // Events and the customer
  /** The policy on an event (PR2-A-08, A-09). */
  decideEvent(question: EventQuestion): EventDecision;
  /** Seconds by which the start is spread, drawn once from `unit` in [0, 1) (PR2-X-07). */
  startOffsetS(event: Event, unit: number): number;
  /** Whether a customer's action prevails over the last one (PR2-A-20). */
  prevails(next: CustomerAction, last: CustomerAction | null): boolean;
  /** Whether an action of the customer changes the power, and needs nobody's leave for it (PR2-A-05). */
  obeysCustomer(action: CustomerAction['action']): boolean;
  /** The notice of a customer's action; null sends none (PR2-A-11). */
  participation(notice: Participation): Participation | null;

  // Dispatch
  /** The answer to a request (PR2-A-14, A-15, A-19, G-01). */
  decideDispatch(question: DispatchQuestion): DispatchDecision;
  /** The answer to an update (PR2-A-22). */
  decideUpdate(question: UpdateQuestion): DispatchDecision;
  /** The answer to a cancel (PR2-A-24). */
  decideCancel(question: CancelQuestion): ErrorCode | 'DUPLICATE' | null;
  /** Whose claim to the battery goes first: positive where that of `a` does (PR2-A-15, X-06). */
  precedence(a: EventRecord, b: EventRecord): number;
  /** Whether a new request ends the dispatch of `rival`, which waits for its start or runs (PR2-X-06). */
  supersedes(event: EventRecord, rival: EventRecord, running: boolean): boolean;
  /** From the start to the first change of power, ms (PR2-A-19). */
  startDelayMs(responseClass: ResponseClassName, parameters: Parameters): number;
  /** What is really held for a wanted power, W (PR2-A-17). */
  heldPowerW(wantedW: number): number;
  /** Power wanted from a setpoint under a limit, W (PR2-A-13). */
  limitedW(setpointW: number, limitW: number): number;
  /** Steepest change of power on request, W/s (PR2-A-22, P_RAMP). */
  rampWps(greatestW: number, responseClass: ResponseClassName, parameters: Parameters): number;
  /** From entering the band to the confirmation, ms; null confirms at once, in the band or not (PR2-A-18). */
  confirmDelayMs(responseClass: ResponseClassName, parameters: Parameters): number | null;

  // The end
  /** How power goes down for a cause other than a request (PR2-A-05, A-13, A-21, A-23). */
  stopShape(cause: Cause, rampWps: number, parameters: Parameters): StopShape;
  /** Where discharge really ends, per cent (PR2-A-08). */
  stopFloorPct(floorPct: number): number;
  /** Where a floor that was reached lets go again, per cent (PR2-A-08, P_SOC_HYST). */
  releaseFloorPct(floorPct: number, parameters: Parameters): number;
  /** How long before a predicted end it is told, ms (PR2-A-21). */
  noticeLeadMs(parameters: Parameters): number;
  /** Whether an end of this kind is told at all (PR2-A-21). */
  announces(reason: EndReason): boolean;
  /** When a dispatch without further word is silenced, bench time (PR2-X-05). */
  watchdogDeadlineMs(receivedMs: number, startMs: number, validForS: number): number;

  /** By how much what runs is put off where the clock is stepped, ms (PR2-X-03). */
  durationsShiftMs(deltaMs: number): number;

  // Metering
  /** From one value to the next, s (PR2-A-16). */
  meterIntervalS(responseClass: ResponseClassName, parameters: Parameters): number;
  /** What the meter shows (PR2-A-16). */
  shown(metered: Metered): Metered;

  // Grid
  /** From the start of an excursion to the trip, ms; 0 trips at once (PR2-A-17, B-03). */
  rideThroughMs(gridPresent: boolean, parameters: Parameters): number;
  /** From the first instant in range to being in service again, ms (PR2-A-17). */
  enterServiceMs(parameters: Parameters): number;

  // Afterwards
  /** Delay before charging begins again, s; `latestS` is what the departure leaves (PR2-A-23). */
  reboundDelayS(unit: number, latestS: number, parameters: Parameters): number;
  /** Whether charging stays out of the hours of accepted events (PR2-A-23). */
  yieldsToEvents(): boolean;
  /** What becomes of a running dispatch at a restart (PR2-X-12). */
  afterRestart(): 'end' | 'resume';
}
