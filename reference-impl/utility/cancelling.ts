/** Cancelling supply events, wholly or for some of their targets (PR2-A-24, G-02, X-06; M17). */
import type { MessageBodies } from '../../schemas';
import { announce } from './alerts';
import { releaseTarget } from './commands';
import { ackMs, endOfEvent, now, pevUrn, type Desk } from './desk';
import { replan } from './dispatching';
import { advanceTo, isFinal, isOut } from './lifecycle';
import type { CancelReason, GridEvent, Refusal, Target } from './state';

/** Cancels an event at the operator's word. */
export function cancelEvent(desk: Desk, eventId: string, reason: CancelReason): Refusal | null {
  const event = desk.state.events.find((e) => e.eventId === eventId);
  if (event === undefined) return 'E_UNKNOWN_EVENT';
  if (isFinal(event.state) || now(desk) >= endOfEvent(desk, event)) return 'E_STATE';
  withdraw(
    desk,
    event,
    event.targets.map((t) => t.pevId),
    reason,
  );
  return null;
}

/** Takes an event away from some of its targets: M17 to each, news to their customers, nothing asked any more. */
export function withdraw(
  desk: Desk,
  event: GridEvent,
  pevIds: readonly string[],
  reason: CancelReason,
): void {
  const hit = event.targets.filter(
    (t) => pevIds.includes(t.pevId) && t.withdrawn === null && t.state !== 'DONE',
  );
  if (hit.length === 0) return;
  const revision = desk.behaviour.cancelRevision(event.lastRevision);
  event.lastRevision = Math.max(event.lastRevision, revision);
  for (const target of hit) {
    releaseTarget(desk, event, target);
    target.withdrawn = reason;
    if (!isOut(target)) target.state = 'TERMINATED';
    if (event.issued) sendCancel(desk, event, target, { eventId: event.eventId, revision, reason });
  }
  if (event.targets.every((t) => t.withdrawn !== null || (isOut(t) && t.state !== 'OPTED_OUT'))) {
    advanceTo(event, reason === 'SUPERSEDED' ? 'SUPERSEDED' : 'CANCELLED');
    event.revision = event.lastRevision;
  }
  if (event.issued)
    announce(
      desk,
      event,
      'CANCEL',
      revision,
      hit.map((t) => t.customerId),
    );
  replan(desk, event);
}

function sendCancel(desk: Desk, event: GridEvent, target: Target, body: MessageBodies['EventCancel']): void {
  desk.endpoint.send(now(desk), 'EventCancel', pevUrn(target.pevId), event.eventId, body, {
    keep: 'until-alive',
    ackMs: ackMs(desk, event),
  });
}
