/** Sending events to their targets, and the news of them to their customers (PR2-A-01, A-04; M03). */
import { timeText } from '../endpoint/identifiers';
import { allTold, announce } from './alerts';
import { ackMs, now, pevUrn, startOf, type Desk } from './desk';
import { advanceTo, isOut } from './lifecycle';
import type { GridEvent, SupplyEvent, Target } from './state';

/** When an event goes out, bench ms: at once, but never further ahead than the notice's ceiling. */
export function issueMs(desk: Desk, event: GridEvent): number {
  return startOf(desk, event) - desk.parameters.noticeCeilingS * 1000;
}

/** Sends an event to its targets and its news to their customers, once its time has come. */
export function issue(desk: Desk, event: GridEvent): void {
  if (event.issued || issueMs(desk, event) > now(desk)) return;
  event.issued = true;
  for (const target of event.targets) if (!isOut(target)) sendEvent(desk, event, target);
  announce(desk, event, 'CREATE', event.revision, customersOf(event));
  noteTold(desk, event);
}

/** An event is notified once its messages and its alerts are out; quiet hours may hold alerts back. */
export function noteTold(desk: Desk, event: GridEvent): void {
  if (event.state === 'SCHEDULED' && event.issued && allTold(desk, event)) advanceTo(event, 'NOTIFIED');
}

/** Customers whom the event still concerns. */
export function customersOf(event: GridEvent): string[] {
  return event.targets.filter((t) => t.withdrawn === null).map((t) => t.customerId);
}

/** Sends the event as it stands to one target. */
export function sendEvent(desk: Desk, event: GridEvent, target: Target): void {
  const message = desk.behaviour.eventMessage(eventFor(desk, event, target), target.pevId);
  const sent = desk.endpoint.send(
    now(desk),
    'EnergySupplyEvent',
    pevUrn(target.pevId),
    event.eventId,
    message,
    {
      keep: 'until-alive',
      ackMs: ackMs(desk, event),
    },
  );
  target.messageId = sent.id;
}

/** The event as one target is told of it: its own power and metering point, and all targets by name. */
export function eventFor(desk: Desk, event: GridEvent, target: Target): SupplyEvent {
  const point =
    event.meteringPointId ?? desk.state.points.find((p) => p.pevId === target.pevId)?.meteringPointId;
  return {
    ...event.body,
    eventId: event.eventId,
    revision: event.revision,
    noticeClass: event.noticeClass,
    targets: event.targets.filter((t) => t.withdrawn === null).map((t) => ({ pevId: t.pevId })),
    start: timeText(event.startWallMs),
    intervals: event.intervals.map((i, k) => ({ ...i, dischargePowerW: target.requestedW[k] ?? 0 })),
    ...(point === undefined ? {} : { meteringPointId: point }),
  };
}
