/** Checks on the voltage that a PEV puts on the home: whether, when, how good, how quickly gone. */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { durationText, instantText, powerText } from '../texts';
import { formingAt, formingOf, type Forming } from './facts';

interface Nominal {
  readonly nominalV: number;
  readonly nominalHz: number;
}

interface Within extends Nominal {
  readonly pev: string;
  readonly fromMs: number;
  readonly byMs: number;
  readonly basisN: number;
}

/** The home is under a voltage of the PEV's by then, within P_ISL_V and P_ISL_F. */
export const formsIsland: Check<Within> = (view, a) => {
  const expected = `${bandText(view, a)} on the home by ${instantText(a.byMs)}`;
  const first = formingOf(view, a.pev).find((f) => f.atMs >= a.fromMs && f.forming);
  if (first === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    const asked = view
      .messages('EmergencyGenerationRequest', { destination: a.pev })
      .findLast((s) => s.atMs >= a.fromMs);
    return fail(
      expected,
      asked === undefined
        ? 'no voltage of the PEV, which nobody asked for backup'
        : `no voltage of the PEV, which was asked for backup at ${instantText(asked.atMs)}`,
      [a.basisN, asked?.n ?? lastN(view, a.pev, a.basisN)],
    );
  }
  const basis = [a.basisN, first.n];
  if (first.atMs > a.byMs)
    return fail(
      expected,
      `voltage at ${instantText(first.atMs)}, ${durationText(first.atMs - a.byMs)} late`,
      basis,
    );
  const wrong = outOfBand(view, a, first);
  return wrong === undefined
    ? pass(expected, `voltage after ${durationText(first.atMs - a.fromMs)}`, basis)
    : fail(expected, wrong, basis);
};

interface Never {
  readonly pev: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basisN: number;
}

