/** The oracles, in the order in which they speak at the end of a case. */
import { acceptsReportedClasses } from './accepted-classes';
import { addressees } from './addressees';
import { alertsDatedAsSent } from './alert-dates';
import { alertsAsTheEventIs, tellsNewsOnce } from './alerts';
import { answersName } from './answers-name';
import { attestedInTime } from './attestations';
import { availabilityReports } from './availability-reports';
import { beyondDeclaration } from './beyond-declaration';
import { commandsInTheirEvent } from './commands';
import { everyPowerConfirmed } from './confirmations';
import { connectionsAsTheyAre } from './connections';
import { counterOffer } from './counter-offer';
import { chargeAgainstEnergy, registerAgainstIntegral, registerMonotone } from './energy-books';
import { enrollmentsAsTheyAre } from './enrollment-records';
import { gridAsItIs } from './grid-reports';
import { optsInToAllOfIt } from './event-answers';
import { eventsAsOrdered } from './event-orders';
import { envelopeTimes } from './envelope-times';
import { eventReports } from './event-reports';
import { eventTimes } from './event-times';
import { everybodyAsked } from './everybody-asked';
import { followingOrForming, noClosingOutOfStep, noFormingWithoutIsolation } from './island';
import { metersWhereItWasAsked } from './metering-points';
import { namedIds } from './named-ids';
import { noticeForEveryStop } from './notices';
import { oneAnswer } from './one-answer';
import { optOutsTold } from './opt-outs-told';
import type { Oracle } from './oracle';
import { exportOnlyInDispatch, floorKept, limitsKept, noImportInDispatch } from './power-bounds';
import { phasesKept } from './phase-bounds';
import { renewsWhatItAskedFor } from './renewals';
import { reportedPower, reportedRegister } from './reported-values';
import { requestsAsAnnounced } from './requests';
import { registersOverRestart } from './restart';
import { passesOn } from './passing-on';
import { saidOnce } from './said-once';
import { socketAsItIs } from './socket-telemetry';
import { saysOnce } from './commands-once';
import { refusesOnGrounds } from './refusals';
import { commandUnderstood } from './sense';
import { speaksTrulyForAPev } from './speaking-for';
import { statementsAsReported } from './statements';
import { subjectOfConversation } from './subjects';
import { switchAsItIs } from './switch-reports';
import { telemetryThroughout } from './telemetry';
import { toldInDispatch } from './told-in-dispatch';
import { identity, wellFormed } from './wire';

export const ORACLES: readonly Oracle[] = [
  wellFormed,
  identity,
  subjectOfConversation,
  oneAnswer,
  saidOnce,
  namedIds,
  answersName,
  addressees,
  passesOn,
  refusesOnGrounds,
  connectionsAsTheyAre,
  telemetryThroughout,
  metersWhereItWasAsked,
  socketAsItIs,
  speaksTrulyForAPev,
  optOutsTold,
  registerMonotone,
  registerAgainstIntegral,
  chargeAgainstEnergy,
  floorKept,
  limitsKept,
  phasesKept,
  exportOnlyInDispatch,
  noImportInDispatch,
  noticeForEveryStop,
  commandUnderstood,
  noFormingWithoutIsolation,
  followingOrForming,
  noClosingOutOfStep,
  attestedInTime,
  switchAsItIs,
  gridAsItIs,
  reportedPower,
  reportedRegister,
  availabilityReports,
  toldInDispatch,
  envelopeTimes,
  everyPowerConfirmed,
  counterOffer,
  optsInToAllOfIt,
  eventReports,
  eventsAsOrdered,
  eventTimes,
  requestsAsAnnounced,
  everybodyAsked,
  commandsInTheirEvent,
  renewsWhatItAskedFor,
  saysOnce,
  alertsAsTheEventIs,
  alertsDatedAsSent,
  tellsNewsOnce,
  enrollmentsAsTheyAre,
  statementsAsReported,
  registersOverRestart,
  acceptsReportedClasses,
  beyondDeclaration,
];
