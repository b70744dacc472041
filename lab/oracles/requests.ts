/**
 * Whom a Utility asks, and for what (PR2-A-14): a PEV that takes part in the event, and what the event announced to it:
 * the same class and, from its start, all of its time, unless the charge is too little for that (PR2-A-15) or the rest
 * is asked for by itself. Whatever the event, the energy is for the grid (PR2-G-01).
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies as Bodies } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { authored, firstCopies, idOf } from '../checks/dispatches';
import { announcedTo, commandsOf, lastReport } from '../checks/dispatch/commands';
import { durationText, instantText } from '../checks/texts';
import type { Oracle } from './oracle';

/** Times may be written in whole seconds. */
const ROUNDING_MS = 1000;

export const requestsAsAnnounced: Oracle = {
  name: 'asks-what-was-announced-of-who-takes-part',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:')) return [];
    const expected = 'requests as their event announced them, to PEVs that take part';
    const requests = firstCopies(
      authored(view.messages('DispatchRequest', { by: dut })).filter((s) => s.problems.length === 0),
    );
    const elsewhere = requests.find((s) => s.message?.data.sink !== 'GRID');
    if (elsewhere !== undefined) {
      const observed = `a request for ${elsewhere.message?.data.sink}`;
      const judgement = fail('requests of energy for the grid', observed, [elsewhere.n]);
      return [{ requirement: 'PR2-G-01', judgement }];
    }
    for (const s of requests) {
      const wrong = unlikeItsEvent(view, dut, s);
      if (wrong !== undefined) return [{ requirement: 'PR2-A-14', judgement: fail(expected, wrong, [s.n]) }];
    }
    for (const pev of new Set(requests.map((s) => s.message?.destination ?? ''))) {
      for (const c of commandsOf(view, dut, pev)) {
        const word = c.powerW > 0 ? outBefore(view, dut, pev, c) : undefined;
        if (word === undefined) continue;
        const observed = `a command at ${instantText(c.atMs)} to ${idOf(pev)}, whose last word was ${word.said}`;
        return [{ requirement: 'PR2-A-14', judgement: fail(expected, observed, [word.n, c.n]) }];
      }
    }
    const last = requests.at(-1);
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-14', judgement: pass(expected, `${requests.length} of them`, [last.n]) }];
  },
};

/** Where a request says otherwise than the event that its PEV was told of; undefined where it was told of none. */
function unlikeItsEvent(view: CaseView, dut: string, s: Sent<'DispatchRequest'>): string | undefined {
  const request = s.message?.data;
  if (request === undefined) return undefined;
  const event = announcedTo(view, dut, s.message?.destination ?? '', request.eventId, s.n);
  if (event === undefined) return undefined;
  if (request.responseClass !== event.responseClass)
    return `class ${request.responseClass} asked, where ${event.responseClass} was announced`;
  const fromStart = Math.abs(timeMs(request.start) - timeMs(event.start)) <= ROUNDING_MS;
  const shortMs = (event.durationS - request.durationS) * 1000;
  if (!fromStart || shortMs <= ROUNDING_MS || isRightlyShort(view, dut, s, event.durationS)) return undefined;
  return `a request that ends ${durationText(shortMs)} before its event`;
}

/** Whether the PEV had not reported enough for all of the time, or is asked for the rest of the event as well. */
function isRightlyShort(view: CaseView, dut: string, s: Sent<'DispatchRequest'>, durationS: number): boolean {
  const { destination: pev = '', data: request } = s.message ?? {};
  if (request === undefined) return true;
  const wholeWh = (request.dischargePowerW * durationS) / 3600;
  const reported = lastReport(view, pev, dut, s.n)?.message?.data.availableEnergyWh;
  const ofTheRest = view.messages('DispatchRequest', {
    by: dut,
    destination: pev,
    where: (d) => d['eventId'] === request.eventId && d['dispatchId'] !== request.dispatchId,
  });
  return (reported !== undefined && reported < wholeWh) || ofTheRest.length > 0;
}

function said(data: Bodies['EventResponse'] | Bodies['ParticipationNotice'] | undefined): string {
  if (data === undefined) return '';
  return 'decision' in data ? data.decision : data.action;
}

/** When it was said: a customer's notice may come long after the customer acted (PR2-A-11). */
function saidMs({ message }: Sent<'EventResponse'> | Sent<'ParticipationNotice'>): number {
  const data = message?.data;
  return timeMs(data !== undefined && 'sourceTime' in data ? data.sourceTime : (message?.time ?? ''));
}

/**
 * The word by which a PEV is out of an event, where it said nothing later and this had reached the Utility in good time
 * (P_T_OPT); a repeat says what was said before it, and an event that was announced anew since asks anew.
 */
function outBefore(
  view: CaseView,
  dut: string,
  pev: string,
  { n, atMs, eventId }: { n: number; atMs: number; eventId: string },
): { n: number; said: string } | undefined {
  const about = { source: pev, where: (d: Record<string, unknown>) => d['eventId'] === eventId };
  const words = [
    ...view.received(dut, 'EventResponse', about),
    ...view.received(dut, 'ParticipationNotice', about),
  ]
    .filter(({ delivery }) => delivery.n < n)
    .map(({ sent, delivery: { atMs: cameMs } }) => ({
      n: sent.n,
      cameMs,
      saidMs: saidMs(sent),
      said: said(sent.message?.data),
    }))
    .toSorted((a, b) => a.saidMs - b.saidMs || a.cameMs - b.cameMs);
  const last = words.at(-1);
  if (last === undefined || last.cameMs > atMs - view.param('P_T_OPT') * 1000) return undefined;
  const anew = view
    .messages('EnergySupplyEvent', { by: dut, destination: pev, afterN: last.n, where: about.where })
    .some((e) => e.n < n);
  return !anew && (last.said === 'OPT_OUT' || last.said === 'UNDECIDED') ? last : undefined;
}
