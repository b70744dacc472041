/** Checks on what flows: power in time, energy, stops. Setpoints are magnitudes; readings minus = discharge. */
import { RESPONSE_CLASSES } from '../profile/response-classes';
import type { CaseView } from '../../runlog/case-view';
import { fail, leaving, pass, type Check, type Judgement, type Pending } from './check';
import { durationText, energyText, instantText, powerText, socText } from './texts';
import type { ResponseClass } from '../../schemas';

/** P_TOL: 5 % of the setpoint or 150 W, but no more than a quarter of it; 50 W at 0 W. */
export function toleranceW(view: CaseView, setpointW: number): number {
  if (setpointW === 0) return 50;
  return Math.max((view.param('P_TOL') / 100) * setpointW, Math.min(150, setpointW / 4));
}

interface ReachesArgs {
  readonly pev: string;
  readonly fromW: number;
  readonly setpointW: number;
  readonly responseClass: ResponseClass;
  /** t0: the later of receipt and the scheduled start. */
  readonly t0Ms: number;
  /** The power must hold until then. */
  readonly holdUntilMs: number;
  readonly basisN: number;
}

/** The power starts to move, enters the band and holds it, within the times of the class. */
export const reachesPower: Check<ReachesArgs> = (view, a) => {
  const times = RESPONSE_CLASSES[a.responseClass];
  const tolW = toleranceW(view, a.setpointW);
  const expected = `${powerText(a.setpointW)} ± ${powerText(tolW)} of discharge: begun within ${durationText(times.startMs)}, reached within ${durationText(times.fullMs)}, held until ${instantText(a.holdUntilMs)}`;
  const curve = view.curve(a.pev);
  const inBand = (powerW: number): boolean => Math.abs(-powerW - a.setpointW) <= tolW;
  const startDueMs = a.t0Ms + times.startMs;
  const fullDueMs = a.t0Ms + times.fullMs;
  const step = a.setpointW - a.fromW;
  const untilMs = Math.min(a.holdUntilMs, view.nowMs);
  if (view.nowMs < a.holdUntilMs && view.nowMs <= fullDueMs)
    return { untilMs: Math.min(fullDueMs + 1, a.holdUntilMs) };
  const begun = curve.firstWhere(a.t0Ms, untilMs, (powerW) =>
    step >= 0 ? -powerW - a.fromW >= step / 10 : -powerW - a.fromW <= step / 10,
  );
  const broken = firstOutside(view, a.pev, Math.min(fullDueMs, untilMs), untilMs, inBand);
  const startMs = (begun?.atMs ?? a.t0Ms) - a.t0Ms;
  const startTime = {
    name: 'start' as const,
    valueMs: startMs,
    limitMs: times.startMs,
    responseClass: a.responseClass,
  };
  const still = curve.pointAt(startDueMs);
  if (begun === undefined && broken !== undefined && still !== undefined && startDueMs <= untilMs) {
    const powerW = curve.powerAt(startDueMs) ?? 0;
    const observed = `it had not begun by then: ${observedAt(powerW, startDueMs)}`;
    const failure = fail(expected, observed, [a.basisN, still.n], likelyCause(powerW, a.setpointW));
    return leaving(failure, { atMs: startDueMs, n: still.n });
  }
  if (begun !== undefined && startMs > times.startMs) {
    const observed = `the power began to move after ${durationText(startMs)}, ${durationText(startMs - times.startMs)} late`;
    const failure = fail(expected, observed, [a.basisN, begun.n], undefined, [startTime]);
    return still === undefined ? failure : leaving(failure, { atMs: startDueMs, n: still.n });
  }
  if (broken !== undefined)
    return leaving(
      fail(
        expected,
        observedAt(broken.powerW, broken.atMs),
        [a.basisN, broken.n],
        likelyCause(broken.powerW, a.setpointW),
      ),
      broken,
    );
  if (view.nowMs < a.holdUntilMs) return { untilMs: a.holdUntilMs };
  const full = curve.firstWhere(a.t0Ms, a.holdUntilMs, inBand);
  const fullMs = (full?.atMs ?? a.t0Ms) - a.t0Ms;
  return pass(
    expected,
    `begun after ${durationText(startMs)}, in the band after ${durationText(fullMs)}`,
    [a.basisN, full?.n ?? a.basisN],
    [startTime, { name: 'full', valueMs: fullMs, limitMs: times.fullMs, responseClass: a.responseClass }],
  );
};

