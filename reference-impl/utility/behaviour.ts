/**
 * The decision points of a Utility: everything that a requirement of PR2 lets it do in only one way, each as a
 * function of its own. The defaults conform; a fault or an odd variant replaces single entries.
 */
import type { ErrorCode, MessageBodies } from '../../schemas';
import type { Parameters } from '../parameters';
import { alertText, type AlertFacts, type AlertKind } from './alert-text';
import { allocate, type Allocation, type FleetMember } from './allocation';
import { isEnrolled, isPermittedPlace, mayDischarge, type Call } from './enrollment';
import { endOf } from './lifecycle';
import { judgeNotice, type Notice } from './notice';
import { planWithin, type Available, type Stretch } from './planning';
import { precedence, type Precedence } from './precedence';
import { alertAllowedMs, designatedChannels, effectivePreference, refusePreference } from './preferences';
import { statementOf } from './settlement';
import type {
  Connection,
  Enrollment,
  EventReport,
  EventState,
  GridEvent,
  NoticeClass,
  Preference,
  PreferenceVersion,
  SupplyEvent,
} from './state';

export interface UtilityBehaviour {
  /** PR2-G-02: whether an event may be issued to the holder of this enrollment. */
  isEnrolled(enrollment: Enrollment | undefined, call: Call): boolean;
  /** PR2-G-02: whether an event that is already out is cancelled when its enrollment ends. */
  cancelsRevoked(): boolean;
  /** PR2-G-03: whether a PEV may be dispatched where it is plugged in. */
  isPermittedPlace(enrollment: Enrollment, connection: Connection | null): boolean;
  /** PR2-A-12: whether the connection may discharge. */
  mayDischarge(connection: Connection): boolean;
  /** PR2-A-01: the event message, before it is sent to one target. */
  eventMessage(event: SupplyEvent, target: string): SupplyEvent;
  /** PR2-A-02: why a notification preference is not taken over, or null. */
  refusePreference(history: readonly PreferenceVersion[], incoming: Preference): ErrorCode | null;
  /** PR2-A-02: the preference in force at the instant of sending, bench ms. */
  effectivePreference(history: readonly PreferenceVersion[], atMs: number): Preference | null;
  /** PR2-A-03, PR2-A-04: channel types on which a customer is told. */
  channelsFor(preference: Preference | null): string[];
  /** PR2-A-03: earliest instant at which an alert may go out, wall ms. */
  alertAllowedMs(preference: Preference, noticeClass: NoticeClass, wallMs: number): number;
  /** PR2-A-04: whether customers are told of this kind of news. */
  alerts(kind: AlertKind): boolean;
  /** PR2-A-04: how often an alert that failed is tried again. */
  alertRetries(): number;
  /** PR2-A-04, PR2-X-11: what the customer reads; nothing in it that identifies vehicle, address or access. */
  alertText(facts: AlertFacts): string;
  /** PR2-A-09: class of an event's notice, or why it may not be issued. */
  judgeNotice(notice: Notice, parameters: Parameters): { noticeClass: NoticeClass } | { refused: ErrorCode };
  /** PR2-A-07, PR2-A-15: whether a report, so many seconds old, still says what is available. */
  isFresh(ageS: number, limitS: number): boolean;
  /** Seconds before its start at which an event is armed. */
  armLeadS(): number;
  /** PR2-A-14: seconds before the start at which the dispatch goes out, given the greatest age of a report. */
  dispatchLeadS(availabilityAgeS: number): number;
  /** PR2-A-22: seconds before it takes effect at which the power of a later interval goes out. */
  intervalLeadS(): number;
  /** PR2-A-14: the dispatch message before it is sent. */
  dispatchMessage(dispatch: MessageBodies['DispatchRequest']): MessageBodies['DispatchRequest'];
  /** PR2-A-15: power to ask for in each stretch of an event's rest, W. */
  plan(stretches: readonly Stretch[], available: Available): number[];
  /** PR2-A-15: how much of what a PEV was asked for since its last report counts as gone, W·ms. */
  drawnWms(askedWms: number): number;
  /** PR2-A-15: power to ask for when a new report allows `allowedW` and `currentW` is running. */
  afterReport(currentW: number, allowedW: number): number;
  /** PR2-A-22: the revision that follows. */
  nextRevision(revision: number): number;
  /** PR2-A-05, PR2-A-11: whether a customer's opt-out ends the Utility's requests. */
  honoursOptOut(): boolean;
  /** PR2-A-24: revision of the cancel, given the highest that the event used. */
  cancelRevision(lastRevision: number): number;
  /** PR2-A-10: what customers are told about their part. */
  statement(eventId: string, reports: readonly EventReport[]): MessageBodies['SettlementStatement'];
  /** PR2-X-05: validForS of each command, given the update interval. */
  watchdogS(refreshS: number, leastS: number): number;
  /** PR2-X-05: whether running dispatches are refreshed. */
  refreshes(): boolean;
  /** PR2-X-06: what a newer event does to an older one for the same PEV and time. */
  precedence(newer: GridEvent, older: GridEvent): Precedence;
  /** PR2-A-17: whether a dispatch that ended for this reason is followed by a fresh one while the event lasts. */
  dispatchesAgain(reason: string): boolean;
  /** PR2-X-12: whether a dispatch goes on after the Utility was away for so long. */
  resumes(silentMs: number, validForMs: number): boolean;
  /** PR2-X-03: by how much a running event is put off where the clock is stepped, ms. */
  durationsShiftMs(deltaMs: number): number;
  /** PR2-X-13: how a total is divided among PEVs, and what stays unserved. */
  allocate(
    fleet: readonly FleetMember[],
    totalW: readonly number[],
    durationsS: readonly number[],
  ): Allocation;
  /** PR2-X-13: how an event ended. */
  outcome(event: GridEvent): EventState;
}

/** A report must allow at least this much more before a reduced dispatch is raised again, as a part of it. */
const RAISE_PART = 0.1;

export const conformantUtility: UtilityBehaviour = {
  isEnrolled,
  cancelsRevoked: () => true,
  isPermittedPlace,
  mayDischarge,
  eventMessage: (event) => event,
  refusePreference,
  effectivePreference,
  channelsFor: designatedChannels,
  alertAllowedMs,
  alerts: () => true,
  alertRetries: () => 3,
  alertText,
  judgeNotice,
  isFresh: (ageS, limitS) => ageS <= limitS,
  armLeadS: () => 60,
  dispatchLeadS: (availabilityAgeS) => availabilityAgeS / 2,
  intervalLeadS: () => 5,
  dispatchMessage: (dispatch) => dispatch,
  plan: planWithin,
  drawnWms: (askedWms) => askedWms,
  afterReport: (currentW, allowedW) =>
    allowedW < currentW || allowedW >= currentW * (1 + RAISE_PART) ? allowedW : currentW,
  nextRevision: (revision) => revision + 1,
  honoursOptOut: () => true,
  cancelRevision: (lastRevision) => lastRevision + 1,
  statement: statementOf,
  watchdogS: (refreshS, leastS) => Math.min(900, Math.max(leastS, 30, Math.ceil(3 * refreshS))),
  refreshes: () => true,
  precedence,
  dispatchesAgain: (reason) => reason === 'GRID',
  durationsShiftMs: () => 0,
  resumes: (silentMs, validForMs) => silentMs < validForMs,
  allocate,
  outcome: endOf,
};
