/** A PEV that measures by a clock that somebody sets, or reads times as they look (PR2-X-03, PR2-A-09). */
import { timeMs, timeText } from '../../endpoint/identifiers';
import { decideEvent } from '../../pev/decide-event';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { decides, readsStart, wrapped } from './make';

const DAY_MS = 86_400_000;
const BY_OFFSET = 'wrong only across a change of date or offset';

/** The zone whose clocks stand for ever as those of `tz` stand at that instant, for whole hours. */
function standing(tz: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: tz, timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMs).find((p) => p.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0'] = /([+-])(\d\d)/.exec(name) ?? [];
  return `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`; // what lies east bears a minus there
}

export const CLOCK_FAULTS: readonly Fault[] = [
  wrapped('dates-the-first-hour-of-a-day-by-the-day-before', 'PR2-X-03', BY_OFFSET, {
    emit: (m) => [m.time.slice(11, 13) === '00' ? { ...m, time: timeText(timeMs(m.time) - DAY_MS) } : m],
  }),
  decides('lets-clocks-stand-within-an-event', 'PR2-X-03', BY_OFFSET, {
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
  decides('measures-durations-by-its-clock', 'PR2-X-03', BY_OFFSET, {
    durationsShiftMs: (deltaMs) => -deltaMs,
  }),
  readsStart('takes-a-leap-second-for-a-minute', 'PR2-X-03', BY_OFFSET, (text) =>
    /:60[.Z+-]/.test(text) ? timeText(timeMs(text) + 60_000) : text,
  ),
  readsStart('reads-every-offset-as-utc', 'PR2-X-03', BY_OFFSET, (text) =>
    text.replace(/[+-]\d\d:\d\d$/, 'Z'),
  ),
  readsStart('keeps-winter-time', 'PR2-A-09', BY_OFFSET, (text) => text.replace(/-04:00$/, '-05:00')),
  readsStart('keeps-summer-time', 'PR2-A-09', BY_OFFSET, (text) => text.replace(/-05:00$/, '-04:00')),
];
