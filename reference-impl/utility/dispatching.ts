/** Deciding what to ask of which PEV, and when: by what it last reported, never above it (A-07, A-15, G-03). */
import type { ErrorCode } from '../../schemas';
import { timeMs } from '../endpoint/identifiers';
import { ask, availableFor, freshReport, lasts, settleDraw, spans } from './availability';
import { stillEnrolled } from './calls';
import { isCommanded, sendDispatch, sendUpdate, type Dispatched } from './commands';
import { intervalAt, now, pevRecord, startOf, type Desk } from './desk';
import { fleetPlan } from './fleet';
import { isRunning, isWilling } from './lifecycle';
import type { Dispatch, GridEvent, Target } from './state';

/** How long to wait before a connected PEV that could not be dispatched is asked again, and how often one is tried. */
export const ASK_AGAIN_MS = 60_000;
const MOST_DISPATCHES = 4;

/** Instant from which dispatches go out, bench ms. */
export function dispatchFromMs(desk: Desk, event: GridEvent): number {
  return startOf(desk, event) - desk.behaviour.dispatchLeadS(desk.parameters.availabilityAgeS) * 1000;
}

/** Asks the target what it has, and notes when to ask next if nothing comes of it. */
export function askTarget(desk: Desk, event: GridEvent, target: Target): void {
  ask(desk, target.pevId, event.eventId);
  const windowMs = startOf(desk, event) - desk.parameters.availabilityAgeS * 1000;
  const isConnected = desk.state.pevs[target.pevId]?.connection != null;
  target.askMs = now(desk) < windowMs ? windowMs : isConnected ? now(desk) + ASK_AGAIN_MS : null;
}

/** Whether the event may ask this target now, for the first time or again. */
export function awaitsDispatch(desk: Desk, event: GridEvent, target: Target): boolean {
  if (!isRunning(event.state) || !lasts(desk, event) || !isWilling(target)) return false;
  return target.dispatch === null || !target.dispatch.live || isLost(desk, target.dispatch);
}

/** A dispatch that was never answered and is no longer repeated. */
function isLost(desk: Desk, dispatch: Dispatch): boolean {
  return (
    dispatch.agreedW === null &&
    !desk.endpoint.state.awaiting.some((a) => a.message.id === dispatch.messageId)
  );
}

/** Dispatches the target if everything speaks for it: enrolled, in a permitted place, able, ready, with power to give. */
export function tryDispatch(desk: Desk, event: GridEvent, target: Target, plan?: readonly number[]): void {
  if (now(desk) < dispatchFromMs(desk, event) || !awaitsDispatch(desk, event, target)) return;
  if (target.dispatchIds.length >= MOST_DISPATCHES || !isPermitted(desk, event, target)) return;
  const report = freshReport(desk, target.pevId);
  if (report === null) {
    if (target.askMs === null || target.askMs > now(desk) + ASK_AGAIN_MS) target.askMs = now(desk);
    return;
  }
  if (report.readiness.state !== 'READY') {
    target.code = report.readiness.state === 'NO_GRID' ? 'E_GRID' : 'E_NOT_READY';
    target.askMs = readyMs(desk, report.readiness.notReadyUntil);
    return;
  }
  if (!report.classes.includes(event.body.responseClass)) {
    target.code = 'E_CLASS';
    target.askMs = null;
    return;
  }
  if (event.totalW !== null && plan === undefined) {
    event.replanMs ??= now(desk);
    return;
  }
  const planW = [...(plan ?? planFor(desk, event, target))];
  if ((planW[intervalAt(desk, event, now(desk))] ?? 0) > 0) return sendDispatch(desk, event, target, planW);
  // There is too little. The PEV says by itself when that changes, and a later interval may want less.
  const isWeak = report.maxDischargeW < report.minDischargeW;
  if (target.refusals === 0) target.code = isWeak ? 'E_POWER_BELOW_MIN' : 'E_ENERGY_EXCEEDS_AVAILABLE';
  target.askMs = null;
}

/** Instant at which a PEV that is not ready may be asked again, bench ms. */
function readyMs(desk: Desk, notReadyUntil: string | undefined): number {
  const untilMs = notReadyUntil === undefined ? NaN : timeMs(notReadyUntil) - desk.state.offsetMs;
  return Number.isFinite(untilMs) ? Math.max(now(desk) + 1000, untilMs) : now(desk) + ASK_AGAIN_MS;
}

function isPermitted(desk: Desk, event: GridEvent, target: Target): boolean {
  const enrollment = desk.state.enrollments[target.pevId];
  const { connection } = pevRecord(desk, target.pevId);
  if (enrollment === undefined || !stillEnrolled(desk, target.pevId, event)) target.code = 'E_NOT_ENROLLED';
  else if (!desk.behaviour.isPermittedPlace(enrollment, connection)) target.code = 'E_NOT_ENROLLED';
  else if (connection !== null && !desk.behaviour.mayDischarge(connection)) target.code = 'E_NOT_CAPABLE';
  else return true;
  return false;
}

