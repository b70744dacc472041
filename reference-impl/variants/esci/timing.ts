/** ESCIs that take the time they are given: everything just inside its limit. */
import type { Variant } from '../../faults/fault';
import { RESPONSE_CLASSES, type ResponseClassName } from '../../parameters';
import { withClockOff } from '../clock';
import { speakingLate, type Asked } from '../../faults/late';
import type { Message } from '../../../schemas';
import { around, decides, OWN } from './make';

const COMMANDS = ['DispatchRequest', 'DispatchUpdate', 'DispatchResponse', 'EventCancel'];
const nameOf = (type: string): string => type.split('.')[1] ?? '';

/** A tenth of a second inside the time for an answer, by the class that the request names (PR2-X-09). */
function answerHoldMs(message: Message, asked: Asked | undefined): number {
  if (!message.source.startsWith(OWN) || message.correlationid === undefined) return 0;
  // What stands in for a PEV that kept silent is at the end of its time already (PR2-A-07).
  if (asked?.type === 'pr2.AvailabilityRequest.v1' && nameOf(message.type) === 'Receipt') {
    const { code } = message.data as { code?: string };
    if (code === 'E_TIMEOUT') return 0;
  }
  const limits = RESPONSE_CLASSES[(asked?.responseClass ?? 'SCHEDULED') as ResponseClassName];
  return limits.ackS * 1000 - 100;
}

export const TIMING_VARIANTS: readonly Variant[] = [
  around('answers-at-the-last-moment', ['time to speak'], (make) => speakingLate(make, answerHoldMs)),
  decides(
    'passes-on-at-the-last-moment',
    {
      // A command and its answer have to be through in the time of their class, which may be one second.
      relayDelayMs: (m, p) => (COMMANDS.includes(nameOf(m.type)) ? 200 : p.forwardS * 1000 - 100),
    },
    'time to speak',
  ),
  decides('passes-everything-on-after-a-third-of-a-second', { relayDelayMs: () => 330 }, 'time to speak'),
  decides('reports-at-the-last-moment', { reportDelayMs: () => 9_900 }, 'time to speak'),
  decides(
    'speaks-for-a-lost-pev-at-the-last-moment',
    {
      unplugNoticeMs: (p) => p.postTerminationS * 1000 - 100,
      vanishedNoticeMs: (p) => p.postTerminationS * 1000 - 100,
    },
    'time to speak',
  ),
  decides('takes-most-of-a-minute-to-authenticate', {
    authenticationMs: (p) => p.authorisationS * 1000 - 2000,
  }),
  decides('meters-every-few-seconds', { meterIntervalMs: () => 4_000 }),
  around('has-a-clock-nearly-a-second-fast', ['clock'], (make) => withClockOff(make, 900)),
  around('has-a-clock-nearly-a-second-slow', ['clock'], (make) => withClockOff(make, -900)),
  around('tells-of-connections-late', ['time to speak'], (make) =>
    speakingLate(make, (m) =>
      m.source.startsWith(OWN) && nameOf(m.type) === 'ConnectionNotice' ? 3_000 : 0,
    ),
  ),
];
