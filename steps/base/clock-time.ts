/** Times of a day, in UTC or where somebody lives, in summer time or out of it. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The first instant at or after `fromMs` at which clocks in a zone (IANA name) show so many minutes of the day. */
export function nextClockMs(fromMs: number, clockMin: number, tz = 'UTC'): number {
  const localMs = fromMs + offsetMs(fromMs, tz);
  const todayMs = Math.floor(localMs / DAY_MS) * DAY_MS + clockMin * MINUTE_MS;
  const nextMs = todayMs >= localMs ? todayMs : todayMs + DAY_MS;
  // Clocks may change before: the offset that counts is that of the instant itself.
  return nextMs - offsetMs(nextMs - offsetMs(fromMs, tz), tz);
}

/** The same, on a day on which clocks in the zone are as far ahead as in summer; a zone without summer time has such days all year. */
export function nextSummerClockMs(fromMs: number, clockMin: number, tz: string): number {
  const year = new Date(fromMs).getUTCFullYear();
  // South of the equator summer is about New Year.
  const summerMs = Math.max(...[0, 6].map((month) => offsetMs(Date.UTC(year, month, 15), tz)));
  let nextMs = nextClockMs(fromMs, clockMin, tz);
  while (offsetMs(nextMs, tz) < summerMs) nextMs = nextClockMs(nextMs + 1, clockMin, tz);
  return nextMs;
}

/** How far clocks in a zone are ahead of UTC at an instant, ms. */
function offsetMs(atMs: number, tz: string): number {
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(wholeMs);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const localMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return localMs - wholeMs;
}
