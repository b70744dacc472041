/** Times in fleet and request files: seconds after the start, a time of day, or a date and time with offset. */

export type TimeKind = 'offset' | 'clock' | 'instant';

export interface TimeMark {
  kind: TimeKind;
  /** Seconds after the start; of the day; since 1970. */
  seconds: number;
  /** Seconds since midnight where it was written; undefined for an offset. */
  ofDayS?: number;
}

const CLOCK = /^(\d\d?):(\d\d)(?::(\d\d))?$/;
const INSTANT = /^\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The time a text says; null where it says none. */
export function timeMark(text: string): TimeMark | null {
  if (/^-?\d+$/.test(text)) return { kind: 'offset', seconds: Number(text) };
  const clock = CLOCK.exec(text);
  if (clock) {
    const ofDayS = secondsOf(clock);
    return ofDayS === null ? null : { kind: 'clock', seconds: ofDayS, ofDayS };
  }
  const instant = INSTANT.exec(text);
  const ms = instant ? Date.parse(text) : Number.NaN;
  if (!instant || Number.isNaN(ms)) return null;
  const ofDayS = secondsOf(instant);
  return ofDayS === null ? null : { kind: 'instant', seconds: Math.floor(ms / 1000), ofDayS };
}

function secondsOf([, h = '0', m = '0', s = '0']: RegExpExecArray): number | null {
  return Number(h) < 24 && Number(m) < 60 && Number(s) < 60
    ? Number(h) * 3600 + Number(m) * 60 + Number(s)
    : null;
}

const DAY_S = 86_400;

/** Seconds from the start to a mark: negative before it, NaN where the two cannot be compared. A time of day is the next one. */
export function sinceStart(start: TimeMark, mark: TimeMark): number {
  if (mark.kind === 'offset') return mark.seconds;
  if (mark.kind === 'instant') return start.kind === 'instant' ? mark.seconds - start.seconds : Number.NaN;
  if (start.ofDayS === undefined) return Number.NaN;
  const laterS = mark.seconds - start.ofDayS;
  return laterS > 0 ? laterS : laterS + DAY_S;
}

/** The time of day, or since the start where that has none: 18:45, +1:45. */
export function clockText(start: TimeMark, sinceStartS: number): string {
  const ofDayS = start.ofDayS === undefined ? sinceStartS : (start.ofDayS + sinceStartS) % DAY_S;
  const hours = Math.floor(ofDayS / 3600);
  const minutes = String(Math.floor((ofDayS % 3600) / 60)).padStart(2, '0');
  const seconds = ofDayS % 60 === 0 ? '' : `:${String(ofDayS % 60).padStart(2, '0')}`;
  return start.ofDayS === undefined
    ? `+${hours}:${minutes}${seconds}`
    : `${String(hours).padStart(2, '0')}:${minutes}${seconds}`;
}