/** The PEV puts no voltage on the home in the window, its beginning included. */
export const noIsland: Check<Never> = (view, a) => {
  const expected = `no voltage of the PEV on the home from ${instantText(a.fromMs)} to ${instantText(a.untilMs)}`;
  const series = formingOf(view, a.pev);
  const inside = [
    formingAt(series, a.fromMs),
    ...series.filter((f) => f.atMs > a.fromMs && f.atMs <= a.untilMs),
  ];
  const live = inside.find((f) => f?.forming === true);
  if (live !== undefined) return fail(expected, seen(live), [a.basisN, live.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const last = formingAt(series, a.untilMs);
  if (last === undefined) return fail(expected, 'the PEV gave no reading of its voltage', [a.basisN]);
  return pass(expected, 'none', [a.basisN, last.n]);
};

interface Stops {
  readonly pev: string;
  readonly fromMs: number;
  readonly limitMs: number;
  readonly staysUntilMs: number;
  readonly basisN: number;
}

/** Voltage and power are gone within the limit, and stay away. */
export const stopsIsland: Check<Stops> = (view, a) => {
  const dueMs = a.fromMs + a.limitMs;
  const expected = `no voltage of the PEV on the home ${durationText(a.limitMs)} after ${instantText(a.fromMs)}, until ${instantText(a.staysUntilMs)}`;
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  const series = formingOf(view, a.pev);
  const after = [
    formingAt(series, dueMs),
    ...series.filter((f) => f.atMs > dueMs && f.atMs <= a.staysUntilMs),
  ];
  const live = after.find((f) => f?.forming === true || (f?.values.powerW ?? 0) < -50);
  if (live !== undefined) return fail(expected, seen(live), [a.basisN, live.n]);
  if (view.nowMs < a.staysUntilMs) return { untilMs: a.staysUntilMs };
  const off = series.find((f) => f.atMs >= a.fromMs && !f.forming);
  const valueMs = (off?.atMs ?? a.fromMs) - a.fromMs;
  return pass(
    expected,
    `gone after ${durationText(valueMs)}`,
    [a.basisN, off?.n ?? a.basisN],
    [{ name: 'stop', valueMs, limitMs: a.limitMs }],
  );
};

interface Holds extends Nominal {
  readonly pev: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** What the home draws; not judged where absent. */
  readonly loadW?: number;
  readonly basisN: number;
}

/** The PEV holds voltage and frequency, and carries the load, for the whole window. */
export const holdsIsland: Check<Holds> = (view, a) => {
  const load = a.loadW === undefined ? '' : `, carrying ${powerText(a.loadW)}`;
  const expected = `${bandText(view, a)} on the home${load}, from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  const series = formingOf(view, a.pev);
  const inside = [
    formingAt(series, a.fromMs),
    ...series.filter((f) => f.atMs > a.fromMs && f.atMs <= a.toMs),
  ];
  for (const f of inside) {
    if (f === undefined) continue;
    const wrong = f.forming ? outOfBand(view, a, f) : `no voltage at ${instantText(f.atMs)}`;
    if (wrong !== undefined) return fail(expected, wrong, [a.basisN, f.n]);
  }
  const { loadW } = a;
  if (loadW !== undefined) {
    const tolW = Math.max(50, loadW * 0.05);
    const off = view
      .curve(a.pev)
      .firstWhere(a.fromMs, Math.min(a.toMs, view.nowMs), (powerW) => Math.abs(-powerW - loadW) > tolW);
    if (off !== undefined)
      return fail(expected, `${powerText(-off.powerW)} given at ${instantText(off.atMs)}`, [a.basisN, off.n]);
  }
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const last = formingAt(series, a.toMs);
  if (last === undefined) return fail(expected, 'the PEV gave no reading of its voltage', [a.basisN]);
  return pass(expected, 'held', [a.basisN, last.n]);
};

interface Spares {
  readonly pev: string;
  readonly ratedW: number;
  readonly fromMs: number;
  readonly limitMs: number;
  readonly basisN: number;
}

/** An overload is shed, or the whole supply stopped, before its time is over; it does not come back. */
export const endsOverload: Check<Spares> = (view, a) => {
  const dueMs = a.fromMs + a.limitMs;
  const untilMs = dueMs + 5000;
  const expected = `no more than ${powerText(a.ratedW)} ${durationText(a.limitMs)} after ${instantText(a.fromMs)}`;
  if (view.nowMs < untilMs) return { untilMs };
  const over = view.curve(a.pev).firstWhere(dueMs, untilMs, (powerW) => -powerW > a.ratedW * 1.02);
  const basis = [a.basisN, over?.n ?? lastN(view, a.pev, a.basisN)];
  return over === undefined
    ? pass(expected, 'shed or stopped', basis)
    : fail(expected, `${powerText(-over.powerW)} at ${instantText(over.atMs)}`, basis);
};

function outOfBand(view: CaseView, a: Nominal, f: Forming): string | undefined {
  const { islandVoltageV: volts, islandFrequencyHz: hertz } = f.values;
  if (volts === undefined || hertz === undefined) return 'the PEV gave no reading of what it forms';
  const tolV = (view.param('P_ISL_V') / 100) * a.nominalV + 1e-6;
  if (Math.abs(volts - a.nominalV) > tolV) return `${volts} V at ${instantText(f.atMs)}`;
  const tolHz = view.param('P_ISL_F') + 1e-6;
  return Math.abs(hertz - a.nominalHz) > tolHz ? `${hertz} Hz at ${instantText(f.atMs)}` : undefined;
}

function bandText(view: CaseView, a: Nominal): string {
  return `${a.nominalV} V ± ${view.param('P_ISL_V')} % and ${a.nominalHz} ± ${view.param('P_ISL_F')} Hz`;
}

function seen(f: Forming): string {
  const volts = f.values.islandVoltageV === undefined ? 'a voltage' : `${f.values.islandVoltageV} V`;
  return `${f.forming ? volts : powerText(-(f.values.powerW ?? 0))} at ${instantText(f.atMs)}`;
}

function lastN(view: CaseView, pev: string, otherwise: number): number {
  return view.readingsOf(pev).pop()?.n ?? otherwise;
}
