/** The checks on requests, discharge and what ends it, by the name under which they stand in the log. */
import type { Check } from '../check';
import { chargesAfterDelay, delaysSpread, holdsTarget, needIsThere } from './afterwards';
import { asksAtMost, changesRequest, commandsWithinReport, renewsInTime, validityInBounds } from './commands';
import { confirmsAtPower, resent, sendsOneOf, sentTimes } from './confirmations';
import { noImport, rampKept, staysIdle } from './curves';
import { chargesWithoutExport, metersRegularly, metersWhatFlowed, reportsDelivered } from './metering';
import { metersAgree, rightOrEstimated } from './meter-trouble';
import {
  answerComesBack,
  answersComeBackMostly,
  arrives,
  passesOnUnchanged,
  sameAnswerTwice,
} from './passage';
import { outlastsRenewals, renewsUnchanged } from './renewals';
import { meetsClassMostly } from './response-share';
import {
  contactorOpens,
  endsAsAnnounced,
  endsAtFloor,
  noticeAhead,
  noticeBeforeOpening,
  noticeTrue,
} from './termination';
import { stopsAtDeadline } from './watchdog';

export const dispatchChecks: Readonly<Record<string, Check<never>>> = {
  'confirms-at-power': confirmsAtPower,
  'sends-one-of': sendsOneOf,
  resent,
  'sent-times': sentTimes,
  'ramp-kept': rampKept,
  'no-import': noImport,
  'stays-idle': staysIdle,
  'meets-class-mostly': meetsClassMostly,
  'meters-regularly': metersRegularly,
  'meters-what-flowed': metersWhatFlowed,
  'right-or-estimated': rightOrEstimated,
  'meters-agree': metersAgree,
  'charges-without-export': chargesWithoutExport,
  'reports-delivered': reportsDelivered,
  'notice-ahead': noticeAhead,
  'ends-as-announced': endsAsAnnounced,
  'notice-true': noticeTrue,
  'notice-before-opening': noticeBeforeOpening,
  'contactor-opens': contactorOpens,
  'ends-at-floor': endsAtFloor,
  'charges-after-delay': chargesAfterDelay,
  'holds-target': holdsTarget,
  'delays-spread': delaysSpread,
  'need-is-there': needIsThere,
  'commands-within-report': commandsWithinReport,
  'asks-at-most': asksAtMost,
  'changes-request': changesRequest,
  'renews-in-time': renewsInTime,
  'validity-in-bounds': validityInBounds,
  'outlasts-renewals': outlastsRenewals,
  'renews-unchanged': renewsUnchanged,
  'stops-at-deadline': stopsAtDeadline,
  'passes-on-unchanged': passesOnUnchanged,
  arrives,
  'answer-comes-back': answerComesBack,
  'answers-come-back-mostly': answersComeBackMostly,
  'same-answer-twice': sameAnswerTwice,
};
