/** What the customer does about an event: out, in, or in with less (PR2-A-05, A-11, A-20). */
import { timeMs } from '../endpoint/identifiers';
import type { ErrorCode, MessageBodies } from '../../schemas';
import { benchMs, liveDispatches, runningDispatch, wallNow, type Core } from './core';
import { answerEvent, reconsider } from './events';
import { sendParticipation, sendTermination, utilityOf } from './outbox';
import { endDispatch, steer } from './run';
import type { CustomerAction, EventRecord, Override } from './state';

type Source = MessageBodies['ParticipationNotice']['source'];
type OverrideLimits = NonNullable<MessageBodies['ParticipationNotice']['limits']>;

export interface Action extends CustomerAction {
  readonly eventId: string;
  readonly source: Source;
  readonly limits?: OverrideLimits;
  /** Whether this PEV is to tell the Utility; an action at the ESCI is told by the ESCI. */
  readonly tell: boolean;
}

/** Carries out an action and tells it; a code where the moment for it has passed or the event is unknown. */
export function act(core: Core, a: Action): ErrorCode | null {
  const { state, behaviour } = core;
  const event = state.events[a.eventId];
  if (!event) return 'E_UNKNOWN_EVENT';
  if (event.cancelled || wallNow(core) >= endWallMs(event)) return 'E_STATE';
  const started = wallNow(core) >= timeMs(event.message.data.start);
  if (a.action !== 'OPT_OUT' && started && isOptedOut(event)) return 'E_STATE';
  if (!behaviour.prevails(a, event.lastAction)) return null;
  const undecided = event.decision === 'UNDECIDED';
  if (a.action === 'OVERRIDE' && isOptedOut(event)) return 'E_STATE';
  if (a.action === 'OPT_IN' && event.decision !== 'OPT_IN' && event.decision !== 'PARTIAL') {
    const code = reconsider(core, event);
    if (code !== null) return code;
  }
  const atOnce = event.lastAction?.action === a.action && event.lastAction.sourceWallMs === a.sourceWallMs;
  event.lastAction = { action: a.action, sourceWallMs: a.sourceWallMs };
  if (a.tell) sendParticipation(core, utilityFor(core, event), a);
  if (behaviour.obeysCustomer(a.action)) obey(core, event, a, atOnce);
  if (undecided) answerEvent(core, event);
  return null;
}

/** The stop button: out of the event that runs, told as both an opt-out and an end. */
export function userStop(core: Core): ErrorCode | null {
  const d = runningDispatch(core.state);
  if (d?.phase !== 'running') return 'E_STATE';
  const event = core.state.events[d.eventId];
  if (!event) return 'E_STATE';
  const now = wallNow(core);
  event.lastAction = { action: 'OPT_OUT', sourceWallMs: now };
  event.decision = 'OPT_OUT';
  const notice = { eventId: d.eventId, source: 'HMI', action: 'OPT_OUT', sourceWallMs: now } as const;
  sendParticipation(core, d.utility, notice);
  sendTermination(core, d, 'USER_STOP', false, core.state.atMs);
  if (core.behaviour.obeysCustomer('OPT_OUT'))
    endDispatch(core, d, 'USER_STOP', { cause: 'customer', notice: null });
  return null;
}

/** An override that was limited in time is over. */
export function endOverride(core: Core, event: EventRecord): void {
  event.override = null;
  if (runningDispatch(core.state)?.eventId === event.message.data.eventId) steer(core, 'request');
}

/** Whether the customer, and not the policy, keeps the PEV out. */
export function isOptedOut(event: EventRecord): boolean {
  return event.lastAction?.action === 'OPT_OUT';
}

export function endWallMs({ message: { data } }: EventRecord): number {
  return timeMs(data.start) + data.durationS * 1000;
}

/** `atOnce`: at the same time as an action of the same kind, so that the stricter limits of both hold. */
function obey(core: Core, event: EventRecord, a: Action, atOnce: boolean): void {
  const { eventId } = event.message.data;
  const running = liveDispatches(core.state).find((d) => d.eventId === eventId && d.phase === 'running');
  if (a.action === 'OPT_OUT') {
    event.decision = 'OPT_OUT';
    event.code = null;
    event.override = null;
    if (running) endDispatch(core, running, 'USER_STOP', { cause: 'customer', notice: null });
    return;
  }
  const before = atOnce ? event.override : null;
  const override = a.action === 'OVERRIDE' ? overrideOf(core, event, a.limits ?? {}) : null;
  event.override = before !== null && override !== null ? stricter(before, override) : override;
  if (running) steer(core, a.action === 'OVERRIDE' ? 'customer' : 'request');
}

/** A power holds for the duration given; a duration alone is how long the customer goes on taking part. */
function overrideOf(core: Core, event: EventRecord, limits: OverrideLimits): Override {
  const fromMs = Math.max(core.state.atMs, benchMs(core, timeMs(event.message.data.start)));
  return {
    mostW: limits.W ?? null,
    untilMs: limits.durationS === undefined ? null : fromMs + limits.durationS * 1000,
    socFloor: limits.socFloor ?? null,
    endsEvent: limits.W === undefined && limits.durationS !== undefined,
  };
}

/** Both limits at once: least power, shortest time, highest floor. */
function stricter(a: Override, b: Override): Override {
  const least = (x: number | null, y: number | null): number | null =>
    x === null || y === null ? (x ?? y) : Math.min(x, y);
  const floor = Math.max(a.socFloor ?? -Infinity, b.socFloor ?? -Infinity);
  return {
    mostW: least(a.mostW, b.mostW),
    untilMs: least(a.untilMs, b.untilMs),
    socFloor: floor === -Infinity ? null : floor,
    endsEvent: a.endsEvent || b.endsEvent,
  };
}

function utilityFor(core: Core, event: EventRecord): string {
  return event.message.source.startsWith('urn:pr2:utility:') ? event.message.source : utilityOf(core.state);
}
