/**
 * A Utility asks each PEV that takes part in an event (PR2-A-14): whoever opted in and is ready, enough in its battery and
 * where its enrollment has it, is asked by the time at which the event first wants power. It speaks only where nothing
 * stood in the way: a world at rest since the PEV's last report, one event at a time, its power ordered for each PEV.
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies as Bodies } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { reportsHeard, type ReportHeard } from '../checks/dispatch/commands';
import { authored, idOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { enrolledAtStart } from './enrollments';
import type { Oracle } from './oracle';

type Event = Bodies['EnergySupplyEvent'];

/** What is asked later than this was forgotten; how late it may be is judged elsewhere. */
const GRACE_MS = 10_000;
/** An opt-in that comes later than this before the event may come too late for it. */
const IN_TIME_MS = 60_000;

/** An event as a PEV last knew it before its time, and the PEV's consent to that. */
interface Part {
  readonly pev: string;
  readonly event: Event;
  readonly answer: Sent<'EventResponse'>;
  readonly answeredMs: number;
  /** When the event first wants power. */
  readonly dueMs: number;
  readonly powerW: number;
}

export const everybodyAsked: Oracle = {
  name: 'asks-each-that-takes-part',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:') || isDisturbed(view, dut)) return [];
    const expected = 'a request to each PEV that takes part, by the time of its event';
    const parts = partsIn(view, dut);
    let last: number | undefined;
    for (const part of parts) {
      if (part.dueMs + GRACE_MS > view.nowMs || !isReady(view, dut, part) || overlaps(part, parts)) continue;
      const { eventId } = part.event;
      const request = authored(
        view.messages('DispatchRequest', {
          by: dut,
          destination: part.pev,
          where: (d) => d['eventId'] === eventId,
        }),
      ).find((s) => s.atMs <= part.dueMs + GRACE_MS);
      if (request === undefined) {
        const observed = `${idOf(part.pev)} was asked for nothing of ${eventId} by ${instantText(part.dueMs)}`;
        return [{ requirement: 'PR2-A-14', judgement: fail(expected, observed, [part.answer.n]) }];
      }
      last = request.n;
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-14', judgement: pass(expected, 'each was asked', [last]) }];
  },
};

/** What may take a PEV out of an event, or its time away from it, without a word between the two. */
const AWAY: readonly string[] = ['clock-step', 'enroll', 'revoke-enrollment', 'change-request', 'disk-full'];

function isDisturbed(view: CaseView, dut: string): boolean {
  return (
    view.stimuliAt(dut).some((x) => AWAY.includes(x.name)) ||
    view.restartsOf(dut).length > 0 ||
    view.ofKind('inject').some((i) => !/^urn:pr2:(customer|channel):/.test(i.from))
  );
}

/** Who opted in to which event as it was last announced, and said nothing else since. */
function partsIn(view: CaseView, dut: string): Part[] {
  const events = authored(view.messages('EnergySupplyEvent', { by: dut })).filter(
    (s) => s.problems.length === 0,
  );
  const newest = new Map(events.map((s) => [`${s.message?.destination} ${s.message?.data.eventId}`, s]));
  return [...newest.values()].flatMap((s) => {
    const { destination: pev = '', data: event } = s.message ?? {};
    const wanted = event?.intervals.find((i) => i.dischargePowerW > 0);
    if (event === undefined || wanted === undefined || isShared(view, dut, event.eventId)) return [];
    const about = { source: pev, where: (d: Record<string, unknown>) => d['eventId'] === event.eventId };
    const words = view.received(dut, 'EventResponse', about);
    const heard = words.at(-1);
    const since = [
      ...view.received(dut, 'ParticipationNotice', about),
      ...view.received(dut, 'TerminationNotice', about),
    ];
    const isCancelled =
      view.messages('EventCancel', { by: dut, destination: pev, where: about.where }).length > 0;
    const said = heard?.sent.message?.data;
    if (heard === undefined || said?.decision !== 'OPT_IN' || said.revision !== event.revision) return [];
    if (since.length > 0 || isCancelled || heard.sent.n < s.n) return [];
    const dueMs = timeMs(event.start) + wanted.offsetS * 1000;
    const answeredMs = heard.delivery.atMs;
    return answeredMs > dueMs - IN_TIME_MS
      ? []
      : [{ pev, event, answer: heard.sent, answeredMs, dueMs, powerW: wanted.dischargePowerW }];
  });
}

