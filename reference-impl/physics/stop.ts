/**
 * When a discharge has to begin to ramp down so that a limit is reached exactly at its end: the floor of the
 * battery, a departure, the end of a window (PR2-A-21: what is predictable is announced).
 */
import { coursePowerAt, exportedJ, type Course } from './course';
import { lastMs } from './search';

/** How a stop looks: a straight line to zero at `rateWps`, or faster so as to end within `withinMs`. */
export interface StopShape {
  readonly rateWps: number;
  readonly withinMs: number;
}

/** How long the ramp-down from a power lasts, ms. */
export function stopMs(powerW: number, shape: StopShape): number {
  return Math.min(Math.max(0, Math.ceil((Math.abs(powerW) / shape.rateWps) * 1000 - 1e-6)), shape.withinMs);
}

/** What remains within a budget at an instant: all that a limit needs to know about a stop that begins then. */
export interface Stop {
  /** When power is zero. */
  readonly zeroMs: number;
  /** Exported from now until then, J. */
  readonly exportedJ: number;
}

/** The stop that begins at `atMs`. */
export function stopFrom(course: Course, nowMs: number, atMs: number, shape: StopShape): Stop {
  const powerW = coursePowerAt(course, atMs);
  const durationMs = stopMs(powerW, shape);
  const rampJ = (Math.max(0, -powerW) * durationMs) / 2000;
  return { zeroMs: atMs + durationMs, exportedJ: exportedJ(course, nowMs, atMs) + rampJ };
}

/**
 * The last instant up to `endMs` at which a stop may begin and still be `fine`; `endMs` where the planned end is
 * fine, `nowMs` where it is too late already.
 */
export function latestStop(
  course: Course,
  nowMs: number,
  endMs: number,
  shape: StopShape,
  fine: (stop: Stop) => boolean,
): number {
  return lastMs(nowMs, Math.max(nowMs, endMs), (atMs) => fine(stopFrom(course, nowMs, atMs, shape))) ?? nowMs;
}
