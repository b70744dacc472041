/** The commands to a PEV: M11 at the start, M14 for every change and to keep the watchdog quiet. */
import type { Message, MessageBodies } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { lasts, settleDraw, spans } from './availability';
import { ackMs, intervalAt, now, pevUrn, startOf, type Desk } from './desk';
import { advanceTo, isRunning, isWilling } from './lifecycle';
import type { Dispatch, GridEvent, Target } from './state';

/** Changes of a fleet within this time are answered by one new division of the total. */
const GATHER_MS = 1000;

/** A target that has a dispatch. */
export type Dispatched = Target & { dispatch: Dispatch };

/** Sends the dispatch of a target with the power that its plan has now. */
export function sendDispatch(desk: Desk, event: GridEvent, target: Target, planW: number[]): void {
  const interval = intervalAt(desk, event, now(desk));
  const powerW = planW[interval] ?? 0;
  const dispatchId = desk.endpoint.draw();
  settleDraw(desk, target.pevId);
  const body: MessageBodies['DispatchRequest'] = {
    dispatchId,
    eventId: event.eventId,
    revision: event.revision,
    sink: 'GRID',
    dischargePowerW: powerW,
    start: timeText(event.startWallMs),
    durationS: event.body.durationS,
    responseClass: event.body.responseClass,
    meteringPointId: meteringPointOf(desk, event, target),
    ...(event.body.allowPartial === undefined ? {} : { allowPartial: event.body.allowPartial }),
    validForS: validForS(desk),
  };
  const message = desk.endpoint.send(
    now(desk),
    'DispatchRequest',
    pevUrn(target.pevId),
    event.eventId,
    desk.behaviour.dispatchMessage(body),
    { ackMs: ackMs(desk, event) },
  );
  target.dispatchIds.push(dispatchId);
  target.state = 'DISPATCHED';
  target.askMs = null;
  target.code = null;
  target.dispatch = {
    dispatchId,
    revision: event.revision,
    planW,
    messageId: message.id,
    agreedW: null,
    asked: { revision: event.revision, powerW, interval, change: false },
    commandedMs: Math.max(now(desk), startOf(desk, event)),
    refreshMs: Math.max(now(desk), startOf(desk, event)) + desk.state.refreshS * 1000,
    live: true,
  };
}

/** Where the energy is metered (reading D14): as ordered, else at the EVSE where the PEV is plugged in. */
function meteringPointOf(desk: Desk, event: GridEvent, target: Target): string {
  const { points, pevs } = desk.state;
  const evseId = pevs[target.pevId]?.connection?.evseId;
  const point = points.find((p) => p.evseId === evseId) ?? points.find((p) => p.pevId === target.pevId);
  return event.meteringPointId ?? point?.meteringPointId ?? evseId ?? target.pevId;
}

/** How long each command keeps a dispatch alive, s (PR2-X-05). */
export function validForS(desk: Desk): number {
  return desk.behaviour.watchdogS(desk.state.refreshS, desk.parameters.watchdogS);
}

/** Sends the power of one interval, now or for when that interval begins. */
export function sendUpdate(
  desk: Desk,
  event: GridEvent,
  target: Target,
  interval: number,
  isAhead: boolean,
): void {
  const { dispatch } = target;
  if (dispatch === null) return;
  const powerW = dispatch.planW[interval] ?? 0;
  const change = dispatch.asked?.change === true || powerW !== (dispatch.asked?.powerW ?? dispatch.agreedW);
  dispatch.revision = desk.behaviour.nextRevision(dispatch.revision);
  dispatch.asked = { revision: dispatch.revision, powerW, interval, change };
  dispatch.commandedMs = now(desk);
  dispatch.refreshMs = now(desk) + desk.state.refreshS * 1000;
  const effectiveMs = event.startWallMs + (event.intervals[interval]?.offsetS ?? 0) * 1000;
  const body: MessageBodies['DispatchUpdate'] = {
    dispatchId: dispatch.dispatchId,
    revision: dispatch.revision,
    dischargePowerW: powerW,
    ...(isAhead ? { effectiveAt: timeText(effectiveMs) } : {}),
    validForS: validForS(desk),
  };
  // Only the newest command is repeated while it is unanswered; one that was sent ahead stands beside it.
  if (!isAhead) desk.endpoint.forget((m) => isUpdateOf(m, dispatch.dispatchId));
  desk.endpoint.send(now(desk), 'DispatchUpdate', pevUrn(target.pevId), event.eventId, body, {
    ackMs: ackMs(desk, event),
  });
  if (change) advanceTo(event, 'UPDATING');
}

function isUpdateOf(message: Message, dispatchId: string): boolean {
  return message.type === 'pr2.DispatchUpdate.v1' && message.data.dispatchId === dispatchId;
}

/** Whether commands may still be sent to the target. */
export function isCommanded(desk: Desk, event: GridEvent, target: Target): target is Dispatched {
  const { dispatch } = target;
  if (dispatch === null || !dispatch.live || dispatch.agreedW === null || !isRunning(event.state))
    return false;
  return lasts(desk, event) && (target.endsMs === null || now(desk) < target.endsMs);
}

/** Sends the refreshes that are due. */
export function refresh(desk: Desk, event: GridEvent): void {
  if (!desk.behaviour.refreshes()) return;
  const interval = intervalAt(desk, event, now(desk));
  for (const target of event.targets) {
    if (!isCommanded(desk, event, target) || target.dispatch.refreshMs > now(desk)) continue;
    const nextMs = spans(desk, event)[event.nextInterval - 1];
    const isSentAhead = event.nextInterval - 1 > interval && nextMs !== undefined;
    if (isSentAhead)
      target.dispatch.refreshMs = nextMs.startMs; // the command sent ahead must not be undone
    else sendUpdate(desk, event, target, interval, false);
  }
}

/** Sends the next interval's power ahead of its beginning. */
export function sendAhead(desk: Desk, event: GridEvent): void {
  const interval = event.nextInterval;
  event.nextInterval += 1;
  for (const target of event.targets) {
    if (isCommanded(desk, event, target)) sendUpdate(desk, event, target, interval, true);
    else if (isWilling(target)) target.askMs = spans(desk, event)[interval]?.startMs ?? null;
  }
}

/** Instant at which the next interval's power is due to be sent, bench ms, or null. */
export function aheadMs(desk: Desk, event: GridEvent): number | null {
  const next = spans(desk, event)[event.nextInterval];
  return next === undefined ? null : next.startMs - desk.behaviour.intervalLeadS() * 1000;
}
/** A change of who takes part: a total is divided anew, shortly after. */
export function partyChanged(desk: Desk, event: GridEvent): void {
  if (event.totalW !== null && isRunning(event.state)) event.replanMs ??= now(desk) + GATHER_MS;
}

/** Asks nothing more of a target: repeats end, and its dispatch takes no further command. */
export function releaseTarget(desk: Desk, event: GridEvent, target: Target): void {
  settleDraw(desk, target.pevId);
  if (target.dispatch !== null) target.dispatch.live = false;
  target.askMs = null;
  desk.endpoint.forget(
    (m) =>
      m.subject === event.eventId &&
      m.destination === pevUrn(target.pevId) &&
      m.type !== 'pr2.EventCancel.v1',
  );
  partyChanged(desk, event);
}
