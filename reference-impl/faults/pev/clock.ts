/** A PEV that measures by a clock that somebody sets, or reads times as they look (PR2-X-03, PR2-A-09). */
import type { Message } from '../../../schemas';
import { timeMs, timeText } from '../../endpoint/identifiers';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

/** A PEV that reads a time of an announcement or a request as another text. */
function reads(name: string, breaks: string, other: (text: string) => string): Fault {
  return wrapped(name, breaks, 'wrong only across a change of date or offset', {
    deliver: (params) => {
      const { message } = params as { message?: Message };
      if (message?.type !== 'pr2.EnergySupplyEvent.v1' && message?.type !== 'pr2.DispatchRequest.v1')
        return params;
      const data = { ...message.data, start: other(message.data.start) };
      return { ...params, message: { ...message, data } };
    },
  });
}

export const CLOCK_FAULTS: readonly Fault[] = [
  decides('measures-durations-by-its-clock', 'PR2-X-03', 'wrong only across a change of date or offset', {
    durationsShiftMs: (deltaMs) => -deltaMs,
  }),
  reads('takes-a-leap-second-for-a-minute', 'PR2-X-03', (text) =>
    /:60[.Z+-]/.test(text) ? timeText(timeMs(text) + 60_000) : text,
  ),
  reads('reads-every-offset-as-utc', 'PR2-X-03', (text) => text.replace(/[+-]\d\d:\d\d$/, 'Z')),
  reads('keeps-winter-time', 'PR2-A-09', (text) => text.replace(/-04:00$/, '-05:00')),
  reads('keeps-summer-time', 'PR2-A-09', (text) => text.replace(/-05:00$/, '-04:00')),
];