interface HoldsArgs {
  readonly pev: string;
  readonly setpointW: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** The power stays within P_TOL of the setpoint for the whole window. */
export const holdsPower: Check<HoldsArgs> = (view, a) => {
  const tolW = toleranceW(view, a.setpointW);
  return staysInside(view, a, {
    expected: `${powerText(a.setpointW)} ± ${powerText(tolW)} of discharge from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`,
    inside: (powerW) => Math.abs(-powerW - a.setpointW) <= tolW,
    cause: (powerW) => likelyCause(powerW, a.setpointW),
  });
};

interface NoDischargeArgs {
  readonly pev: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basisN: number;
}

/** No power leaves the PEV in the window. */
export const noDischarge: Check<NoDischargeArgs> = (view, a) =>
  staysInside(
    view,
    { ...a, toMs: a.untilMs },
    {
      expected: `no discharge from ${instantText(a.fromMs)} to ${instantText(a.untilMs)}`,
      inside: (powerW) => powerW >= -50,
    },
  );

interface StopsArgs {
  readonly pev: string;
  /** What commands the stop, and by when the power must be gone. */
  readonly fromMs: number;
  readonly limitMs: number;
  /** It must stay at 0 W until then. */
  readonly staysUntilMs: number;
  readonly basisN: number;
}

/** The discharge ends within the limit, and does not come back. */
export const stopsDischarge: Check<StopsArgs> = (view, a) => {
  const dueMs = a.fromMs + a.limitMs;
  const expected = `0 W (± 50 W) within ${durationText(a.limitMs)} of ${instantText(a.fromMs)}, until ${instantText(a.staysUntilMs)}`;
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  const untilMs = Math.max(dueMs, Math.min(a.staysUntilMs, view.nowMs));
  const broken = firstOutside(view, a.pev, dueMs, untilMs, (p) => p >= -50);
  if (broken !== undefined)
    return leaving(fail(expected, observedAt(broken.powerW, broken.atMs), [a.basisN, broken.n]), broken);
  if (view.nowMs < a.staysUntilMs) return { untilMs: a.staysUntilMs };
  const gone = view.curve(a.pev).firstWhere(a.fromMs, a.staysUntilMs, (p) => p >= -50);
  if (gone === undefined) return fail(expected, 'the device gave no reading of its power', [a.basisN]);
  const valueMs = Math.max(0, gone.atMs - a.fromMs);
  return pass(
    expected,
    `0 W after ${durationText(valueMs)}`,
    [a.basisN, gone.n],
    [{ name: 'stop', valueMs, limitMs: a.limitMs }],
  );
};

interface EnergyArgs {
  readonly pev: string;
  readonly fromMs: number;
  readonly byMs: number;
  readonly minWh: number;
  readonly maxWh: number;
  readonly basisN: number;
}

/** The energy exported in the window lies within the bounds, P_MET_ACC allowed for. */
export const metersEnergy: Check<EnergyArgs> = (view, a) => {
  const accuracy = view.param('P_MET_ACC') / 100;
  const expected = `from ${energyText(a.minWh)} to ${energyText(a.maxWh)} at the AC terminals by ${instantText(a.byMs)} (± ${view.param('P_MET_ACC')} %)`;
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const wh = view.curve(a.pev).energyJ(a.fromMs, a.byMs).exportJ / 3600;
  const n = view.curve(a.pev).pointAt(a.byMs)?.n;
  if (n === undefined) return fail(expected, 'the device gave no reading of its power', [a.basisN]);
  const ok = wh >= a.minWh * (1 - accuracy) && wh <= a.maxWh * (1 + accuracy);
  if (ok) return pass(expected, energyText(wh), [a.basisN, n]);
  const failure = fail(expected, energyText(wh), [a.basisN, n]);
  const first = view.curve(a.pev).pointAt(a.fromMs);
  return wh === 0 && first !== undefined ? leaving(failure, { atMs: a.fromMs, n: first.n }) : failure;
};

interface FloorArgs {
  readonly pev: string;
  readonly floor: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basisN: number;
}

/** The state of charge is never below the floor in the window, P_SOC_TOL allowed for. */
export const keepsFloor: Check<FloorArgs> = (view, a) => {
  const tol = view.param('P_SOC_TOL');
  const expected = `a state of charge of at least ${socText(a.floor)} (± ${tol}) until ${instantText(a.untilMs)}`;
  const readings = view.readingsOf(a.pev, a.fromMs, a.untilMs).filter((r) => r.values.soc !== undefined);
  const low = readings.find((r) => (r.values.soc ?? 0) < a.floor - tol);
  if (low !== undefined)
    return fail(expected, `${socText(low.values.soc ?? 0)} at ${instantText(low.atMs)}`, [a.basisN, low.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const last = readings[readings.length - 1];
  if (last === undefined)
    return fail(expected, 'the device gave no reading of its state of charge', [a.basisN]);
  const least = Math.min(...readings.map((r) => r.values.soc ?? 100));
  return pass(expected, `${socText(least)} at the least`, [a.basisN, last.n]);
};

function firstOutside(
  view: CaseView,
  pev: string,
  fromMs: number,
  toMs: number,
  inside: (powerW: number) => boolean,
) {
  if (toMs < fromMs) return undefined;
  return view.curve(pev).firstWhere(fromMs, toMs, (p) => !inside(p));
}

interface Wanted {
  readonly expected: string;
  readonly inside: (powerW: number) => boolean;
  /** What a power outside makes likely. */
  readonly cause?: (powerW: number) => string | undefined;
}

/** Passes with the least and the most power of the window; fails at the first that is not inside. */
function staysInside(
  view: CaseView,
  a: { readonly pev: string; readonly fromMs: number; readonly toMs: number; readonly basisN: number },
  { expected, inside, cause }: Wanted,
): Judgement | Pending {
  const broken = firstOutside(view, a.pev, a.fromMs, Math.min(a.toMs, view.nowMs), inside);
  if (broken !== undefined) {
    const { powerW, atMs, n } = broken;
    return leaving(fail(expected, observedAt(powerW, atMs), [a.basisN, n], cause?.(powerW)), broken);
  }
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const curve = view.curve(a.pev);
  const low = curve.lowest(a.fromMs, a.toMs);
  const high = curve.highest(a.fromMs, a.toMs);
  if (low === undefined || high === undefined)
    return fail(expected, 'the device gave no reading of its power', [a.basisN]);
  return pass(expected, `between ${powerText(-high.powerW)} and ${powerText(-low.powerW)} of discharge`, [
    a.basisN,
    low.n,
  ]);
}

function observedAt(powerW: number, atMs: number): string {
  return powerW > 0
    ? `${powerText(powerW)} imported at ${instantText(atMs)}`
    : `${powerText(-powerW)} discharged at ${instantText(atMs)}`;
}

function likelyCause(powerW: number, setpointW: number): string | undefined {
  if (Math.abs(powerW) < 50) return 'the device acknowledged and did not act';
  if (powerW > 0 && Math.abs(powerW - setpointW) < setpointW / 4)
    return 'the sign is inverted: discharge is negative (PR2-X-04)';
  if (
    Math.abs(-powerW * 1000 - setpointW) < setpointW / 4 ||
    Math.abs(-powerW / 1000 - setpointW) < setpointW / 4
  )
    return 'watts and kilowatts are mixed up (PR2-X-04)';
  return undefined;
}
