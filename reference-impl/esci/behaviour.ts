/**
 * The decisions of an ESCI, one pure function each, named for what it decides and citing the requirement that it
 * serves. The conformant ones are the default; a fault or a variant replaces a single entry.
 */
import type { ErrorCode, Message, MessageBodies, MessageName } from '../../schemas';
import type { Persistence } from '../endpoint/repeats';
import { timeMs } from '../endpoint/identifiers';
import type { Parameters } from '../parameters';
import { copyFor, type EnvelopeFacts } from './envelope';
import { isEnrolled, type Place } from './enrollment';
import { conformantIsland, type IslandBehaviour } from './island/behaviour';
import type { MeterReading } from './meter';
import { outcomeOf, participationOf, requestedWhOf, type EventFacts } from './outcome';
import type { CustomerAction, Plug, Point, Preference, Session } from './state';

type Enrollment = MessageBodies['EnrollmentRecord'];
type Report = MessageBodies['EventReport'];

export interface DispatchFacts {
  request: MessageBodies['DispatchRequest'];
  enrolled: boolean;
  /** Null where the PEV is not here, or not authenticated yet. */
  session: Session | null;
  islanded: boolean;
}

export interface EsciBehaviour extends IslandBehaviour {
  /** Why an enrollment record is not taken; null takes it (PR2-G-02). */
  refusesEnrollment(record: Enrollment, held: Enrollment | undefined): ErrorCode | null;
  /** Why an event is not passed to a PEV (PR2-G-02, PR2-G-03). */
  refusesEvent(
    records: readonly Enrollment[],
    place: Place,
    pevId: string,
    event: MessageBodies['EnergySupplyEvent'],
  ): ErrorCode | null;
  /** Whether a dispatch's PEV is enrolled, for the event's programme where it is known (PR2-G-02, PR2-G-03). */
  isEnrolledFor(
    records: readonly Enrollment[],
    place: Place,
    pevId: string,
    programId: string | null,
    startWallMs: number,
  ): boolean;
  /** Why a dispatch is not passed to a PEV (PR2-G-01, PR2-A-12, PR2-B-10). */
  refusesDispatch(facts: DispatchFacts): ErrorCode | null;
  /** The refusal of what is addressed to a PEV that is not here; null keeps it until it is (PR2-A-01, PR2-A-07). */
  refusesAbsent(name: MessageName, knows: { event: boolean; dispatch: boolean }): ErrorCode | null;
  /** What goes on in place of a message: itself with this ESCI in `via`, and when (PR2-A-01). */
  relays(message: Message, urn: string, wallTime: string): readonly Message[];
  /** How long a message lies here before it goes on, ms (PR2-A-01, P_T_FWD). */
  relayDelayMs(message: Message, parameters: Parameters): number;
  /** Until when a message for an absent PEV is kept, wall ms (PR2-A-01). */
  expiresWallMs(event: { startWallMs: number; endWallMs: number }): number;
  /** How a message to the utility is repeated until it is answered (PR2-A-11, PR2-A-21, PR2-X-09). */
  persistence(name: MessageName): Persistence;
  /** How long a PEV may keep silent to an availability request, ms (PR2-A-07, P_T_AVREQ). */
  availabilityWaitMs(parameters: Parameters): number;
  /** What is said of a silent PEV: a refusal, or a report (PR2-A-07: never an old one). */
  answersForSilent(
    last: MessageBodies['AvailabilityReport'] | null,
  ): ErrorCode | MessageBodies['AvailabilityReport'];
  /** Whether an answer that comes after this ESCI has given the PEV up still goes on (PR2-X-09: one answer). */
  passesLateAnswer(): boolean;
  /** How long authentication of a PEV takes, ms (PR2-A-12, P_T_AUTH). */
  authenticationMs(parameters: Parameters): number;
  /** What a connection establishes (PR2-A-12). */
  connectionNotice(session: Session, point: Point, place: Place): MessageBodies['ConnectionNotice'];
  /** Who learns of a connection (PR2-A-12). */
  tellsConnection(): readonly ('utility' | 'pev')[];
  /** The ESCI's copy of the preferences for a PEV, without version; null where nothing here restricts it (PR2-A-13, PR2-A-20). */
  preferenceCopy(facts: EnvelopeFacts): Omit<Preference, 'version'> | null;
  /** Why preferences set here are not taken (PR2-A-12). */
  refusesPreference(preference: Preference, held: Preference | undefined): ErrorCode | null;
  /** Why a customer's action here has no effect (PR2-A-05). */
  refusesCustomer(
    action: CustomerAction['action'],
    facts: { ended: boolean; started: boolean; active: boolean },
  ): ErrorCode | null;
  /** Who is told of a customer's action here (PR2-A-05, PR2-A-11). */
  tellsCustomer(): readonly ('utility' | 'pev')[];
  /** How long after the cable is out the ESCI speaks for the PEV, ms; null: not at all (PR2-A-21, P_T_POSTTERM). */
  unplugNoticeMs(parameters: Parameters): number | null;
  /** How long after power went without a word the ESCI speaks, ms; null: not at all (PR2-A-21, P_T_POSTTERM). */
  vanishedNoticeMs(parameters: Parameters): number | null;
  /** Below which magnitude a dispatched PEV's power counts as gone, W (PR2-A-21). */
  vanishedBelowW(askedW: number): number;
  /** Whether an event whose dispatch ended for this reason may still go on with a fresh one (PR2-A-10, PR2-A-17). */
  isResumable(reason: string): boolean;
  /** Time between two telemetry messages of a dispatch, ms (PR2-A-16, P_MET_INT). */
  meterIntervalMs(responseClass: string, parameters: Parameters): number;
  /** What the meter tells: signed power, registers, quality (PR2-A-16, PR2-X-04). */
  telemetry(
    reading: MeterReading,
    registers: { exportWh: number; importWh: number },
  ): Pick<
    MessageBodies['EnergyTelemetry'],
    'activePowerW' | 'exportRegisterWh' | 'importRegisterWh' | 'quality'
  >;
  /** The energy that was asked for, Wh (PR2-A-10). */
  requestedWh(facts: EventFacts): number;
  /** Delivered by requested, 0 to 1 (PR2-A-10). */
  participation(deliveredWh: number, requestedWh: number): number;
  /** Whether the energy was metered throughout (PR2-A-10, PR2-A-16). */
  quality(estimated: boolean): Report['quality'];
  /** How the event ended for the PEV (PR2-A-10, PR2-A-23). */
  outcome(facts: EventFacts, participation: number): Pick<Report, 'outcome' | 'reason'>;
  /** How long after the end the report goes out, ms; at most 10 s (PR2-A-10, PR2-A-23). */
  reportDelayMs(): number;
  /** By how much what runs is put off where the clock is stepped, ms (PR2-X-03). */
  durationsShiftMs(deltaMs: number): number;
  /** Whether the skew of a sender's clock is reported (PR2-X-03, P_CLK_SKEW). */
  reportsSkew(skewS: number, parameters: Parameters): boolean;
}

