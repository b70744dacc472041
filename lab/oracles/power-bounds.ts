/**
 * What a PEV's power may never do, whatever the scenario: leave the limits that bind (PR2-A-13), take the charge
 * below the floor (PR2-A-08), flow without a dispatch in force (PR2-A-17), run backwards (PR2-X-04, PR2-A-17).
 */
import { fail, leaving, pass, type Judgement } from '../checks/check';
import { dispatchesOf, inForceAt, setpointAt, type Dispatch } from '../checks/dispatches';
import { formingAt, formingOf, type Forming } from '../checks/island/facts';
import { instantText, powerText, socText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import type { Curve, Extreme } from '../../runlog/curve';
import { limitsOf, floorOf, type BindingLimit } from './limits';
import type { Oracle, OracleJudgement } from './oracle';

/** Below this, power is the noise of an idle charger. */
const IDLE_W = 50; // P_TOL at 0 W

export const floorKept: Oracle = {
  name: 'charge-never-below-floor',
  alone: true,
  judge: (view, dut) => forPev(dut, 'PR2-A-08', () => judgeFloor(view, dut)),
};

export const limitsKept: Oracle = {
  name: 'power-within-limits',
  alone: true,
  judge: (view, dut) => forPev(dut, 'PR2-A-13', () => judgeLimits(view, dut)),
};

export const exportOnlyInDispatch: Oracle = {
  name: 'no-export-without-dispatch',
  judge: (view, dut) => forPev(dut, 'PR2-A-17', () => judgeExport(view, dut)),
};

export const noImportInDispatch: Oracle = {
  name: 'no-import-during-dispatch',
  judge: (view, dut) => forPev(dut, 'PR2-A-17', () => judgeImport(view, dut)),
};

function forPev(dut: string, requirement: string, judge: () => Judgement | undefined): OracleJudgement[] {
  if (!dut.startsWith('urn:pr2:pev:')) return [];
  const judgement = judge();
  return judgement === undefined ? [] : [{ requirement, judgement }];
}

/** SoC while discharging, against the highest floor in force, with P_SOC_TOL. */
function judgeFloor(view: CaseView, pev: string): Judgement | undefined {
  const tol = view.param('P_SOC_TOL');
  let last: { n: number; soc: number; floor: number } | undefined;
  for (const r of view.readingsOf(pev)) {
    const { soc, powerW } = r.values;
    if (soc === undefined || powerW === undefined || powerW > -IDLE_W) continue;
    const floor = floorOf(view, pev, r.atMs);
    if (floor === undefined) continue;
    last = { n: r.n, soc, floor };
    if (soc < floor - tol) {
      return fail(
        `a state of charge of at least ${socText(floor)} (± ${tol}) while it discharges`,
        `${socText(soc)} at ${instantText(r.atMs)}, discharging ${powerText(-powerW)}`,
        [r.n],
      );
    }
  }
  return last === undefined
    ? undefined
    : pass(
        `a state of charge of at least ${socText(last.floor)} while it discharges`,
        `${socText(last.soc)} at the last reading`,
        [last.n],
      );
}

/** Discharge against the smallest limit in force, P_TOL_OVER above it for longer than a second. */
function judgeLimits(view: CaseView, pev: string): Judgement | undefined {
  const curve = view.curve(pev);
  const over = 1 + view.param('P_TOL_OVER') / 100;
  const corners = curve.corners(view.case?.at ?? 0, view.nowMs);
  const series = formingOf(view, pev);
  let above: { sinceMs: number; last: Extreme; limit: BindingLimit; allowedW: number } | undefined;
  let strongest = { powerW: 0, n: 0, limitW: Infinity };
  for (const c of corners) {
    if (suppliesHome(series, c.atMs)) continue;
    const limit = limitsOf(view, pev, c.atMs);
    if (-c.powerW > -strongest.powerW) strongest = { powerW: c.powerW, n: c.n, limitW: limit.powerW };
    const allowedW = limit.powerW * over + 1;
    const within = -c.powerW <= allowedW;
    if (!within) above = { sinceMs: above?.sinceMs ?? c.atMs, last: c, limit, allowedW };
    if (above === undefined) continue;
    const untilMs = within ? cameBackMs(curve, above.last, c.atMs, above.allowedW) : c.atMs;
    if (untilMs - above.sinceMs > 1000 + above.limit.graceMs) {
      const failure = fail(
        `at most ${powerText(above.limit.powerW)}, the ${above.limit.name} limit, exceeded for no longer than 1 s`,
        within
          ? `${powerText(-above.last.powerW)} at ${instantText(above.last.atMs)}, and above the limit until ${instantText(untilMs)}`
          : `${powerText(-c.powerW)} at ${instantText(c.atMs)}`,
        [above.limit.n, above.last.n],
      );
      return leaving(failure, above.last);
    }
    if (within) above = undefined;
  }
  if (strongest.powerW > -IDLE_W) return undefined;
  return pass(
    'discharge within the smallest limit in force',
    `at most ${powerText(-strongest.powerW)} with a limit of ${powerText(strongest.limitW)}`,
    [strongest.n],
  );
}

/** When a slope leads back to what is allowed; without slopes nothing is known between two samples. */
function cameBackMs(curve: Curve, last: Extreme, toMs: number, allowedW: number): number {
  if (curve.pointAt(last.atMs)?.slopeWps === undefined) return last.atMs;
  return curve.firstWhere(last.atMs, toMs, (powerW) => -powerW <= allowedW)?.atMs ?? toMs;
}

/** No export outside dispatches, stop times allowed for: P_T_STOP after an ending. */
function judgeExport(view: CaseView, pev: string): Judgement | undefined {
  const dispatches = dispatchesOf(view, pev);
  const skewMs = view.param('P_CLK_SKEW') * 1000;
  const stopMs = view.param('P_T_STOP') * 1000 + skewMs;
  const series = formingOf(view, pev);
  const expected = 'power to the grid only while an accepted dispatch is in force';
  const curve = view.curve(pev);
  // A ramp that began too early has no corner between its beginning and the start, so that is looked at as well.
  const eves = dispatches.flatMap((d) => {
    const atMs = Math.max(d.startMs - d.windowMs - skewMs, d.acceptedMs) - 2;
    return atMs > view.nowMs ? [] : curve.corners(atMs, atMs).slice(-1);
  });
  for (const c of [...curve.corners(view.case?.at ?? 0, view.nowMs), ...eves]) {
    if (c.powerW > -IDLE_W) continue;
    if (suppliesHome(series, c.atMs)) continue;
    if (dispatches.some((d) => covered(d, c.atMs, stopMs, skewMs))) continue;
    const ended = dispatches
      .map((d) => d.endings[0])
      .filter((e) => e !== undefined && e.atMs < c.atMs)
      .pop();
    const observed = `${powerText(-c.powerW)} at ${instantText(c.atMs)}${ended === undefined ? ', with no accepted dispatch' : `, though the dispatch had ended (${ended.why}) at ${instantText(ended.atMs)}`}`;
    return leaving(fail(expected, observed, [...(ended === undefined ? [] : [ended.n]), c.n]), c);
  }
  if (dispatches.length === 0) return undefined;
  return pass(expected, 'none outside', [dispatches[0]?.requestN ?? 0]);
}

/** Behind its open switch a PEV carries the home, by rules of its own (PR2-B-08): nothing of it reaches the grid. */
function suppliesHome(series: readonly Forming[], atMs: number): boolean {
  return [atMs - 1, atMs].some((ms) => formingAt(series, ms)?.forming === true);
}

/** By a clock that may be off a little (P_CLK_SKEW). */
function covered(d: Dispatch, atMs: number, stopMs: number, skewMs: number): boolean {
  const ending = d.endings[0];
  return (
    atMs >= Math.max(d.startMs - d.windowMs - skewMs, d.acceptedMs) - 1 &&
    (ending === undefined || atMs <= ending.atMs + stopMs + 1)
  );
}

/** No import while a dispatch with a setpoint is in force. */
function judgeImport(view: CaseView, pev: string): Judgement | undefined {
  const dispatches = dispatchesOf(view, pev);
  const expected = 'no import while a dispatch is in force';
  const skewMs = view.param('P_CLK_SKEW') * 1000;
  let watched: number | undefined;
  const curve = view.curve(pev);
  for (const c of curve.corners(view.case?.at ?? 0, view.nowMs)) {
    const d = dispatches.find(
      (x) => inForceAt(x, c.atMs) && inForceAt(x, c.atMs + skewMs) && x.sink === 'GRID',
    );
    if (d === undefined) continue;
    watched = c.n;
    if (c.powerW > IDLE_W) {
      const asked = setpointAt(d, c.atMs);
      const failure = fail(
        expected,
        `${powerText(c.powerW)} imported at ${instantText(c.atMs)}, while ${powerText(asked)} of discharge was asked`,
        [d.requestN, c.n],
        asked > 0 && Math.abs(c.powerW - asked) < asked / 4
          ? 'the sign is inverted: telemetry counts discharge as negative (PR2-X-04)'
          : undefined,
      );
      const began = curve.firstWhere(Math.max(d.startMs, d.acceptedMs), c.atMs, (p) => p > IDLE_W);
      return leaving(failure, began ?? c);
    }
  }
  return watched === undefined ? undefined : pass(expected, 'none', [watched]);
}
