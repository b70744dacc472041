/** Checks on the shape of the power: how fast it changes, that nothing is imported, that nothing flows at all. */
import type { CaseView } from '../../../runlog/case-view';
import type { Extreme } from '../../../runlog/curve';
import { fail, pass, type Check, type Judgement, type Pending } from '../check';
import { instantText, powerText } from '../texts';

/** What counts as no power at the terminals, W: the tolerance at 0 W (P_TOL). */
export const ZERO_W = 50;

interface RampArgs {
  readonly pev: string;
  /** Greatest discharge power, W: P_RAMP is a share of it a second. */
  readonly maxW: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** The power changes no faster than P_RAMP (PR2-A-22); a tenth more is the samples' due. */
export const rampKept: Check<RampArgs> = (view, a) => {
  const limitWps = (view.param('P_RAMP') / 100) * a.maxW;
  const expected = `changes of at most ${powerText(limitWps)} a second until ${instantText(a.toMs)}`;
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  // From a millisecond before, so that a step at the very beginning has something to be a step from.
  const corners = view.curve(a.pev).corners(a.fromMs - 1, a.toMs);
  let steepest = 0;
  for (let i = 1; i < corners.length; i += 1) {
    const [before, after] = [corners[i - 1], corners[i]];
    if (before === undefined || after === undefined) continue;
    const changeW = Math.abs(after.powerW - before.powerW);
    const seconds = Math.max(0.1, (after.atMs - before.atMs) / 1000);
    steepest = Math.max(steepest, changeW / seconds);
    if (changeW > ZERO_W && changeW / seconds > limitWps * 1.1) {
      return fail(expected, `${powerText(changeW)} within ${seconds} s at ${instantText(after.atMs)}`, [
        a.basisN,
        after.n,
      ]);
    }
  }
  const last = corners[corners.length - 1];
  if (last === undefined) return fail(expected, 'the device gave no reading of its power', [a.basisN]);
  return pass(expected, `${powerText(steepest)} a second at most`, [a.basisN, last.n]);
};

interface WindowArgs {
  readonly pev: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** Nothing is imported in the window (PR2-A-17, A-23). */
export const noImport: Check<WindowArgs> = (view, a) =>
  within(
    view,
    a,
    `nothing imported from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`,
    (p) => p <= ZERO_W,
  );

/** No power flows in either direction in the window (PR2-A-23). */
export const staysIdle: Check<WindowArgs> = (view, a) =>
  within(
    view,
    a,
    `no power either way from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`,
    (p) => Math.abs(p) <= ZERO_W,
  );

function within(
  view: CaseView,
  a: WindowArgs,
  expected: string,
  holds: (powerW: number) => boolean,
): Judgement | Pending {
  const curve = view.curve(a.pev);
  const seenMs = Math.min(a.toMs, view.nowMs);
  const broken = seenMs < a.fromMs ? undefined : curve.firstWhere(a.fromMs, seenMs, (p) => !holds(p));
  if (broken !== undefined) return fail(expected, flowText(broken), [a.basisN, broken.n]);
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const last = curve.pointAt(a.toMs);
  if (last === undefined) return fail(expected, 'the device gave no reading of its power', [a.basisN]);
  return pass(expected, `${powerText(last.powerW)} at the last reading`, [a.basisN, last.n]);
}

/** `2 kW imported at …`. */
export function flowText({ powerW, atMs }: Extreme): string {
  return `${powerText(Math.abs(powerW))} ${powerW > 0 ? 'imported' : 'discharged'} at ${instantText(atMs)}`;
}