/** The power to ask of one target in each interval of the event, W, by what it last reported (PR2-A-15). */
function planFor(desk: Desk, event: GridEvent, target: Target): number[] {
  const wantedW = target.requestedW.map((w) => Math.min(w, target.acceptedPowerW ?? Infinity));
  const available = availableFor(desk, event, target);
  const stretches = spans(desk, event).map((span, k) => ({
    durationMs: Math.max(0, span.endMs - Math.max(span.startMs, now(desk))),
    wantedW: wantedW[k] ?? 0,
  }));
  const first = Math.max(
    0,
    stretches.findIndex((s) => s.durationMs > 0),
  );
  const past = target.dispatch?.planW.slice(0, first) ?? [];
  const rest = available === null ? [] : desk.behaviour.plan(stretches.slice(first), available);
  return event.intervals.map((_, k) => (k < first ? (past[k] ?? 0) : (rest[k - first] ?? 0)));
}
/** Works out anew what to ask of an event's targets, and sends what changed. */
export function replan(desk: Desk, event: GridEvent): void {
  event.replanMs = null;
  if (!isRunning(event.state) || !event.dispatched) return;
  if (event.totalW === null) {
    for (const target of event.targets) {
      if (isCommanded(desk, event, target)) adopt(desk, event, target, planFor(desk, event, target));
      else tryDispatch(desk, event, target);
    }
    return;
  }
  // Who gives nothing yet may have to step in, and has not been asked for a while.
  for (const target of event.targets)
    if (awaitsDispatch(desk, event, target) && freshReport(desk, target.pevId) === null)
      tryDispatch(desk, event, target);
  const taking = event.targets.filter(
    (t) =>
      isCommanded(desk, event, t) ||
      (awaitsDispatch(desk, event, t) && freshReport(desk, t.pevId)?.readiness.state === 'READY'),
  );
  const plans = fleetPlan(desk, event, taking);
  for (const target of taking) {
    const planW = plans[target.pevId] ?? event.intervals.map(() => 0);
    if (isCommanded(desk, event, target)) adopt(desk, event, target, planW);
    else tryDispatch(desk, event, target, planW);
  }
}

/** Puts a new plan in place of the old one; what changes now is sent now. */
function adopt(desk: Desk, event: GridEvent, target: Dispatched, planW: readonly number[]): void {
  const { dispatch } = target;
  const interval = intervalAt(desk, event, now(desk));
  settleDraw(desk, target.pevId);
  const before = dispatch.planW;
  dispatch.planW = event.intervals.map((_, k) => (k < interval ? before[k] : planW[k]) ?? 0);
  const changed = dispatch.planW.map((w, k) => w !== before[k]);
  if (changed[interval] === true) {
    if (now(desk) < startOf(desk, event)) dispatch.refreshMs = startOf(desk, event);
    else sendUpdate(desk, event, target, interval, false);
  }
  const ahead = event.nextInterval - 1;
  if (ahead > interval && (changed[interval] === true || changed[ahead] === true))
    sendUpdate(desk, event, target, ahead, true);
}

/** A new report: dispatches who waited for it, and re-checks what is left for those who run (PR2-A-15). */
export function onReport(desk: Desk, pevId: string): void {
  for (const event of desk.state.events) {
    const target = event.targets.find((t) => t.pevId === pevId);
    if (target === undefined || !isRunning(event.state)) continue;
    if (!isCommanded(desk, event, target)) tryDispatch(desk, event, target);
    else recheck(desk, event, target);
  }
}

function recheck(desk: Desk, event: GridEvent, target: Dispatched): void {
  const { planW } = target.dispatch;
  if (event.totalW !== null) {
    const held = planFor(desk, event, { ...target, requestedW: planW });
    if (held.some((w, k) => w < (planW[k] ?? 0))) replan(desk, event);
    return;
  }
  const allowedW = planFor(desk, event, target);
  adopt(
    desk,
    event,
    target,
    allowedW.map((w, k) => desk.behaviour.afterReport(planW[k] ?? 0, w)),
  );
}
/** The operator wants another power, from one target or from each; of a total, from all together (PR2-A-22). */
export function changeRequest(desk: Desk, eventId: string, powerW: number, pevId?: string): ErrorCode | null {
  const event = desk.state.events.find((e) => e.eventId === eventId);
  if (event === undefined) return 'E_UNKNOWN_EVENT';
  const targets = event.targets.filter((t) => pevId === undefined || t.pevId === pevId);
  if (targets.length === 0) return 'E_UNKNOWN_PEV';
  if (now(desk) < startOf(desk, event) || !targets.some((t) => isCommanded(desk, event, t))) return 'E_STATE';
  const interval = intervalAt(desk, event, now(desk));
  if (event.totalW !== null && pevId === undefined) event.totalW[interval] = powerW;
  else for (const target of targets) target.requestedW[interval] = powerW;
  replan(desk, event);
  return null;
}
