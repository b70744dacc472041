/** A PEV that measures by a clock that somebody sets, or reads times as they look (PR2-X-03, PR2-A-09). */
import type { Message } from '../../../schemas';
import { timeMs, timeText } from '../../endpoint/identifiers';
import { decideEvent } from '../../pev/decide-event';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
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

/** The zone whose clocks stand for ever as those of `tz` stand at that instant, for whole hours. */
function standing(tz: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: tz, timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMs).find((p) => p.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0'] = /([+-])(\d\d)/.exec(name) ?? [];
  return `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`; // what lies east bears a minus there
}

export const CLOCK_FAULTS: readonly Fault[] = [
  decides('lets-clocks-stand-within-an-event', 'PR2-X-03', 'wrong only across a change of date or offset', {
    decideEvent: (q) => {
      const startMs = timeMs(q.event.start);
      const windows = q.preference.windows.map((list) =>
        list.map((w) => ('tz' in w ? { ...w, tz: standing(w.tz, startMs) } : w)),
      );
      return decideEvent({ ...q, preference: { ...q.preference, windows } });
    },
  }),
  wrapped('judges-the-clock-of-the-author-behind-a-relay', 'PR2-X-03', 'right message to the wrong party', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.via === undefined) return params;
      return { ...params, message: { ...heard, viatime: heard.time } };
    },
  }),
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
