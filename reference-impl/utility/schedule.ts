/** When the Utility acts unasked, and what it does then. */
import { nextAlertMs, workOff } from './alerts';
import { lasts } from './availability';
import { endOfEvent, now, startOf, type Desk } from './desk';
import { aheadMs, refresh, sendAhead } from './commands';
import { askTarget, dispatchFromMs, replan } from './dispatching';
import { publishAll } from './enrolling';
import { issue, issueMs, noteTold } from './issuing';
import { advanceTo, isFinal, isOut, isRunning } from './lifecycle';
import { close, endPart, expire, expiryMs, finish, isUnanswered } from './outcomes';
import { sendPostponed } from './postponing';
import type { GridEvent } from './state';

/** The next instant at which something is due, bench ms, or null. Never in the past. */
export function nextWakeMs(desk: Desk): number | null {
  const { state, endpoint } = desk;
  const due: (number | null)[] = [
    state.enrollmentsSent ? null : now(desk),
    endpoint.next(),
    nextAlertMs(state.alerts),
    ...state.postponed.map((p) => p.atMs),
  ];
  for (const event of state.events) if (!isFinal(event.state)) due.push(...eventWakes(desk, event));
  const first = due.reduce<number>((least, ms) => (ms !== null && ms < least ? ms : least), Infinity);
  return first === Infinity ? null : Math.max(now(desk), Math.ceil(first));
}

function eventWakes(desk: Desk, event: GridEvent): (number | null)[] {
  if (!event.issued) return [issueMs(desk, event)];
  if (event.state === 'ENDING') return [event.closesMs];
  if (!isRunning(event.state)) return [armMs(desk, event)];
  const wakes: (number | null)[] = [endOfEvent(desk, event), event.replanMs];
  if (!event.dispatched) wakes.push(dispatchFromMs(desk, event));
  else wakes.push(aheadMs(desk, event));
  if (isUnanswered(event)) wakes.push(expiryMs(desk, event));
  for (const target of event.targets) {
    wakes.push(target.askMs, target.endsMs);
    const { dispatch } = target;
    if (dispatch?.live === true && dispatch.agreedW !== null && desk.behaviour.refreshes())
      wakes.push(dispatch.refreshMs);
  }
  return wakes;
}

function armMs(desk: Desk, event: GridEvent): number {
  return startOf(desk, event) - desk.behaviour.armLeadS() * 1000;
}

/** Does everything that is due now. */
export function work(desk: Desk): void {
  publishAll(desk);
  workOff(desk);
  sendPostponed(desk);
  for (const event of desk.state.events) if (!isFinal(event.state)) workOn(desk, event);
}

function workOn(desk: Desk, event: GridEvent): void {
  if (!event.issued) issue(desk, event);
  noteTold(desk, event);
  if (event.issued && !isRunning(event.state) && event.state !== 'ENDING' && armMs(desk, event) <= now(desk))
    arm(desk, event);
  if (isRunning(event.state)) run(desk, event);
  if (event.state === 'ENDING' && (event.closesMs ?? Infinity) <= now(desk)) close(desk, event);
}

/** From here on the event follows bench time, and its targets are asked what they have. */
function arm(desk: Desk, event: GridEvent): void {
  if (!advanceTo(event, 'ARMED')) return;
  event.startMs = startOf(desk, event);
  for (const target of event.targets) if (!isOut(target)) askTarget(desk, event, target);
}

function run(desk: Desk, event: GridEvent): void {
  for (const target of event.targets) {
    if (target.endsMs !== null && target.endsMs <= now(desk))
      endPart(desk, event, target, target.code ?? 'FAULT');
  }
  if (!lasts(desk, event)) return finish(desk, event);
  if (isUnanswered(event) && expiryMs(desk, event) <= now(desk)) return expire(desk, event);
  for (const target of event.targets) {
    if (target.askMs === null || target.askMs > now(desk)) continue;
    if (isOut(target) || target.dispatch?.live === true) target.askMs = null;
    else askTarget(desk, event, target);
  }
  if (!event.dispatched && dispatchFromMs(desk, event) <= now(desk)) {
    event.dispatched = true;
    replan(desk, event);
  }
  catchUp(desk, event);
  if (event.replanMs !== null && event.replanMs <= now(desk)) replan(desk, event);
  refresh(desk, event);
}

/** Sends the next interval's power; of intervals that began while the Utility was away, none but the running one counts. */
function catchUp(desk: Desk, event: GridEvent): void {
  if (!event.dispatched) return;
  for (let dueMs = aheadMs(desk, event); dueMs !== null && dueMs <= now(desk); dueMs = aheadMs(desk, event)) {
    sendAhead(desk, event);
  }
}
