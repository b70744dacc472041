/** The customer's checks by name: announcing, alerting, opting out, settling, and the messaging beneath. */
import type { Check } from '../check';
import { tellsNothing, tellsOnce, triesAgain } from './alerts';
import { answersAlike, namesWhatItAnswers } from './answers';
import { givesNotice } from './notice';
import { handsOn, oneEventAnId, reachesOnce } from './passing-on';
import { keepsHistory, recordHolds } from './records';
import { arrivesDated, repeats } from './repeats';
import { settles, statementAgrees } from './settlement';

export const customerChecks: Readonly<Record<string, Check<never>>> = {
  'answers-alike': answersAlike,
  'arrives-dated': arrivesDated,
  'gives-notice': givesNotice,
  'hands-on': handsOn,
  'keeps-history': keepsHistory,
  'names-what-it-answers': namesWhatItAnswers,
  'one-event-an-id': oneEventAnId,
  'reaches-once': reachesOnce,
  'record-holds': recordHolds,
  repeats,
  settles,
  'statement-agrees': statementAgrees,
  'tells-nothing': tellsNothing,
  'tells-once': tellsOnce,
  'tries-again': triesAgain,
};
