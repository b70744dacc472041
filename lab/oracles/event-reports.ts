/**
 * What an ESCI reports of an event, whatever the case is about (PR2-A-10): its figures agree with each other, with what
 * the dispatch and its updates planned, and with what flowed. Where two dispatches share the power, where their answers
 * did not all reach the ESCI, or where its power or its clock failed meanwhile, only the first of these can be held against it.
 */
import { fail, pass } from '../checks/check';
import { clockWasSet } from '../checks/clock';
import {
  contradiction,
  unlikeFlow,
  unlikePlan,
  untrueDeviation,
  untrueResponse,
} from '../checks/customer/report-figures';
import { dispatchesOf, type Dispatch } from '../checks/dispatches';
import { NEAR_WH } from '../checks/measured';
import { energyText, instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { telemetryOf } from './sessions';

type Report = Sent<'EventReport'>;

export const eventReports: Oracle = {
  name: 'event-reported-as-it-went',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const reports = view
      .messages('EventReport', { by: dut, source: dut })
      .filter((s) => s.problems.length === 0);
    const expected = 'reports of events whose figures are those of the plan and of the meter';
    for (const report of reports) {
      const wrong = wrongIn(view, dut, report);
      if (wrong !== undefined)
        return [
          {
            requirement: 'PR2-A-10',
            judgement: fail(expected, `${wrong.text}, at ${instantText(report.atMs)}`, [
              ...wrong.basis,
              report.n,
            ]),
          },
        ];
    }
    const last = reports.at(-1);
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-10', judgement: pass(expected, `${reports.length} reports`, [last.n]) }];
  },
};

function wrongIn(view: CaseView, dut: string, report: Report): { text: string; basis: number[] } | undefined {
  const r = report.message?.data;
  if (r === undefined) return undefined;
  const own = contradiction(r);
  if (own !== undefined) return { text: own, basis: [] };
  const pev = `urn:pr2:pev:${r.pevId}`;
  const d = onlyDispatch(view, dut, pev, report);
  if (d === undefined) return undefined;
  const text =
    unlikePlan(r, d) ??
    unlikeOwnMeter(view, dut, pev, r, d) ??
    (r.quality === 'MEASURED' && !otherFlow(view, pev, d, report.atMs)
      ? (unlikeFlow(view, pev, r, d, report.atMs) ??
        untrueDeviation(view, pev, r, d) ??
        untrueResponse(view, pev, r, d))
      : undefined);
  return text === undefined ? undefined : { text, basis: [d.requestN] };
}

/** Registers that are not those which its own meter told while the event ran; what flowed between two values lies between them. */
function unlikeOwnMeter(
  view: CaseView,
  esci: string,
  pev: string,
  r: NonNullable<Report['message']>['data'],
  d: Dispatch,
): string | undefined {
  const endMs = Math.min(d.plannedEndMs, d.endings[0]?.atMs ?? Infinity);
  const told = telemetryOf(view, esci, pev).flatMap((s) =>
    s.message !== undefined && s.atMs >= d.startMs && s.atMs <= endMs
      ? [s.message.data.exportRegisterWh]
      : [],
  );
  if (r.quality !== 'MEASURED' || told.length === 0) return undefined;
  const [first, last] = [Math.min(...told), Math.max(...told)];
  const tolWh = NEAR_WH + (view.param('P_MET_ACC') / 100) * (last - first);
  if (r.startRegister > first + tolWh || r.startRegister < first - r.deliveredWh - tolWh)
    return `a register of ${energyText(r.startRegister)} at the start, where the meter told ${energyText(first)} first`;
  if (r.endRegister < last - tolWh || r.endRegister > last + r.deliveredWh + tolWh)
    return `a register of ${energyText(r.endRegister)} at the end, where the meter told ${energyText(last)} last`;
  return undefined;
}

/** The one dispatch of the event, where there is just one and the ESCI has seen all of it. */
function onlyDispatch(view: CaseView, dut: string, pev: string, report: Report): Dispatch | undefined {
  const { eventId } = report.message?.data ?? {};
  const [d, second] = dispatchesOf(view, pev).filter((x) => x.eventId === eventId);
  if (d === undefined || second !== undefined) return undefined;
  const answers = view.messages('DispatchResponse', {
    by: pev,
    where: (data) => data['dispatchId'] === d.dispatchId && data['status'] !== 'REJECTED',
  });
  const whole = answers.every(
    (s) =>
      s.message?.data.status === 'ACCEPTED' &&
      s.deliveries.some((at) => at.to === dut && at.outcome === 'delivered' && at.atMs <= report.atMs),
  );
  const upset = view.restartsOf(dut).length > 0 || clockWasSet(view, dut);
  return whole && !upset ? d : undefined;
}

/** Whether the PEV may have given energy for another purpose while the event went on. */
function otherFlow(view: CaseView, pev: string, d: Dispatch, atMs: number): boolean {
  const others = dispatchesOf(view, pev).filter((x) => x !== d);
  return (
    others.some(
      (x) => x.startMs - x.windowMs < atMs && x.plannedEndMs + x.windowMs > d.startMs - d.windowMs,
    ) || view.messages('EmergencyGenerationRequest').length > 0
  );
}
