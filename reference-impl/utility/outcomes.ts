/** How events and the part of each PEV in them come to their end (PR2-A-10, A-21, A-23, PR2-X-13). */
import { urnOf } from '../endpoint/identifiers';
import { endOfEvent, now, startOf, type Desk } from './desk';
import { partyChanged, releaseTarget } from './commands';
import { advanceTo, isFinal, isOut, outcomeOf, reportedOutcome } from './lifecycle';
import type { EventReport, GridEvent, Target } from './state';

/** How long after its end an event waits for reports, ms: the stop, the report's own 10 s, and a few retries. */
const REPORTS_WITHIN_MS = 120_000;

/** Instant by which somebody must have answered, bench ms, or the event expires. */
export function expiryMs(desk: Desk, event: GridEvent): number {
  const fullS = desk.parameters.classes[event.body.responseClass].fullS;
  return startOf(desk, event) + ((event.body.randomizeStartS ?? 0) + fullS) * 1000;
}

/** Whether nobody has said anything about the event yet. */
export function isUnanswered(event: GridEvent): boolean {
  return event.targets.every((t) => t.state === 'PENDING' || t.state === 'RECEIVED' || t.withdrawn !== null);
}

/** Nobody answered in time: the event lapses. */
export function expire(desk: Desk, event: GridEvent): void {
  for (const target of event.targets) {
    if (target.withdrawn !== null) continue;
    releaseTarget(desk, event, target);
    target.state = 'UNREACHABLE';
  }
  advanceTo(event, 'EXPIRED');
}

/** The part of one target is over before the event is; a reason that may pass leaves it willing. */
export function endPart(desk: Desk, event: GridEvent, target: Target, reason: string): void {
  target.endsMs = null;
  if (isOut(target)) return;
  target.code = reason;
  if (desk.behaviour.dispatchesAgain(reason) && now(desk) < endOfEvent(desk, event)) {
    releaseTarget(desk, event, target);
    target.state = target.acceptedPowerW === null ? 'OPTED_IN' : 'PARTIAL';
    return;
  }
  target.state =
    reason === 'USER_STOP' ? 'OPTED_OUT' : now(desk) >= plannedEndMs(desk, event) ? 'DONE' : 'TERMINATED';
  releaseTarget(desk, event, target);
  partyChanged(desk, event);
}

/** Earliest instant at which a part that ended counts as complete, bench ms: the end, less the clocks' tolerance. */
export function plannedEndMs(desk: Desk, event: GridEvent): number {
  return endOfEvent(desk, event) - 2 * desk.parameters.clockSkewS * 1000;
}

/** The event's time is over: nothing is asked any more, reports are waited for. */
export function finish(desk: Desk, event: GridEvent): void {
  if (!advanceTo(event, 'ENDING')) return;
  event.closesMs = endOfEvent(desk, event) + REPORTS_WITHIN_MS;
  for (const target of event.targets) {
    const live = target.dispatch?.live === true;
    releaseTarget(desk, event, target);
    if (live && target.state === 'AT_POWER') target.state = 'DONE';
  }
  closeIfReported(desk, event);
}

/** Closes an event whose reports are all in. */
export function closeIfReported(desk: Desk, event: GridEvent): void {
  if (event.state === 'ENDING' && event.targets.every((t) => t.report !== null || t.withdrawn !== null))
    close(desk, event);
}

/** Gives every target its one outcome, and the event its own. */
export function close(desk: Desk, event: GridEvent): void {
  if (isFinal(event.state)) return;
  for (const target of event.targets) target.state = outcomeOf(target);
  event.closesMs = null;
  advanceTo(event, desk.behaviour.outcome(event));
}

/** Takes in the report of one PEV's part, and tells its customer once all of the customer's PEVs are reported. */
export function onEventReport(desk: Desk, event: GridEvent, target: Target, report: EventReport): void {
  const known = target.report;
  if (known !== null && known.quality === 'MEASURED' && report.quality === 'ESTIMATED') return;
  target.report = report;
  target.lastRegisterWh = report.endRegister;
  if (report.deliveredWh > 0) target.participated = true;
  if (target.withdrawn === null && target.state !== 'OPTED_OUT' && !isFinal(event.state)) {
    releaseTarget(desk, event, target);
    target.state = reportedOutcome(target);
  }
  settleWith(desk, event, target.customerId);
  closeIfReported(desk, event);
}

function settleWith(desk: Desk, event: GridEvent, customerId: string): void {
  const theirs = event.targets.filter((t) => t.customerId === customerId);
  const reports = theirs.flatMap((t) => (t.report === null ? [] : [t.report]));
  if (reports.length < theirs.length || event.settled.includes(customerId)) return;
  event.settled.push(customerId);
  const statement = desk.behaviour.statement(event.eventId, reports);
  desk.endpoint.send(
    now(desk),
    'SettlementStatement',
    urnOf('customer', customerId),
    event.eventId,
    statement,
  );
}
