/**
 * What a Utility tells a customer of an event's settlement, whatever the case is about (PR2-A-10): what was reported of
 * that customer's own PEVs, of one of them or of all together, and nothing that an average made of others.
 */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import {
  participationOf,
  statesAsReported,
  type Report,
  type Stated,
} from '../checks/customer/report-figures';
import { authored, firstCopies } from '../checks/dispatches';
import { energyText } from '../checks/texts';
import { enrolledAtStart, pevsAmong, type Enrolled } from './enrollments';
import type { Oracle } from './oracle';

export const statementsAsReported: Oracle = {
  name: 'statements-say-what-was-reported',
  judge(view, dut) {
    if (partsOf(dut).role !== 'utility') return [];
    const expected =
      "statements with the energy and the participation that were reported of the customer's PEVs";
    const statements = firstCopies(
      authored(view.messages('SettlementStatement', { by: dut })).filter((s) => s.problems.length === 0),
    );
    for (const s of statements) {
      const said = s.message?.data;
      if (said === undefined || s.message === undefined) continue;
      const customerId = partsOf(s.message.destination).id;
      const reports = reportsOf(view, dut, customerId, said.eventId, s.n);
      if (
        readingsOf(reports).some((r) => statesAsReported(said, r)) ||
        (reports.length === 0 && said.deliveredWh === 0)
      )
        continue;
      const told = `${energyText(said.deliveredWh)} and ${said.participation} told to ${customerId}`;
      const reported = reports.map((r) => `${energyText(r.deliveredWh)} and ${r.participation}`).join(', ');
      const observed = `${told}, ${reported === '' ? 'nothing' : reported} reported`;
      return [{ requirement: 'PR2-A-10', judgement: fail(expected, observed, [s.n]) }];
    }
    const last = statements.at(-1);
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-10', judgement: pass(expected, `${statements.length} of them`, [last.n]) }];
  },
};

/** What had been reported to the Utility before log position `beforeN` of a customer's PEVs in an event. */
function reportsOf(
  view: CaseView,
  utility: string,
  customerId: string,
  eventId: string,
  beforeN: number,
): Report[] {
  const pevIds = pevsOf(view, utility, customerId);
  return view
    .received(utility, 'EventReport', { where: (d) => d['eventId'] === eventId })
    .filter(({ delivery }) => delivery.n < beforeN)
    .flatMap(({ sent }) => (sent.message === undefined ? [] : [sent.message.data]))
    .filter((r) => pevIds.has(r.pevId));
}

/** The PEVs that a customer is enrolled with, from the beginning or since. */
function pevsOf(view: CaseView, utility: string, customerId: string): ReadonlySet<string> {
  const since = view.ofKind('stimulus').filter((x) => x.name === 'enroll');
  const all: readonly Enrolled[] = [
    ...enrolledAtStart(view, utility),
    ...since.map((x) => x.params as Enrolled),
  ];
  return pevsAmong(all, customerId);
}

/** The figures that a statement may rest on: each report by itself, and the latest of each PEV together. */
function readingsOf(reports: readonly Report[]): Stated[] {
  const latest = [...new Map(reports.map((r) => [r.pevId, r])).values()];
  const deliveredWh = latest.reduce((sum, r) => sum + r.deliveredWh, 0);
  const requestedWh = latest.reduce((sum, r) => sum + r.requestedWh, 0);
  const together = { deliveredWh, participation: participationOf({ requestedWh, deliveredWh }) };
  return latest.length < 2 ? [...reports] : [...reports, together];
}
