/** The customer's windows of discharge: stretches of wall time, or daily hours in a time zone (PR2-A-08). */
import { timeMs } from '../endpoint/identifiers';
import type { MessageBodies } from '../../schemas';

export type Window = NonNullable<MessageBodies['DischargePreference']['windows']>[number];

const DAY_S = 86_400;

/**
 * The end of the unbroken cover of `windows` that `wallMs` lies in, or null where it lies in none. Windows are
 * half-open; ones that touch or overlap are one. The search ends at `horizonMs`.
 */
export function coveredUntil(windows: readonly Window[], wallMs: number, horizonMs: number): number | null {
  let endMs = wallMs;
  while (endMs < horizonMs) {
    let furthestMs = endMs;
    for (const w of windows) furthestMs = Math.max(furthestMs, endOf(w, endMs) ?? 0);
    if (furthestMs === endMs) break;
    endMs = furthestMs;
  }
  return endMs > wallMs ? endMs : null;
}

/** Whether one of them is a daily window in a time zone that does not exist. */
export function hasUnknownZone(windows: readonly Window[]): boolean {
  return windows.some((w) => 'tz' in w && !isZone(w.tz));
}

/** The end of this window if `wallMs` lies in it. */
function endOf(w: Window, wallMs: number): number | null {
  if ('start' in w) {
    const startMs = timeMs(w.start);
    const endMs = startMs + w.durationS * 1000;
    return wallMs >= startMs && wallMs < endMs ? endMs : null;
  }
  const now = secondsOfDay(wallMs, w.tz);
  const from = clockS(w.from);
  const to = clockS(w.to);
  const inside = from < to ? now >= from && now < to : now >= from || now < to;
  if (!inside) return null;
  const leftS = (to - now + DAY_S) % DAY_S || DAY_S;
  const endMs = wallMs - (wallMs % 1000) + leftS * 1000;
  // Where the clocks change in between, the hand of the clock decides and not the hours that passed.
  const offS = ((secondsOfDay(endMs, w.tz) - to + DAY_S * 1.5) % DAY_S) - DAY_S / 2;
  return endMs - offS * 1000;
}

function clockS(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60;
}

function secondsOfDay(wallMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', timeStyle: 'medium' });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(wallMs).split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
