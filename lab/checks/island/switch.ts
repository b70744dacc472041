/** Checks on the isolation switch: that it opens in time, stays where it is safe, and closes on nothing alive. */
import { fail, pass, type Check } from '../check';
import { durationText, instantText } from '../texts';
import { formingAt, formingOf, gridOf, inRangeSince, inStep, movementsOf, positionAt, syncAt } from './facts';

interface Opens {
  readonly fromMs: number;
  readonly byMs: number;
  readonly basisN: number;
}

/** The switch is truly open by then. */
export const switchOpens: Check<Opens> = (view, a) => {
  const expected = `the switch open by ${instantText(a.byMs)}`;
  const movements = movementsOf(view);
  const open = movements.find((m) => m.atMs >= a.fromMs && m.position === 'OPEN');
  if (open === undefined && view.nowMs < a.byMs) return { untilMs: a.byMs };
  if (open === undefined)
    return fail(expected, 'it has not opened', [a.basisN, movements.pop()?.n ?? a.basisN]);
  const valueMs = open.atMs - a.fromMs;
  const measured = [{ name: 'full' as const, valueMs, limitMs: a.byMs - a.fromMs }];
  return open.atMs <= a.byMs
    ? pass(expected, `open after ${durationText(valueMs)}`, [a.basisN, open.n], measured)
    : fail(expected, `open after ${durationText(valueMs)}`, [a.basisN, open.n], undefined, measured);
};

interface Stays {
  readonly position: 'OPEN' | 'CLOSED';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basisN: number;
}

/** The switch does not leave its position in the window. */
export const switchStays: Check<Stays> = (view, a) => {
  const expected = `the switch ${a.position} from ${instantText(a.fromMs)} to ${instantText(a.untilMs)}`;
  const movements = movementsOf(view);
  const at = positionAt(movements, a.fromMs);
  if (at !== a.position) return fail(expected, `${at} at ${instantText(a.fromMs)}`, [a.basisN]);
  const left = movements.find((m) => m.atMs > a.fromMs && m.atMs <= a.untilMs && m.position !== a.position);
  if (left !== undefined)
    return fail(expected, `${left.position} at ${instantText(left.atMs)}`, [a.basisN, left.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  return pass(expected, 'it stayed', [a.basisN, view.readings[view.readings.length - 1]?.n ?? a.basisN]);
};

interface Rejoins {
  readonly pev: string;
  readonly fromMs: number;
  readonly byMs: number;
  /** Whether the island may still be alive, given that it is in step (P_SYNC). */
  readonly mayBeLive: boolean;
  readonly basisN: number;
}

/**
 * The switch closes by then, not before the grid was in range for P_ES_DELAY, and on a home that has been dead for
 * P_XFER; or on a live island that is in step and of which the PEV lets go within P_T_TRIP.
 */
export const rejoinsGrid: Check<Rejoins> = (view, a) => {
  const gapMs = view.param('P_XFER');
  const delayMs = view.param('P_ES_DELAY') * 1000;
  const tripMs = view.param('P_T_TRIP') * 1000;
  const live = a.mayBeLive ? ', or alive and in step' : '';
  const expected = `the switch closed by ${instantText(a.byMs)}, ${durationText(delayMs)} of good grid before, the home dead for ${durationText(gapMs)}${live}`;
  const closed = movementsOf(view).find((m) => m.atMs >= a.fromMs && m.position === 'CLOSED');
  if (closed === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, 'it has not closed', [
      a.basisN,
      view.readings[view.readings.length - 1]?.n ?? a.basisN,
    ]);
  }
  if (view.nowMs < closed.atMs + tripMs) return { untilMs: closed.atMs + tripMs };
  const basis = [a.basisN, closed.n];
  const sinceMs = inRangeSince(gridOf(view), closed.atMs);
  if (sinceMs === undefined)
    return fail(expected, `closed at ${instantText(closed.atMs)} on a grid out of range`, basis);
  if (closed.atMs - sinceMs < delayMs)
    return fail(
      expected,
      `closed ${durationText(closed.atMs - sinceMs)} after the grid came into range`,
      basis,
    );
  if (closed.atMs > a.byMs) return fail(expected, `closed at ${instantText(closed.atMs)}`, basis);
  const series = formingOf(view, a.pev);
  const lastLive = series.findLast((f) => f.forming && f.atMs <= closed.atMs);
  const off = series.find((f) => lastLive !== undefined && f.n > lastLive.n && !f.forming);
  const deadMs = lastLive === undefined ? Infinity : closed.atMs - (off?.atMs ?? Infinity);
  if (deadMs >= gapMs) return pass(expected, `closed on a home dead for ${durationText(deadMs)}`, basis);
  if (a.mayBeLive && deadMs <= 0 && inStep(view, syncAt(view, closed.atMs))) {
    const still = formingAt(series, closed.atMs + tripMs);
    return still?.forming === true
      ? fail(expected, `the PEV still forms ${durationText(tripMs)} after the switch closed`, [
          ...basis,
          still.n,
        ])
      : pass(expected, `closed alive and in step at ${instantText(closed.atMs)}`, basis);
  }
  const state = deadMs > 0 ? `dead for only ${durationText(deadMs)}` : 'alive';
  return fail(expected, `closed at ${instantText(closed.atMs)} on a home ${state}`, basis);
};
