/** Checks of what is available and of the limits that bind it. */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { toleratedAheadMs } from '../clock';
import { authored } from '../dispatches';
import { requestDelivery } from '../messages';
import { durationText, energyText, instantText, powerText } from '../texts';
import { leastReportedW } from './reported-limits';
import { namesSkew, panelRefuses, reportedPowersAreNegative, timesAreComplete } from './written';

interface ReportsArgs {
  readonly pev: string;
  /** To whom it is owed; a log from before this was judged names nobody. */
  readonly to?: string;
  readonly afterN: number;
  readonly fromMs: number;
  readonly byMs: number;
  readonly energyWh: number;
  readonly toleranceWh: number;
}

/** The report comes in time, with the energy there is, and its figures agree: energy is power times duration (D10). */
export const reportsAvailability: Check<ReportsArgs> = (view, a) => {
  const expected = `an AvailabilityReport within ${durationText(a.byMs - a.fromMs)}: ${energyText(a.energyWh)} ± ${energyText(a.toleranceWh)}, equal to power times duration within 2 %, charge and floor as they are`;
  const destination = a.to === undefined ? {} : { destination: a.to };
  const said = view.messages('AvailabilityReport', { by: a.pev, afterN: a.afterN, ...destination });
  const found = authored(said)[0];
  if (found?.message === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'no report came', [a.afterN]);
  const basis = [a.afterN, found.n];
  const d = found.message.data;
  if (found.atMs > a.byMs) return fail(expected, `it came ${durationText(found.atMs - a.byMs)} late`, basis);
  if (Math.abs(d.availableEnergyWh - a.energyWh) > a.toleranceWh)
    return fail(expected, `${energyText(d.availableEnergyWh)} available`, basis);
  const productWh = (d.maxDischargeW * d.availableDurationS) / 3600;
  if (Math.abs(productWh - d.availableEnergyWh) > 0.02 * d.availableEnergyWh + d.maxDischargeW / 3600) {
    return fail(
      expected,
      `${energyText(d.availableEnergyWh)}, but ${powerText(d.maxDischargeW)} for ${d.availableDurationS} s are ${energyText(productWh)}`,
      basis,
    );
  }
  const soc = view.reading(a.pev, 'soc', found.atMs)?.values.soc;
  if (soc !== undefined && Math.abs(soc - d.soc) > 1)
    return fail(expected, `a charge of ${d.soc} % reported while the battery shows ${soc} %`, basis);
  const least = leastReportedW(d.limits);
  if (d.maxDischargeW > least)
    return fail(
      expected,
      `${powerText(d.maxDischargeW)} reported beside a limit of ${powerText(least)}`,
      basis,
    );
  return pass(
    expected,
    `${energyText(d.availableEnergyWh)} at up to ${powerText(d.maxDischargeW)} for ${d.availableDurationS} s`,
    basis,
    [{ name: 'report', valueMs: found.atMs - a.fromMs, limitMs: a.byMs - a.fromMs }],
  );
};

interface FreshArgs {
  readonly request: number;
  readonly pev: string;
  readonly ageMs: number;
  readonly limitMs: number;
}

/** The answer comes in time and was sampled no longer ago than allowed; what it says of the charge is true now. */
export const answersWithFreshFigures: Check<FreshArgs> = (view, a) => {
  const expected = `an AvailabilityReport within ${durationText(a.limitMs)}, sampled at most ${durationText(a.ageMs)} before`;
  const found = answerOf(view, a.request, a.pev);
  if ('untilMs' in found)
    return found.untilMs > view.nowMs ? found : fail(expected, 'no answer came', [a.request]);
  const { sent, delivery } = found;
  const basis = [delivery.n, sent.n];
  const d = sent.message?.data;
  if (sent.atMs - delivery.atMs > a.limitMs)
    return fail(expected, `it came after ${durationText(sent.atMs - delivery.atMs)}`, basis);
  const sampledMs = Date.parse(d?.asOf ?? '');
  const aheadMs = toleratedAheadMs(view, a.pev);
  if (!(sent.atMs + Math.min(0, aheadMs) - sampledMs <= a.ageMs) || sampledMs > sent.atMs + 1000)
    return fail(expected, `asOf ${d?.asOf}, sent at ${instantText(sent.atMs)}`, basis);
  const soc = view.reading(a.pev, 'soc', sent.atMs)?.values.soc;
  if (soc !== undefined && Math.abs(soc - (d?.soc ?? -1)) > 1)
    return fail(
      expected,
      `a charge of ${d?.soc} % while the battery shows ${soc} %`,
      basis,
      'old figures under a new time',
    );
  return pass(
    expected,
    `after ${durationText(sent.atMs - delivery.atMs)}, sampled ${durationText(sent.atMs - sampledMs)} before`,
    basis,
    [{ name: 'report', valueMs: sent.atMs - delivery.atMs, limitMs: a.limitMs }],
  );
};

interface HeldArgs {
  readonly request: number;
  readonly pev: string;
  readonly percent: number;
  readonly limitMs: number;
}

