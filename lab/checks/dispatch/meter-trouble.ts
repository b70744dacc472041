/** What a meter tells while something is wrong with it, and whether two meters agree (PR2-A-16, PR2-A-10). */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { authored, eventReportOf } from '../dispatches';
import { exportedBy, NEAR_WH, nearW, powerNear } from '../measured';
import { energyText, instantText, powerText } from '../texts';

interface TrustArgs {
  /** Urn of the ESCI with the meter, and of the PEV behind it. */
  readonly by: string;
  readonly pev: string;
  /** The event whose report is looked at, and its start. */
  readonly eventId: string;
  readonly startMs: number;
  /** From the first report before the trouble; all that is told from then on is looked at. */
  readonly fromMs: number;
  /** When the meter was found wanting, log position and instant: until then it measures. */
  readonly faultN: number;
  readonly faultMs: number;
  /** By when the event's report is in, ms. */
  readonly byMs: number;
}

/**
 * What is told as measured is what flowed; what is not known is called an estimate; a register never goes back, whatever
 * the meter does; and a meter in order is not called an estimate.
 */
export const rightOrEstimated: Check<TrustArgs> = (view, a) => {
  const accuracy = view.param('P_MET_ACC');
  const expected = `reports that are right (registers ± ${accuracy} %) or called ESTIMATED, and a register that never goes back`;
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const told = authored(view.messages('EnergyTelemetry', { by: a.by, fromMs: a.fromMs }));
  const first = told[0];
  if (first?.message === undefined) return fail(expected, 'no telemetry came', [a.faultN]);
  const wrong = wrongIn(view, a, told, accuracy / 100);
  if (wrong !== undefined) return fail(expected, wrong.text, [a.faultN, wrong.n]);
  const report = eventReportOf(view, a.by, a.eventId);
  if (report?.message === undefined) return fail(expected, 'no report of the event came', [a.faultN]);
  const { quality, deliveredWh, startRegister } = report.message.data;
  const flowedWh = flowedSince(view, a.pev, a.startMs, report.atMs);
  if (quality === 'MEASURED' && flowedWh !== undefined && isOff(deliveredWh, flowedWh, accuracy / 100))
    return fail(
      expected,
      `${energyText(deliveredWh)} reported as delivered and measured where ${energyText(flowedWh)} flowed`,
      [a.faultN, report.n],
    );
  const estimates = told.filter((s) => s.message?.data.quality === 'ESTIMATED').length;
  return pass(
    expected,
    `${told.length} values told, ${estimates} of them as estimates, and ${energyText(deliveredWh)} from ${startRegister} Wh on as ${quality}`,
    [a.faultN, first.n, report.n],
  );
};

function wrongIn(
  view: CaseView,
  a: TrustArgs,
  told: readonly Sent<'EnergyTelemetry'>[],
  share: number,
): { text: string; n: number } | undefined {
  const first = told[0]?.message?.data;
  let shownWh = -Infinity;
  for (const s of told) {
    if (s.message === undefined || first === undefined) continue;
    const { activePowerW, exportRegisterWh, quality, at } = s.message.data;
    const atMs = Date.parse(at);
    const of = `told for ${instantText(atMs)}`;
    if (exportRegisterWh < shownWh)
      return { text: `${exportRegisterWh} Wh ${of}, after ${shownWh} Wh`, n: s.n };
    shownWh = exportRegisterWh;
    if (quality !== 'MEASURED') {
      if (s.atMs < a.faultMs) return { text: `an estimate ${of}, the meter being in order`, n: s.n };
      continue;
    }
    const powerW = powerNear(view, a.pev, atMs, activePowerW);
    if (powerW !== undefined && Math.abs(activePowerW - powerW) > nearW(powerW))
      return {
        text: `${powerText(activePowerW)} ${of} as measured, when ${powerText(powerW)} flowed`,
        n: s.n,
      };
    const grewWh = exportRegisterWh - first.exportRegisterWh;
    const flowedWh = flowedSince(view, a.pev, Date.parse(first.at), atMs);
    if (flowedWh !== undefined && isOff(grewWh, flowedWh, share))
      return {
        text: `a register ${of} as measured that had gained ${energyText(grewWh)}, when ${energyText(flowedWh)} had flowed`,
        n: s.n,
      };
  }
  return undefined;
}

function flowedSince(view: CaseView, pev: string, fromMs: number, toMs: number): number | undefined {
  const [before, after] = [exportedBy(view, pev, fromMs), exportedBy(view, pev, toMs)];
  return before === undefined || after === undefined ? undefined : (after - before) / 3600;
}

function isOff(toldWh: number, flowedWh: number, share: number): boolean {
  return Math.abs(toldWh - flowedWh) > NEAR_WH + share * flowedWh;
}

/** Two meters of the same energy agree within 3 % and 50 Wh (specification, PR2-A-16). */
const AGREE_SHARE = 0.03;
const AGREE_WH = 50;

interface AgreeArgs {
  readonly pev: string;
  readonly esci: string;
  readonly fromMs: number;
  /** By when both have told their last register of the discharge, ms. */
  readonly byMs: number;
  readonly basisN: number;
}

/** What the PEV's register gained from its first report to its last is what the ESCI's gained. */
export const metersAgree: Check<AgreeArgs> = (view, a) => {
  const expected = 'a PEV and an ESCI whose registers gain the same (± 3 % and 50 Wh)';
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const [pev, esci] = [gainOf(view, a.pev, a.fromMs), gainOf(view, a.esci, a.fromMs)];
  if (pev === undefined || esci === undefined)
    return fail(expected, `fewer than two registers of the ${pev === undefined ? 'PEV' : 'ESCI'} came`, [
      a.basisN,
    ]);
  const observed = `${energyText(pev.wh)} by the PEV's, ${energyText(esci.wh)} by the ESCI's`;
  const basis = [a.basisN, pev.n, esci.n];
  const tolWh = AGREE_WH + AGREE_SHARE * Math.max(pev.wh, esci.wh);
  return Math.abs(pev.wh - esci.wh) <= tolWh
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

/** What a device's own register of delivered energy gained in all that it told from `fromMs` on, Wh. */
function gainOf(view: CaseView, by: string, fromMs: number): { wh: number; n: number } | undefined {
  const told = [
    ...authored(view.messages('EnergyTelemetry', { by, fromMs })).map((s) => ({
      n: s.n,
      wh: s.message?.data.exportRegisterWh ?? 0,
    })),
    ...authored(view.messages('DispatchConfirmation', { by, fromMs })).map((s) => ({
      n: s.n,
      wh: s.message?.data.registerWh ?? 0,
    })),
  ].toSorted((x, y) => x.n - y.n);
  const [first, last] = [told[0], told.at(-1)];
  return first === undefined || last === undefined || first === last
    ? undefined
    : { wh: last.wh - first.wh, n: last.n };
}