/** Whether the operator ordered a total: what each PEV has to give of that is the Utility's to say, and may be nothing. */
function isShared(view: CaseView, dut: string, eventId: string): boolean {
  return view
    .stimuliAt(dut)
    .some((x) => (x.params as { eventId?: string }).eventId === eventId && 'totalPowerW' in x.params);
}

/** Whether the PEV, by its last report, can give what the event wants, is where it may, and nothing happened since. */
function isReady(view: CaseView, dut: string, part: Part): boolean {
  const { pev, event, dueMs, powerW } = part;
  const report = reportsHeard(view, pev, dut).findLast(({ delivery }) => delivery.atMs <= dueMs);
  const said = report?.sent.message?.data;
  if (report === undefined || said === undefined) return false;
  const ableWh = event.intervals.reduce((sum, i) => sum + (i.dischargePowerW * i.durationS) / 3600, 0);
  const mostW = Math.max(...event.intervals.map((i) => i.dischargePowerW));
  return (
    said.readiness.state === 'READY' &&
    said.classes.includes(event.responseClass ?? 'SCHEDULED') &&
    said.minDischargeW <= powerW &&
    said.maxDischargeW >= mostW &&
    said.availableEnergyWh >= ableWh &&
    isInPlace(view, dut, pev, event, dueMs) &&
    isAtRest(view, dut, report, dueMs)
  );
}

/** Whether the PEV is plugged in at one place all the time, one where its enrollment has it and that takes power back. */
function isInPlace(view: CaseView, dut: string, pev: string, event: Event, untilMs: number): boolean {
  const notices = view
    .received(dut, 'ConnectionNotice', { where: (d) => d['pevId'] === idOf(pev) })
    .filter(({ delivery }) => delivery.atMs <= untilMs)
    .flatMap(({ sent }) => sent.message?.data ?? []);
  const enrollments = enrolledAtStart(view, dut).filter((e) => e.pevId === idOf(pev));
  const takesBack = (c: Bodies['ConnectionNotice']): boolean =>
    c.bidirectional && c.capabilities.v2g && c.inverterAuthorised && (c.cordsetA ?? 0) > 0;
  const permitted = (c: Bodies['ConnectionNotice']): boolean =>
    enrollments.some(
      (e) =>
        e.programId === event.programId &&
        e.architecture === c.architecture &&
        e.location?.includes(c.location) === true,
    );
  return notices.length > 0 && notices.every((c) => takesBack(c) && permitted(c));
}

/** Whether nothing was done to anybody but the Utility, nor to the network or the grid, from a report on. */
function isAtRest(view: CaseView, dut: string, report: ReportHeard, untilMs: number): boolean {
  const sinceN = report.sent.n;
  return (
    !view.ofKind('stimulus').some((x) => x.n > sinceN && x.at <= untilMs && x.device !== dut) &&
    !view.ofKind('restart').some((r) => r.n > sinceN && r.at <= untilMs) &&
    !view.ofKind('network').some((r) => r.at <= untilMs)
  );
}

/** Whether the PEV takes part in another event at the same time: which of them has it, or how much of it, is not judged here. */
function overlaps(part: Part, all: readonly Part[]): boolean {
  const endMs = (p: Part): number => timeMs(p.event.start) + p.event.durationS * 1000;
  return all.some(
    (other) =>
      other !== part &&
      other.pev === part.pev &&
      timeMs(other.event.start) < endMs(part) &&
      timeMs(part.event.start) < endMs(other),
  );
}
