/** What an ESCI knows of an event: enough to store it, to watch its dispatch and to report how it ended. */
import type { Message, MessageBodies } from '../../schemas';
import { timeMs } from '../endpoint/identifiers';
import { eventKey, type Context } from './context';
import type { CustomerAction, SupplyEvent } from './state';

const DAY_MS = 86_400_000;

/** Takes note of an event for one PEV; a lower revision than the known one changes nothing. */
export function noteEvent(ctx: Context, message: Message<'EnergySupplyEvent'>, pevId: string): void {
  const { data } = message;
  const { events } = ctx.state;
  const known = events[eventKey(pevId, data.eventId)];
  if (known !== undefined && known.revision > data.revision) return;
  const startWallMs = timeMs(data.start);
  const bounds = {
    utility: message.source,
    programId: data.programId,
    revision: data.revision,
    startWallMs,
    endWallMs: startWallMs + data.durationS * 1000,
    profileJ: data.intervals.reduce((sum, i) => sum + i.dischargePowerW * i.durationS, 0),
  };
  forgetOld(ctx, timeMs(message.time));
  events[eventKey(pevId, data.eventId)] =
    known === undefined ? { ...newEvent(pevId, data.eventId), ...bounds } : { ...known, ...bounds };
}

/** The event of a dispatch; one that came to the PEV by another way is known from its dispatch alone. */
export function eventOfRequest(
  ctx: Context,
  pevId: string,
  message: Message<'DispatchRequest'>,
): SupplyEvent {
  const { data } = message;
  const key = eventKey(pevId, data.eventId);
  const startWallMs = timeMs(data.start);
  return (ctx.state.events[key] ??= {
    ...newEvent(pevId, data.eventId),
    utility: message.source,
    startWallMs,
    endWallMs: startWallMs + data.durationS * 1000,
    profileJ: data.dischargePowerW * data.durationS,
    forwarded: true,
  });
}

const RESTRAINT: Record<CustomerAction['action'], number> = { OPT_OUT: 2, OVERRIDE: 1, OPT_IN: 0 };

/** Takes note of a customer's action: the latest holds, of two at one time the more restrictive (PR2-A-20). */
export function noteCustomer(event: SupplyEvent, action: CustomerAction): void {
  const before = event.customer;
  const later = before === null ? 1 : timeMs(action.sourceTime) - timeMs(before.sourceTime);
  if (before === null || later > 0 || (later === 0 && RESTRAINT[action.action] >= RESTRAINT[before.action])) {
    event.customer = action;
  }
}

export function customerActionOf(notice: MessageBodies['ParticipationNotice']): CustomerAction {
  const { action, source, sourceTime, limits } = notice;
  return { action, source, sourceTime, limits: limits ?? null };
}

/** M15 about an event of one PEV. */
export function participationBody(
  event: SupplyEvent,
  said: CustomerAction,
): MessageBodies['ParticipationNotice'] {
  const { action, source, sourceTime, limits } = said;
  const { pevId, eventId } = event;
  return { pevId, eventId, action, source, sourceTime, ...(limits === null ? {} : { limits }) };
}

function newEvent(pevId: string, eventId: string): SupplyEvent {
  return {
    pevId,
    eventId,
    utility: '',
    programId: null,
    revision: 0,
    startWallMs: 0,
    endWallMs: 0,
    profileJ: 0,
    forwarded: false,
    requested: false,
    decision: null,
    code: null,
    customer: null,
    untold: null,
    cancelledAtMs: null,
    run: null,
    reportAtMs: null,
    reported: false,
  };
}

function forgetOld(ctx: Context, wallMs: number): void {
  for (const [key, event] of Object.entries(ctx.state.events)) {
    if (event.reported && event.endWallMs + DAY_MS < wallMs) delete ctx.state.events[key];
  }
}
