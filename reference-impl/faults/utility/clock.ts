/** A Utility that measures by a clock that somebody sets, or reads times as they look (PR2-X-03, PR2-A-09). */
import { conformantUtility } from '../../utility/behaviour';
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

/** A zone that has all the year the offset that another has in its winter, in whole hours. */
function zoneOfWinter(tz: string, wallMs: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: tz, hour: 'numeric', hourCycle: 'h23' });
  // At noon in UTC the hour of a zone tells its offset; the names of the fixed zones bear the other sign.
  const year = new Date(wallMs).getUTCFullYear();
  const hours = Math.min(...[0, 6].map((month) => Number(clock.format(Date.UTC(year, month, 15, 12))) - 12));
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

export const CLOCK_FAULTS: readonly Fault[] = [
  decides('measures-durations-by-its-clock', 'PR2-X-03', 'wrong only across a change of date or offset', {
    durationsShiftMs: (deltaMs) => -deltaMs,
  }),
  decides('knows-no-summer-time', 'PR2-A-03', 'wrong only across a change of date or offset', {
    alertAllowedMs(preference, noticeClass, wallMs) {
      const { quietHours } = preference;
      if (quietHours === undefined) return conformantUtility.alertAllowedMs(preference, noticeClass, wallMs);
      const tz = zoneOfWinter(quietHours.tz, wallMs);
      const inWinter = { ...preference, quietHours: { ...quietHours, tz } };
      return conformantUtility.alertAllowedMs(inWinter, noticeClass, wallMs);
    },
  }),
  reads('keeps-winter-time', (text) => text.replace(/-04:00$/, '-05:00')),
  reads('keeps-summer-time', (text) => text.replace(/-05:00$/, '-04:00')),
];
