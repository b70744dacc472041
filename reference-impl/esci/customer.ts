/** The customer at the ESCI: opting out, overriding, and coming back (PR2-A-05, PR2-A-11). */
import type { ErrorCode, MessageBodies } from '../../schemas';
import { urnOf } from '../endpoint/identifiers';
import { reachable, wallText, type Context } from './context';
import { noteCustomer, participationBody } from './events';
import { markCustomer } from './monitor';
import type { CustomerAction, SupplyEvent } from './state';

type Limits = MessageBodies['ParticipationNotice']['limits'];

/** A customer's action for every PEV here that the event names; gives the panel's own refusal, or null. */
export function customerActs(
  ctx: Context,
  atMs: number,
  action: CustomerAction['action'],
  params: { eventId: string; source?: CustomerAction['source']; limits?: Limits },
): ErrorCode | null {
  const events = Object.values(ctx.state.events).filter((e) => e.eventId === params.eventId);
  if (events.length === 0) return 'E_UNKNOWN_EVENT';
  const taken = events.filter(
    (e) => ctx.behaviour.refusesCustomer(action, progressOf(ctx, atMs, e)) === null,
  );
  const said: CustomerAction = {
    action,
    source: params.source ?? 'EVSE',
    sourceTime: wallText(ctx, atMs),
    limits: params.limits ?? null,
  };
  for (const event of taken) tell(ctx, atMs, event, said);
  return taken.length === 0 ? 'E_STATE' : null;
}

function progressOf(
  ctx: Context,
  atMs: number,
  event: SupplyEvent,
): { ended: boolean; started: boolean; active: boolean } {
  const wallMs = ctx.endpoint.wallMs(atMs);
  const { run } = event;
  return {
    ended: wallMs >= event.endWallMs || event.cancelledAtMs !== null,
    started: wallMs >= event.startWallMs,
    active: run !== null && run.nextMeterMs !== null,
  };
}

function tell(ctx: Context, atMs: number, event: SupplyEvent, said: CustomerAction): void {
  noteCustomer(event, said);
  markCustomer(ctx, atMs, event);
  for (const role of ctx.behaviour.tellsCustomer()) {
    const to = role === 'pev' ? urnOf('pev', event.pevId) : event.utility;
    if (role === 'pev' && reachable(ctx, event.pevId) === null) {
      event.untold = said;
      continue;
    }
    ctx.endpoint.send(atMs, 'ParticipationNotice', to, event.eventId, participationBody(event, said), {
      keep: ctx.behaviour.persistence('ParticipationNotice'),
    });
  }
}
