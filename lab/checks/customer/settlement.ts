/** Checks on what an event came to: what was delivered of what was asked, and why not all (PR2-A-10). */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { authored, eventReportOf } from '../dispatches';
import { energyText, durationText, instantText } from '../texts';
import { contradiction, ROUNDING_WH, statesAsReported, type Report } from './report-figures';

/** After an end that the PEV has confirmed, or after the event, the report takes no longer (specification, 7). */
const REPORT_MS = 10_000;

interface SettlesArgs {
  readonly esci: string;
  readonly pev: string;
  readonly eventId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly outcomes: readonly Report['outcome'][];
  readonly participation: { readonly min: number; readonly max: number };
  /** Whether it must say why. */
  readonly reason: boolean;
  readonly quality: Report['quality'];
  readonly afterN: number;
}

/** The report comes in time, says how it ended, and its figures agree with each other and with what flowed. */
export const settles: Check<SettlesArgs> = (view, a) => {
  const expected = `an EventReport ${a.outcomes.join(' or ')}, ${a.quality}, with a participation from ${a.participation.min} to ${a.participation.max}${a.reason ? ' and a reason' : ''}`;
  const found = eventReportOf(view, a.esci, a.eventId, a.afterN);
  const ended = endOf(view, a);
  const overMs = lastWordMs(view, a, ended?.atMs);
  const dueMs = overMs + REPORT_MS;
  const over = overMs === a.endMs ? 'the end of the event' : "the PEV's word that its discharge has ended";
  if (found?.message === undefined)
    return view.nowMs < dueMs
      ? { untilMs: dueMs }
      : fail(expected, `none by ${instantText(dueMs)}, ${durationText(REPORT_MS)} after ${over}`, [
          ended?.n ?? a.afterN,
        ]);
  const basis = [ended?.n ?? a.afterN, found.n];
  const report = found.message.data;
  if (found.atMs > dueMs)
    return fail(
      expected,
      `it came ${durationText(found.atMs - overMs)} after ${over}, ${durationText(found.atMs - dueMs)} late`,
      basis,
    );
  if (!a.outcomes.includes(report.outcome)) return fail(expected, `it says ${report.outcome}`, basis);
  if (report.quality !== a.quality) return fail(expected, `it says ${report.quality}`, basis);
  if (a.reason && (report.reason ?? '') === '') return fail(expected, 'it gives no reason', basis);
  const wrong = contradiction(report) ?? (a.quality === 'MEASURED' ? untrue(view, a, report) : undefined);
  if (wrong !== undefined) return fail(expected, wrong, basis);
  const { participation } = report;
  const ok = participation >= a.participation.min && participation <= a.participation.max;
  return ok
    ? pass(expected, `${report.outcome}, participation ${participation}`, basis)
    : fail(expected, `a participation of ${participation}`, basis);
};

interface StatementArgs {
  readonly utility: string;
  readonly customerId: string;
  readonly eventId: string;
  readonly untilMs: number;
}

/** What the customer is told of the settlement, where the utility tells it, is what was reported. */
export const statementAgrees: Check<StatementArgs> = (view, a) => {
  const expected = 'a statement, if any, with the energy and the participation that were reported';
  const report = view
    .received(a.utility, 'EventReport')
    .find(({ sent }) => sent.message?.data?.eventId === a.eventId);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  if (report?.sent.message === undefined) return fail(expected, 'no report reached the utility', []);
  const { deliveredWh, participation } = report.sent.message.data;
  const statement = authored(
    view.messages('SettlementStatement', { by: a.utility, destination: `urn:pr2:customer:${a.customerId}` }),
  ).find((s) => s.message?.data?.eventId === a.eventId);
  if (statement?.message === undefined)
    return pass(expected, 'none was sent, and none is owed', [report.delivery.n]);
  const said = statement.message.data;
  const basis = [report.delivery.n, statement.n];
  const observed = `${energyText(said.deliveredWh)} and ${said.participation} told, ${energyText(deliveredWh)} and ${participation} reported`;
  return statesAsReported(said, report.sent.message.data)
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

/** The PEV's own word that its part is over, as it reaches the ESCI. */
function endOf(view: CaseView, a: SettlesArgs): { n: number; atMs: number } | undefined {
  const dispatches = new Set(
    view
      .messages('DispatchRequest')
      .filter((s) => s.message?.data?.eventId === a.eventId)
      .map((s) => s.message?.data.dispatchId),
  );
  return view
    .received(a.esci, 'DispatchConfirmation', { source: a.pev })
    .find(({ sent }) => sent.message?.data.state === 'ENDED' && dispatches.has(sent.message.data.dispatchId))
    ?.delivery;
}

/**
 * When nothing more can come of the event. A dispatch that failed or ran empty may be followed by a fresh one while the
 * event lasts (PR2-X-12), so that its report may wait for the end; an opt-out during the event and a cancel are final.
 */
function lastWordMs(view: CaseView, a: SettlesArgs, endedMs: number | undefined): number {
  if (endedMs === undefined) return a.endMs;
  const final = (s: Sent<'ParticipationNotice'> | Sent<'EventCancel'>): boolean =>
    s.message?.data.eventId === a.eventId && s.atMs <= endedMs;
  const left = view
    .messages('ParticipationNotice', { where: (data) => data['action'] === 'OPT_OUT' })
    .some((s) => final(s) && s.atMs >= a.startMs);
  return left || view.messages('EventCancel').some(final) ? endedMs : Math.max(endedMs, a.endMs);
}

/** Where it is not what left the PEV. */
function untrue(view: CaseView, a: SettlesArgs, r: Report): string | undefined {
  const wh = view.curve(a.pev).energyJ(a.startMs, Math.min(a.endMs + REPORT_MS, view.nowMs)).exportJ / 3600;
  const off = Math.abs(r.deliveredWh - wh);
  return off > (view.param('P_MET_ACC') / 100) * wh + ROUNDING_WH
    ? `${energyText(r.deliveredWh)} reported where ${energyText(wh)} flowed`
    : undefined;
}
