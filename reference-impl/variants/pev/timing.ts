/** PEVs that take all the time that they are allowed, or none of it. */
import type { Message } from '../../../schemas';
import type { Variant } from '../../faults/fault';
import { RESPONSE_CLASSES, type ClassLimits, type ResponseClassName } from '../../parameters';
import { conformantPev } from '../../pev/conformant';
import { latestStartMs } from '../../faults/latest-start';
import { slow } from '../../faults/slow';
import { around, decides } from './make';

/** What is left of an allowed time for the way of a message and for rounding, ms. */
const SPARE_MS = 40;
/** P_T_AVREQ, P_T_OPTMSG and P_T_POSTTERM at their defaults, ms. */
const AVAILABILITY_MS = 10_000;
const TELL_MS = 5_000;

export const TIMING_VARIANTS: readonly Variant[] = [
  around('decides-at-the-last-moment', ['time to speak'], (make) => slow(make, { hears: decidesMs })),
  around('answers-at-the-last-moment', ['time to speak'], (make) => slow(make, { says: answersMs })),
  around('tells-at-the-last-moment', ['time to speak'], (make) => slow(make, { says: tellsMs }), {
    reportDelayMs: ({ availabilityS }) => availabilityS * 1000 - SPARE_MS,
    confirmDelayMs: (_class, { confirmS }) => confirmS * 1000 - SPARE_MS,
  }),
  decides('starts-and-ramps-as-late-as-allowed', {
    startDelayMs: (responseClass) => {
      const { startS, fullS } = RESPONSE_CLASSES[responseClass];
      return Math.max(0, (startS - fullS / 10) * 1000 - 500);
    },
    rampWps: (greatestW, responseClass, parameters) =>
      Math.min(
        conformantPev.rampWps(greatestW, responseClass, parameters),
        slowWps(greatestW, responseClass),
      ),
  }),
  decides('starts-at-the-very-limit', { startDelayMs: latestStartMs }),
  decides('ramps-as-slowly-as-allowed', {
    rampWps: (greatestW, responseClass, parameters) =>
      Math.min(
        conformantPev.rampWps(greatestW, responseClass, parameters),
        slowWps(greatestW, responseClass),
      ),
  }),
  decides('stops-as-slowly-as-allowed', {
    stopShape: (cause, _rampWps, { stopS, optOutS, derateS }) => {
      const allowedS = { request: stopS, end: stopS, customer: Math.min(optOutS, stopS), limit: 1 }[cause];
      return {
        rateWps: 1,
        withinMs: Math.min(allowedS, cause === 'limit' ? derateS : stopS) * 1000 - 2 * SPARE_MS,
      };
    },
  }),
  decides('stops-at-once', { stopShape: () => ({ rateWps: 1e6, withinMs: 1 }) }),
  decides('gives-notice-ten-minutes-ahead', { noticeLeadMs: () => 600_000 }),
  decides('confirms-as-soon-as-three-samples-allow', {
    confirmDelayMs: (responseClass) =>
      Math.ceil(
        3 *
          Math.min(
            1,
            RESPONSE_CLASSES[responseClass].startS / 10,
            RESPONSE_CLASSES[responseClass].fullS / 10,
          ) *
          1000,
      ),
  }),
  decides('rides-through-for-just-as-long-as-it-must', {
    rideThroughMs: (present, { rideThroughS }) => (present ? rideThroughS * 1000 + 1 : 0),
  }),
  decides('enters-service-late', { enterServiceMs: ({ enterServiceS }) => enterServiceS * 1000 + 60_000 }),
  decides('waits-nearly-all-of-the-rebound-time', {
    reboundDelayS: (unit, latestS, { reboundS }) =>
      Math.floor(Math.max(0, Math.min((0.8 + 0.2 * unit) * reboundS, latestS)) * 1000) / 1000,
  }),
];

/** Full power of the class in nearly all of its time, W/s. */
function slowWps(greatestW: number, responseClass: ResponseClassName): number {
  const { startS, fullS } = RESPONSE_CLASSES[responseClass];
  return Math.max(greatestW / (fullS * 0.9 - startS / 2), 1);
}

/** Events, questions and requests are thought about for nearly all of the time that an answer may take. */
function decidesMs(message: Message): number {
  switch (message.type) {
    case 'pr2.EnergySupplyEvent.v1':
    case 'pr2.DispatchRequest.v1':
      return decisionMs((message.data as { responseClass?: ResponseClassName }).responseClass);
    case 'pr2.AvailabilityRequest.v1':
      return AVAILABILITY_MS - SPARE_MS;
    default:
      return 0;
  }
}

/** Where power has to move as soon as the answer has to come, the answer comes in half of that time. */
function decisionMs(responseClass: ResponseClassName = 'SCHEDULED'): number {
  const limits = RESPONSE_CLASSES[responseClass] as ClassLimits | undefined;
  if (limits === undefined) return 0;
  return limits.startS <= limits.ackS ? limits.ackS * 500 : limits.ackS * 1000 - SPARE_MS;
}

/** Everything else that is answered waits for the end of its time. */
function answersMs(message: Message, asked: Message | null): number {
  if (asked === null || message.correlationid !== asked.id) return 0;
  const isDecision = asked.type === 'pr2.DispatchRequest.v1' || asked.type === 'pr2.DispatchUpdate.v1';
  if (isDecision) return 0;
  const { responseClass } = (asked.data ?? {}) as { responseClass?: ResponseClassName };
  const limits = RESPONSE_CLASSES[responseClass ?? 'SCHEDULED'] as ClassLimits | undefined;
  return (limits?.ackS ?? 0) * 1000 - (limits === undefined ? 0 : SPARE_MS);
}

/** What is told after the fact waits for the end of its time; what has to be told before it does not. */
function tellsMs(message: Message): number {
  switch (message.type) {
    case 'pr2.ParticipationNotice.v1':
      return TELL_MS - SPARE_MS;
    case 'pr2.TerminationNotice.v1':
      return message.data.predicted || message.data.reason === 'USER_STOP' || message.data.reason === 'UNPLUG'
        ? 0
        : TELL_MS - SPARE_MS;
    default:
      return 0;
  }
}
