/** The customer's checks by name: announcing, alerting, opting out, settling, and the messaging beneath. */
import type { Check } from '../check';
import { givesNotice } from './notice';
import { handsOn, oneEventAnId, reachesOnce } from './passing-on';

export const customerChecks: Readonly<Record<string, Check<never>>> = {
  'gives-notice': givesNotice,
  'hands-on': handsOn,
  'one-event-an-id': oneEventAnId,
  'reaches-once': reachesOnce,
};
