/** The request of `pr2 fleet`: a CSV with the power that is asked from each start on. */
import { type TimeMark, sinceStart, timeMark } from './clock';
import { readCsv } from './csv';
import { UsageError } from '../usage-error';

export interface Request {
  start: TimeMark;
  stepS: number;
  /** W in each interval. */
  requestW: Float64Array;
}

/** More intervals than a plan can have. */
const GREATEST_INTERVALS = 2047;

/**
 * Columns start and powerW. Each power holds until the next start, the last one as long as the one before it (a
 * single row: one step). Throws a UsageError that names file, row, what is wrong and how to mend it.
 */
export async function readRequest(file: string, stepMinutes: number, horizonHours: number): Promise<Request> {
  const stepS = stepMinutes * 60;
  const starts: number[] = [];
  const powers: number[] = [];
  let start: TimeMark | undefined;
  await readCsv(file, { required: ['start', 'powerW'], optional: [] }, ({ row, cell }) => {
    const bad = (what: string): never => {
      throw new UsageError(`${file}, row ${row}: ${what}`);
    };
    const mark = timeMark(cell('start'));
    if (mark === null) {
      return bad(
        `start "${cell('start')}" is no time: write 17:00, 2026-11-24T17:00:00+01:00 or seconds like 900`,
      );
    }
    start ??= mark;
    if (mark.kind !== start.kind)
      return bad(`start "${cell('start')}" is written otherwise than the first: write all alike`);
    const sinceS = starts.length === 0 ? 0 : fromStart(start, mark);
    if (starts.length > 0 && !(sinceS > starts.at(-1)!)) {
      bad(`start ${cell('start')} does not come after the row above: sort the rows by time`);
    }
    if (sinceS % stepS !== 0) {
      bad(
        `start ${cell('start')} is no whole number of ${stepMinutes} min steps after the first: change it or --step-minutes`,
      );
    }
    if (sinceS > horizonHours * 3600) bad(tooLong(sinceS / 3600, horizonHours));
    starts.push(sinceS);
    powers.push(power(cell('powerW'), bad));
  });
  if (start === undefined)
    throw new UsageError(`${file} has no row below its head: give at least one start and power`);
  const last = starts.at(-1)!;
  const end = last + (starts.length > 1 ? last - starts.at(-2)! : stepS);
  if (end > horizonHours * 3600)
    throw new UsageError(`${file}, its last row: ${tooLong(end / 3600, horizonHours)}`);
  const intervals = end / stepS;
  if (intervals > GREATEST_INTERVALS) {
    throw new UsageError(
      `${file} takes ${intervals} steps of ${stepMinutes} min, more than the ${GREATEST_INTERVALS} that can be planned: give a larger --step-minutes`,
    );
  }
  const requestW = new Float64Array(intervals);
  starts.forEach((from, n) => requestW.fill(powers[n]!, from / stepS, (starts[n + 1] ?? end) / stepS));
  return { start: start.kind === 'offset' ? { kind: 'offset', seconds: 0 } : start, stepS, requestW };
}

function fromStart(start: TimeMark, mark: TimeMark): number {
  return mark.kind === 'offset' ? mark.seconds - start.seconds : sinceStart(start, mark);
}

function tooLong(hours: number, horizonHours: number): string {
  const reach = Number(hours.toFixed(2));
  return `the request reaches ${reach} h after its start, beyond the horizon of ${horizonHours} h: shorten it or give a larger --horizon-hours`;
}

function power(text: string, bad: (what: string) => never): number {
  const powerW = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(powerW)) return bad(`powerW "${text}" is no number: give whole watts, 0 for a pause`);
  if (powerW < 0) {
    return bad(`powerW ${text} is negative: powers are what the PEVs shall give, in watts without a sign`);
  }
  if (powerW > 1e13) return bad(`powerW ${text} is more than 10 TW: give watts`);
  return Math.floor(powerW);
}
