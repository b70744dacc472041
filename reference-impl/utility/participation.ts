/** What PEVs and their customers say about their part in an event: M04, M13, M15, M16. */
import type { ErrorCode, Message, MessageBodies } from '../../schemas';
import { timeMs } from '../endpoint/identifiers';
import { now, pevRecord, startOf, type Desk } from './desk';
import { partyChanged, releaseTarget } from './commands';
import { askTarget } from './dispatching';
import { advanceTo, isFinal, isOut, isRunning } from './lifecycle';
import { endPart, plannedEndMs } from './outcomes';
import type { GridEvent, Target } from './state';

/** M04: the answer to the event's present revision; an older one is out of date. */
export function onEventResponse(
  desk: Desk,
  event: GridEvent,
  target: Target,
  message: Message<'EventResponse'>,
): void {
  const response = message.data;
  if (response.revision !== event.revision || isFinal(event.state) || target.withdrawn !== null) return;
  if (target.actedMs !== null && timeMs(message.time) < target.actedMs) return;
  if (target.state === 'DONE' || target.state === 'TERMINATED' || target.state === 'UNREACHABLE') return;
  const isTakingPart = target.state === 'DISPATCHED' || target.state === 'AT_POWER';
  target.acceptedPowerW = response.decision === 'PARTIAL' ? (response.acceptedPowerW ?? null) : null;
  target.acceptedEnergyWh = response.decision === 'PARTIAL' ? (response.acceptedEnergyWh ?? null) : null;
  target.code = response.code ?? response.reason ?? null;
  if (response.decision === 'OPT_OUT') {
    if (desk.behaviour.honoursOptOut()) optOut(desk, event, target);
  } else if (response.decision === 'UNDECIDED') {
    if (target.state === 'PENDING') target.state = 'RECEIVED';
  } else if (!isTakingPart) {
    target.state = response.decision === 'PARTIAL' ? 'PARTIAL' : 'OPTED_IN';
    if (isRunning(event.state)) askTarget(desk, event, target);
  }
}

function optOut(desk: Desk, event: GridEvent, target: Target): void {
  target.state = 'OPTED_OUT';
  releaseTarget(desk, event, target);
}

/** M13: what the PEV measured of its dispatch. */
export function onConfirmation(
  desk: Desk,
  event: GridEvent,
  target: Target,
  body: MessageBodies['DispatchConfirmation'],
): void {
  target.startRegisterWh ??= body.registerWh;
  target.lastRegisterWh = body.registerWh;
  if (target.dispatch?.dispatchId !== body.dispatchId) return;
  if (body.state !== 'ENDED') {
    if (body.state !== 'STANDBY') target.participated = true;
    if (body.state === 'AT_POWER') {
      if (target.state === 'DISPATCHED') target.state = 'AT_POWER';
      if (event.state === 'ARMED') advanceTo(event, 'ACTIVE');
    }
    return;
  }
  target.dispatch.live = false;
  if (target.state !== 'DISPATCHED' && target.state !== 'AT_POWER') return;
  target.state = now(desk) >= plannedEndMs(desk, event) ? 'DONE' : 'TERMINATED';
  partyChanged(desk, event);
}

const RESTRAINT = { OPT_OUT: 2, OVERRIDE: 1, OPT_IN: 0 } as const;

/**
 * M15: the customer acted. The latest action counts, of simultaneous ones the most restrictive (PR2-A-20). Opting in
 * again is possible until the start; nothing has an effect once the event is over.
 */
export function onParticipation(
  desk: Desk,
  event: GridEvent,
  target: Target,
  body: MessageBodies['ParticipationNotice'],
): ErrorCode | null {
  const actedMs = timeMs(body.sourceTime);
  const endWallMs = event.startWallMs + event.body.durationS * 1000;
  if (actedMs >= endWallMs) return 'E_STATE';
  if (isOlder(target, actedMs, body.action)) return null;
  if (body.action === 'OPT_IN' && now(desk) >= startOf(desk, event)) return 'E_STATE';
  target.actedMs = actedMs;
  if (isFinal(event.state) || target.withdrawn !== null) return null;
  if (body.action === 'OPT_OUT' && target.state !== 'DONE' && desk.behaviour.honoursOptOut()) {
    target.code = 'OPT_OUT';
    optOut(desk, event, target);
  } else if (body.action === 'OPT_IN' && !hasBegun(target)) {
    target.code = null;
    target.state = target.acceptedPowerW === null ? 'OPTED_IN' : 'PARTIAL';
    if (isRunning(event.state)) askTarget(desk, event, target);
  }
  return null;
}

function isOlder(target: Target, actedMs: number, action: keyof typeof RESTRAINT): boolean {
  if (target.actedMs === null || actedMs > target.actedMs) return false;
  const hasDeclined = target.state === 'OPTED_OUT';
  return actedMs < target.actedMs || (hasDeclined && RESTRAINT[action] < RESTRAINT.OPT_OUT);
}

function hasBegun(target: Target): boolean {
  return (
    target.state === 'DISPATCHED' ||
    target.state === 'AT_POWER' ||
    (isOut(target) && target.state !== 'OPTED_OUT')
  );
}

/** Ends that last no longer than their cause: the next command is followed again (PR2-X-05). */
const PASSING: readonly string[] = ['COMMS', 'WATCHDOG'];

/** M16: the PEV, or the ESCI for it, ended its part or says when it will. */
export function onTermination(
  desk: Desk,
  event: GridEvent | undefined,
  target: Target | undefined,
  body: MessageBodies['TerminationNotice'],
): void {
  if (body.reason === 'UNPLUG') unplugged(desk, body.pevId);
  if (event === undefined || target === undefined) return;
  target.lastRegisterWh = body.registerWh;
  if (target.dispatch === null || isFinal(event.state)) return;
  if (body.dispatchId !== undefined && body.dispatchId !== target.dispatch.dispatchId) return;
  if (PASSING.includes(body.reason)) {
    target.code = body.reason;
    return;
  }
  // By the event's own times, which a step of our clock does not move.
  const endsMs = startOf(desk, event) + timeMs(body.effectiveAt) - event.startWallMs;
  if (endsMs > now(desk)) Object.assign(target, { endsMs, code: body.reason } satisfies Partial<Target>);
  else endPart(desk, event, target, body.reason);
}

/** The PEV's place is unknown again, and so is what it has. */
function unplugged(desk: Desk, pevId: string): void {
  Object.assign(pevRecord(desk, pevId), { connection: null, esci: null, availability: null });
}
