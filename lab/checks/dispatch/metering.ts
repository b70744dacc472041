/** Checks on what meters report: how often, and whether it is the energy that flowed (PR2-A-16, A-23). */
import { timeMs } from '../../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { authored, eventReportOf } from '../dispatches';
import { apartMs, type TimedValue } from '../measured';
import { durationText, energyText, instantText } from '../texts';

/** Rounding of registers to whole watt-hours, at both ends. */
const ROUNDING_WH = 2;
/** The first value of a stretch, and the last, may be so far from its edges, ms. */
const EDGE_MS = 15_000;

interface IntervalArgs {
  readonly by: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** Power and registers are reported from the beginning to the end, no further apart than P_MET_INT. */
export const metersRegularly: Check<IntervalArgs> = (view, a) => {
  const gapMs = view.param('P_MET_INT') * 1000;
  const expected = `EnergyTelemetry from ${instantText(a.fromMs)} to ${instantText(a.toMs)}, at most ${durationText(gapMs)} apart`;
  if (view.nowMs < a.toMs + EDGE_MS) return { untilMs: a.toMs + EDGE_MS };
  const inside = telemetry(view, a.by, a.fromMs - EDGE_MS, a.toMs + EDGE_MS);
  const first = inside[0];
  if (first === undefined) return fail(expected, 'none came', [a.basisN]);
  let before: TimedValue & { n: number } = { atMs: a.fromMs, n: a.basisN };
  for (const { atMs, n, message } of inside) {
    const value = { atMs, n, readMs: timeMs(message?.data.at ?? '') };
    if (apartMs(before, value) > gapMs + 1000)
      return fail(
        expected,
        `none for ${durationText(apartMs(before, value))} after ${instantText(before.atMs)}`,
        [a.basisN, before.n, n],
      );
    before = value;
  }
  if (a.toMs - before.atMs > gapMs + 1000)
    return fail(expected, `the last came at ${instantText(before.atMs)}`, [a.basisN, before.n]);
  return pass(expected, `${inside.length} of them`, [a.basisN, first.n, before.n]);
};

interface FlowArgs extends IntervalArgs {
  readonly pev: string;
}

/** What the registers gained between the first report and the last is what flowed, P_MET_ACC allowed for, either way. */
export const metersWhatFlowed: Check<FlowArgs> = (view, a) => {
  const accuracy = view.param('P_MET_ACC');
  const expected = `registers that gain what flows (± ${accuracy} %) and never go back, from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const reports = telemetry(view, a.by, a.fromMs - EDGE_MS, a.toMs + EDGE_MS);
  const [first, last] = [reports[0], reports[reports.length - 1]];
  if (first?.message === undefined || last?.message === undefined || first === last)
    return fail(expected, `${reports.length} reports came`, [a.basisN]);
  for (let i = 1; i < reports.length; i += 1) {
    const [before, after] = [reports[i - 1]?.message?.data, reports[i]?.message?.data];
    if (before === undefined || after === undefined) continue;
    if (
      after.exportRegisterWh < before.exportRegisterWh ||
      after.importRegisterWh < before.importRegisterWh
    ) {
      return fail(expected, `a register went back at ${instantText(reports[i]?.atMs ?? 0)}`, [
        a.basisN,
        reports[i]?.n ?? a.basisN,
      ]);
    }
  }
  const flowed = view
    .curve(a.pev)
    .energyJ(Date.parse(first.message.data.at), Date.parse(last.message.data.at));
  const gained = (key: 'exportRegisterWh' | 'importRegisterWh'): number =>
    (last.message?.data[key] ?? 0) - (first.message?.data[key] ?? 0);
  const rows = [
    { what: 'delivered', registerWh: gained('exportRegisterWh'), wh: flowed.exportJ / 3600 },
    { what: 'taken', registerWh: gained('importRegisterWh'), wh: flowed.importJ / 3600 },
  ];
  const basis = [a.basisN, first.n, last.n];
  const wrong = rows.find((r) => Math.abs(r.registerWh - r.wh) > (accuracy / 100) * r.wh + ROUNDING_WH);
  if (wrong !== undefined)
    return fail(
      expected,
      `${energyText(wrong.registerWh)} reported as ${wrong.what} where ${energyText(wrong.wh)} flowed`,
      basis,
    );
  return pass(
    expected,
    rows.map((r) => `${energyText(r.registerWh)} ${r.what} where ${energyText(r.wh)} flowed`).join(', '),
    basis,
  );
};

interface StillArgs {
  readonly pev: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** The PEV charges in the window and its register of delivered energy stands still (PR2-A-16: import is no export). */
export const chargesWithoutExport: Check<StillArgs> = (view, a) => {
  const expected = `a register of delivered energy that stands still while the PEV charges, from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const before = view.reading(a.pev, 'exportJ', a.fromMs);
  const after = view.reading(a.pev, 'exportJ', a.toMs);
  if (before === undefined || after === undefined)
    return fail(expected, 'the device gave no reading of its register', [a.basisN]);
  const basis = [a.basisN, before.n, after.n];
  const importWh = view.curve(a.pev).energyJ(a.fromMs, a.toMs).importJ / 3600;
  const gainedWh = ((after.values.exportJ ?? 0) - (before.values.exportJ ?? 0)) / 3600;
  if (importWh < 100) return fail(expected, `${energyText(importWh)} taken: it did not charge`, basis);
  if (Math.abs(gainedWh) > ROUNDING_WH)
    return fail(
      expected,
      `it gained ${energyText(gainedWh)} while ${energyText(importWh)} were taken`,
      basis,
    );
  return pass(expected, `still, while ${energyText(importWh)} were taken`, basis);
};

interface ReportArgs {
  readonly esci: string;
  readonly pev: string;
  readonly eventId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly byMs: number;
}

/** The event's report tells the energy that left the PEV in the event (PR2-A-10, A-16, A-23). */
export const reportsDelivered: Check<ReportArgs> = (view, a) => {
  const accuracy = view.param('P_MET_ACC');
  const expected = `an EventReport of ${a.eventId} with the energy that left the PEV (± ${accuracy} %)`;
  const report = eventReportOf(view, a.esci, a.eventId);
  if (report?.message === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'no report came', []);
  const { deliveredWh } = report.message.data;
  const wh = view.curve(a.pev).energyJ(a.fromMs, Math.min(a.toMs, view.nowMs)).exportJ / 3600;
  const observed = `${energyText(deliveredWh)} reported where ${energyText(wh)} flowed`;
  const basis = [report.n, view.curve(a.pev).pointAt(a.toMs)?.n ?? report.n];
  return Math.abs(deliveredWh - wh) <= (accuracy / 100) * wh + ROUNDING_WH
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

function telemetry(view: CaseView, by: string, fromMs: number, toMs: number): Sent<'EnergyTelemetry'>[] {
  return authored(view.messages('EnergyTelemetry', { by, fromMs, toMs }));
}
