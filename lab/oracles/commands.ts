/**
 * A Utility's commands to each PEV, whatever the case is about: no more than the event announced for that time
 * (PR2-A-14), nothing new of an event that it called off (PR2-A-24) or whose time is over, no change of a dispatch that
 * its PEV refused or said to be over (PR2-A-22), and no more power than the PEV had reported (PR2-A-15).
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { clockWasSet } from '../checks/clock';
import { authored, idOf } from '../checks/dispatches';
import {
  announcedTo,
  commandsOf,
  reportsHeard,
  type Command,
  type ReportHeard,
} from '../checks/dispatch/commands';
import { durationText, instantText, powerText } from '../checks/texts';
import type { Oracle, OracleJudgement } from './oracle';

/** Between what somebody hears and what follows from it; also what times in whole seconds and clocks may be off. */
const GRACE_MS = 10_000;
/** Two writings of one instant may differ by this and a tolerated skew. */
const NEAR_MS = 3000;

interface Wrong {
  readonly requirement: string;
  readonly observed: string;
  readonly basis: readonly number[];
}

export const commandsInTheirEvent: Oracle = {
  name: 'commands-stay-within-event-and-report',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:')) return [];
    const expected = 'commands for what was announced and reported, while their event lasts';
    const asked = new Set(
      authored(view.messages('DispatchRequest', { by: dut })).map((s) => s.message?.destination ?? ''),
    );
    // A clock that is set dates what was ordered before by another hour.
    const stepped = clockWasSet(view, dut);
    const wrongs = new Map<string, OracleJudgement>();
    let last: number | undefined;
    for (const pev of asked) {
      const reports = reportsHeard(view, pev, dut);
      for (const c of commandsOf(view, dut, pev)) {
        last = Math.max(last ?? 0, c.n);
        const found = [
          cancelled(view, dut, pev, c),
          beyondReport(reports, c),
          notStanding(view, dut, pev, c),
          ...(stepped ? [] : [beyondEnd(c), unannounced(view, dut, pev, c)]),
        ];
        for (const wrong of found) {
          if (wrong === undefined || wrongs.has(wrong.requirement)) continue;
          const observed = `${wrong.observed}, asked of ${idOf(pev)} at ${instantText(c.atMs)}`;
          const judgement = fail(expected, observed, [...wrong.basis, c.n]);
          wrongs.set(wrong.requirement, { requirement: wrong.requirement, judgement });
        }
      }
    }
    if (wrongs.size > 0) return [...wrongs.values()];
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-14', judgement: pass(expected, 'so they were', [last]) }];
  },
};

/** A command, not a repeat, of an event that the Utility had called off at this PEV and not announced again. */
function cancelled(view: CaseView, dut: string, pev: string, c: Command): Wrong | undefined {
  const of = { by: dut, destination: pev, where: (d: Record<string, unknown>) => d['eventId'] === c.eventId };
  const cancel = authored(view.messages('EventCancel', of)).findLast(
    (s) => s.n < c.n && s.atMs + NEAR_MS < c.atMs,
  );
  if (cancel === undefined || c.powerW === 0) return undefined;
  const anew = view.messages('EnergySupplyEvent', { ...of, afterN: cancel.n }).some((s) => s.n < c.n);
  if (anew) return undefined;
  const observed = `${powerText(c.powerW)} of an event that was called off at ${instantText(cancel.atMs)}`;
  return { requirement: 'PR2-A-24', observed, basis: [cancel.n] };
}

/** A change of what is no dispatch of the PEV's: it refused the request, or said that it is over (section 5, sequence A). */
function notStanding(view: CaseView, dut: string, pev: string, c: Command): Wrong | undefined {
  const about = { source: pev, where: (d: Record<string, unknown>) => d['dispatchId'] === c.dispatchId };
  const requests = view.messages('DispatchRequest', { by: dut, destination: pev, where: about.where });
  const request = requests.findLast((s) => s.n <= c.n);
  if (request === undefined || requests.some((s) => s.n === c.n)) return undefined;
  const answers = view
    .received(dut, 'DispatchResponse', { ...about, correlationid: request.message?.id ?? '' })
    .filter(({ sent }) => sent.message?.data.status === 'REJECTED');
  const endings = view
    .received(dut, 'DispatchConfirmation', about)
    .filter(({ sent }) => sent.message?.data.state === 'ENDED');
  const over = [...answers, ...endings].find(({ delivery }) => delivery.atMs + GRACE_MS < c.atMs);
  if (over === undefined) return undefined;
  const observed = `${powerText(c.powerW)} by a change, after ${over.sent.name === 'DispatchResponse' ? 'its request was refused' : 'it was told over'} at ${instantText(over.delivery.atMs)}`;
  return { requirement: 'PR2-A-22', observed, basis: [over.sent.n] };
}

function beyondEnd(c: Command): Wrong | undefined {
  const lateMs = c.atMs - c.toMs;
  if (lateMs <= GRACE_MS) return undefined;
  const observed = `${powerText(c.powerW)} ${durationText(lateMs)} after the end of what was requested`;
  return { requirement: 'PR2-A-22', observed, basis: [] };
}

/** More than the event had for that time, where the operator named a power for each PEV and left it at that. */
function unannounced(view: CaseView, dut: string, pev: string, c: Command): Wrong | undefined {
  const { eventId } = c;
  const orders = view.stimuliAt(dut).filter((x) => (x.params as { eventId?: string }).eventId === eventId);
  const created = orders.find((x) => x.name === 'create-event')?.params;
  if (created === undefined || 'totalPowerW' in created) return undefined;
  if (orders.some((x) => x.name === 'change-request' || x.name === 'change-event')) return undefined;
  const event = announcedTo(view, dut, pev, eventId, c.n);
  // A request that names a start gone by is one for now.
  const offsetMs = event === undefined ? 0 : Math.max(c.atMs, c.fromMs) - timeMs(event.start);
  if (event === undefined || offsetMs > event.durationS * 1000) return undefined;
  const near = event.intervals.filter(
    (i) => i.offsetS * 1000 - NEAR_MS <= offsetMs && offsetMs <= (i.offsetS + i.durationS) * 1000 + NEAR_MS,
  );
  const mostW = Math.max(0, ...near.map((i) => i.dischargePowerW));
  if (c.powerW <= mostW) return undefined;
  const observed = `${powerText(c.powerW)} from ${instantText(Math.max(c.atMs, c.fromMs))}, for which ${powerText(mostW)} were announced`;
  return { requirement: 'PR2-A-14', observed, basis: [] };
}

/** More power than in any report that the Utility can have gone by: the last word, or one that it had until just now. */
function beyondReport(reports: readonly ReportHeard[], c: Command): Wrong | undefined {
  if (c.powerW === 0) return undefined;
  const heard = reports.filter(({ delivery }) => delivery.n < c.n);
  const current = heard.filter((_, i) => (heard[i + 1]?.delivery.atMs ?? Infinity) + GRACE_MS >= c.atMs);
  const mostW = Math.max(0, ...current.map(({ sent }) => sent.message?.data.maxDischargeW ?? 0));
  if (c.powerW <= mostW) return undefined;
  const observed = `${powerText(c.powerW)}, where ${heard.length === 0 ? 'nothing was' : `${powerText(mostW)} were`} reported`;
  return { requirement: 'PR2-A-15', observed, basis: current.map(({ delivery }) => delivery.n) };
}