/** What is due at the latest at a limit is done this much before it. */
const MARGIN_MS = 500;

/** The ESCI that does what PR2 asks. */
export const conformantEsci: EsciBehaviour = {
  ...conformantIsland,
  refusesEnrollment: (record, held) =>
    held !== undefined && record.version < held.version ? 'E_STALE' : null,
  refusesEvent: (records, place, pevId, event) =>
    isEnrolled(records, place, pevId, event.programId, timeMs(event.start)) ? null : 'E_NOT_ENROLLED',
  isEnrolledFor: isEnrolled,
  refusesDispatch: ({ request, enrolled, session, islanded }) => {
    if (request.sink === 'LOAD') return 'E_UNSUPPORTED';
    if (!enrolled) return 'E_NOT_ENROLLED';
    if (session === null) return 'E_NOT_READY';
    if (!session.bidirectional) return 'E_NOT_CAPABLE';
    if (islanded) return 'E_ISLANDED';
    return dischargeAuthorised(session) ? null : 'E_NOT_READY';
  },
  refusesAbsent: (name, knows) => {
    if (name === 'EnergySupplyEvent') return null;
    if (name === 'EventCancel') return knows.event ? null : 'E_UNKNOWN_EVENT';
    if (name === 'DispatchRequest') return 'E_NOT_READY';
    if (name === 'DispatchUpdate') return knows.dispatch ? 'E_STATE' : 'E_UNKNOWN_DISPATCH';
    return 'E_UNKNOWN_PEV';
  },
  relays: (message, urn, wallTime) => [
    { ...message, via: message.via === undefined ? urn : `${message.via},${urn}`, viatime: wallTime },
  ],
  relayDelayMs: () => 0,
  expiresWallMs: (event) => event.endWallMs,
  persistence: (name) =>
    name === 'ParticipationNotice' || name === 'TerminationNotice' ? 'until-answered' : 'until-alive',
  availabilityWaitMs: (p) => p.availabilityRequestS * 1000 - MARGIN_MS,
  answersForSilent: () => 'E_TIMEOUT',
  passesLateAnswer: () => false,
  authenticationMs: () => 200,
  connectionNotice: (session, point, place) => ({
    sessionId: session.sessionId,
    evseId: point.evseId,
    pevId: session.pevId,
    location: place.location as MessageBodies['ConnectionNotice']['location'],
    architecture: place.architecture as MessageBodies['ConnectionNotice']['architecture'],
    capabilities: { v2g: session.bidirectional, v2h: session.bidirectional && session.v2h },
    bidirectional: session.bidirectional,
    cordsetA: session.cordsetA,
    inverterAuthorised: session.inverterAuthorised,
  }),
  tellsConnection: () => ['utility', 'pev'],
  preferenceCopy: copyFor,
  refusesPreference: (preference, held) =>
    held !== undefined && preference.version < held.version ? 'E_STALE' : null,
  refusesCustomer: (action, { ended, started, active }) => {
    if (ended || (action === 'OPT_IN' && started) || (action === 'OVERRIDE' && !active)) return 'E_STATE';
    return null;
  },
  tellsCustomer: () => ['pev', 'utility'],
  unplugNoticeMs: () => 0,
  vanishedNoticeMs: (p) => p.postTerminationS * 1000 - MARGIN_MS,
  vanishedBelowW: (askedW) => Math.min(50, askedW / 2),
  isResumable: (reason) => reason === 'GRID',
  meterIntervalMs: (responseClass, p) =>
    (responseClass === 'REGULATION'
      ? Math.min(p.meterIntervalRegulationS, p.meterIntervalS)
      : p.meterIntervalS) * 1000,
  telemetry: ({ powerW, estimated }, { exportWh, importWh }) => ({
    activePowerW: Math.round(powerW) + 0,
    exportRegisterWh: exportWh,
    importRegisterWh: importWh,
    quality: estimated ? 'ESTIMATED' : 'MEASURED',
  }),
  requestedWh: requestedWhOf,
  participation: participationOf,
  quality: (estimated) => (estimated ? 'ESTIMATED' : 'MEASURED'),
  outcome: outcomeOf,
  reportDelayMs: () => 1000,
  durationsShiftMs: () => 0,
  reportsSkew: (skewS, p) => Math.abs(skewS) > p.clockSkewS,
};

/** Whether the inverter may export through this cable at all; a cordset of unknown rating carries nothing (PR2-A-12). */
export function dischargeAuthorised(plug: Plug): boolean {
  return plug.inverterAuthorised && plug.cordsetA !== null && plug.cordsetA > 0;
}
