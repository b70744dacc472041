/** Hours in which a customer wants no alert: half-open, by the clock on the customer's wall (PR2-A-03). */

export interface QuietHours {
  from: string;
  to: string;
  tz: string;
}

const MINUTE_MS = 60_000;
const DAY_MIN = 1440;
/** A clock that is put forward moves by less than this; so close to the end every minute is looked at. */
const CHANGE_MIN = 120;

/** Whether the time zone is one that can be computed with. */
export function isTimeZone(tz: string): boolean {
  try {
    clockOf(tz);
    return true;
  } catch {
    return false;
  }
}

/** Whether the instant lies in the quiet hours; `from` belongs to them, `to` does not. */
export function isQuietAt(quiet: QuietHours, wallMs: number): boolean {
  return contains(minutesOf(quiet.from), minutesOf(quiet.to), localMinutes(clockOf(quiet.tz), wallMs));
}

/** The first instant at or after `wallMs` that is not quiet, ms. */
export function quietEndMs(quiet: QuietHours, wallMs: number): number {
  const clock = clockOf(quiet.tz);
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const isQuiet = (ms: number): boolean => contains(from, to, localMinutes(clock, ms));
  if (!isQuiet(wallMs)) return wallMs;
  let ms = Math.floor(wallMs / MINUTE_MS) * MINUTE_MS;
  while (isQuiet(ms)) {
    const leftMin = modulo(to - localMinutes(clock, ms), DAY_MIN);
    ms += Math.max(1, leftMin - CHANGE_MIN) * MINUTE_MS;
  }
  return ms;
}

function contains(from: number, to: number, minute: number): boolean {
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

function minutesOf(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function clockOf(tz: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function localMinutes(clock: Intl.DateTimeFormat, wallMs: number): number {
  return minutesOf(clock.format(wallMs));
}

function modulo(n: number, m: number): number {
  return ((n % m) + m) % m;
}
