/** A Utility that measures by a clock that somebody sets, or reads times as they look (PR2-X-03, PR2-A-09). */
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

/** A Utility that reads the start that its operator gives as another text. */
function reads(name: string, other: (text: string) => string): Fault {
  return wrapped(name, 'PR2-A-09', 'wrong only across a change of date or offset', {
    stimulate: (params) =>
      params.name === 'create-event'
        ? { ...params, params: { ...params.params, start: other(params.params.start) } }
        : params,
  });
}

export const CLOCK_FAULTS: readonly Fault[] = [
  decides('measures-durations-by-its-clock', 'PR2-X-03', 'wrong only across a change of date or offset', {
    durationsShiftMs: (deltaMs) => -deltaMs,
  }),
  reads('keeps-winter-time', (text) => text.replace(/-04:00$/, '-05:00')),
  reads('keeps-summer-time', (text) => text.replace(/-05:00$/, '-04:00')),
];