/** The energy reported is what charge, floor, capacity and efficiency leave at the AC terminals. */
export const reportsWhatIsHeld: Check<HeldArgs> = (view, a) => {
  const found = answerOf(view, a.request, a.pev);
  const state = view.stateOf(a.pev) ?? {};
  const { capacityWh, efficiency } = state as { capacityWh?: number; efficiency?: number };
  const soc = 'untilMs' in found ? undefined : view.reading(a.pev, 'soc', found.sent.atMs)?.values.soc;
  if ('untilMs' in found)
    return found.untilMs > view.nowMs
      ? found
      : fail('the energy above the floor', 'no answer came', [a.request]);
  const d = found.sent.message?.data;
  const heldWh =
    (Math.max(0, (soc ?? NaN) - (d?.socFloor ?? NaN)) / 100) * (capacityWh ?? NaN) * (efficiency ?? NaN);
  const expected = `${energyText(heldWh)} ± ${a.percent} %, what is above the floor of ${d?.socFloor} %`;
  const ok = Math.abs((d?.availableEnergyWh ?? NaN) - heldWh) <= (heldWh * a.percent) / 100;
  const observed = `${energyText(d?.availableEnergyWh ?? NaN)} reported`;
  return ok
    ? pass(expected, observed, [found.delivery.n, found.sent.n])
    : fail(expected, observed, [found.delivery.n, found.sent.n]);
};

interface BelowArgs {
  readonly pev: string;
  readonly maxW: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basisN: number;
}

/** No more than the limit is discharged in the window, P_TOL_OVER for longer than a second excepted. */
export const staysBelow: Check<BelowArgs> = (view, a) => {
  const limitW = a.maxW * (1 + view.param('P_TOL_OVER') / 100);
  const expected = `at most ${powerText(a.maxW)} (± ${view.param('P_TOL_OVER')} %) from ${instantText(a.fromMs)} to ${instantText(a.untilMs)}`;
  const curve = view.curve(a.pev);
  const toMs = Math.min(a.untilMs, view.nowMs);
  const over = toMs < a.fromMs ? undefined : curve.firstWhere(a.fromMs, toMs, (p) => -p > limitW);
  const back = over === undefined ? undefined : curve.firstWhere(over.atMs, toMs, (p) => -p <= limitW);
  if (over !== undefined && (back?.atMs ?? toMs) - over.atMs > 1000)
    return fail(expected, `${powerText(-over.powerW)} at ${instantText(over.atMs)}`, [a.basisN, over.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const most = curve.lowest(a.fromMs, a.untilMs);
  return most === undefined
    ? fail(expected, 'the device gave no reading of its power', [a.basisN])
    : pass(expected, `${powerText(Math.max(0, -most.powerW))} at the most`, [a.basisN, most.n]);
};

interface LimitGivenArgs {
  readonly esci: string;
  readonly pev: string;
  readonly limitW: number;
  readonly byMs: number;
  readonly basisN: number;
}

/** The copy of the preferences that the ESCI last gave the PEV by then allows no more than the limit (PR2-A-13). */
export const limitLastGiven: Check<LimitGivenArgs> = (view, a) => {
  const expected = `at most ${powerText(a.limitW)} in the last DischargePreference to the PEV by ${instantText(a.byMs)}`;
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const given = { by: a.esci, destination: a.pev, toMs: a.byMs };
  const last = view.messages('DischargePreference', given).at(-1);
  const givenW = last?.message?.data.maxDischargeW;
  if (last === undefined) return fail(expected, 'none was sent', [a.basisN]);
  const observed = givenW === undefined ? 'no limit' : powerText(givenW);
  return givenW !== undefined && givenW <= a.limitW
    ? pass(expected, observed, [a.basisN, last.n])
    : fail(expected, observed, [a.basisN, last.n]);
};

function answerOf(
  view: CaseView,
  request: number,
  pev: string,
): { sent: Sent<'AvailabilityReport'>; delivery: { n: number; atMs: number } } | { untilMs: number } {
  const asked = view.sentAt(request);
  const delivery = requestDelivery(view, request, pev);
  const untilMs = (delivery?.atMs ?? asked?.atMs ?? 0) + 20_000;
  const id = asked?.message?.id;
  const sent =
    id === undefined || delivery === undefined
      ? undefined
      : view.messages('AvailabilityReport', { by: pev, correlationid: id })[0];
  return sent === undefined || delivery === undefined ? { untilMs } : { sent, delivery };
}

export const connectionChecks: Readonly<Record<string, Check<never>>> = {
  'reports-availability': reportsAvailability,
  'answers-with-fresh-figures': answersWithFreshFigures,
  'reports-what-is-held': reportsWhatIsHeld,
  'stays-below': staysBelow,
  'limit-last-given': limitLastGiven,
  'times-are-complete': timesAreComplete,
  'names-skew': namesSkew,
  'reported-powers-are-negative': reportedPowersAreNegative,
  'panel-refuses': panelRefuses,
};
