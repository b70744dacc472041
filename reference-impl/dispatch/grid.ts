/** The regular grid that a request of uneven stretches is planned on. */
import { GREATEST_INTERVALS } from './sketch';

export interface Grid {
  stepS: number;
  /** W in each interval of the grid. */
  requestW: Float64Array;
  /** The intervals of a schedule, neighbours in one stretch joined where no setpoint changes. */
  steps: (schedule: readonly Int32Array[]) => GridStep[];
}

export interface GridStep {
  /** Its first interval of the grid. */
  t: number;
  startS: number;
  durationS: number;
}

/** As fine as departures may make it; beyond, a PEV counts until the last whole interval before it leaves. */
const FINE_INTERVALS = 192;

/**
 * The coarsest grid on which all stretches are whole, and all departures too where that does not make it too fine.
 * Throws a RangeError where there is no stretch, one that is not a whole number of seconds, a negative power, or no
 * common grid of at most 2,047 intervals.
 */
export function gridOf(
  request: readonly { durationS: number; powerW: number }[],
  pevs: readonly { departureS?: number }[],
): Grid {
  if (request.length === 0) throw new RangeError('the request has no stretch');
  for (const { durationS, powerW } of request) {
    if (!(Number.isInteger(durationS) && durationS > 0)) throw new RangeError(`a stretch of ${durationS} s`);
    if (!(Number.isFinite(powerW) && powerW >= 0)) throw new RangeError(`a request of ${powerW} W`);
  }
  const totalS = request.reduce((sum, { durationS }) => sum + durationS, 0);
  const departuresS = pevs
    .map(({ departureS }) => Math.max(0, Math.floor(departureS ?? 0)))
    .filter((departureS) => departureS < totalS);
  const durationsS = request.map(({ durationS }) => durationS);
  const coarse = durationsS.reduce(gcd);
  const fine = departuresS.reduce(gcd, coarse);
  const stepS = totalS / fine <= FINE_INTERVALS ? fine : coarse;
  if (totalS / stepS > GREATEST_INTERVALS) {
    throw new RangeError(`stretches of a multiple of ${stepS} s over ${totalS} s are too fine to be planned`);
  }
  const stretchAt = durationsS.flatMap((durationS, n) => Array.from({ length: durationS / stepS }, () => n));
  const requestW = Float64Array.from(stretchAt, (n) => Math.floor(request[n]!.powerW));
  return { stepS, requestW, steps: (schedule) => join(schedule, stretchAt, stepS) };
}

function join(schedule: readonly Int32Array[], stretchAt: readonly number[], stepS: number): GridStep[] {
  const steps: GridStep[] = [];
  schedule.forEach((column, t) => {
    const last = steps.at(-1);
    const same =
      last && stretchAt[last.t] === stretchAt[t] && column.every((w, i) => w === schedule[last.t]![i]);
    if (same) last.durationS += stepS;
    else steps.push({ t, startS: t * stepS, durationS: stepS });
  });
  return steps;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
