/** Messages for a PEV that is not here: kept, sent on when it comes, given up when the event is over (PR2-A-01). */
import { nameOf, type Message } from '../../schemas';
import { timeMs, urnOf } from '../endpoint/identifiers';
import { answerHere, eventKey, type Context } from './context';
import { participationBody } from './events';
import { pass } from './passing';
import type { Stored } from './state';

/** Keeps a message for an absent PEV and answers for it. */
export function keep(ctx: Context, atMs: number, pevId: string, message: Message): void {
  const { stored } = ctx.state;
  const known = stored.some(
    (s) => s.pevId === pevId && s.message.type === message.type && sameRevision(s.message.data, message.data),
  );
  if (known) return answerHere(ctx, atMs, message, { status: 'DUPLICATE' });
  const expiresWallMs = expiry(ctx, pevId, message);
  if (expiresWallMs <= ctx.endpoint.wallMs(atMs)) return expired(ctx, atMs, message);
  stored.push({ pevId, message, expiresWallMs, sent: false });
  answerHere(ctx, atMs, message, { status: 'STORED' });
}

/** A cancel of an event that its PEV never heard of: nobody needs to be told any more. */
export function cancelStored(
  ctx: Context,
  atMs: number,
  pevId: string,
  cancel: Message<'EventCancel'>,
): boolean {
  const { eventId } = cancel.data;
  const event = ctx.state.events[eventKey(pevId, eventId)];
  const held = ctx.state.stored.filter((s) => s.pevId === pevId && eventIdOf(s) === eventId);
  if (event === undefined || event.forwarded || held.length === 0) return false;
  ctx.state.stored = ctx.state.stored.filter((s) => !held.includes(s));
  delete ctx.state.events[eventKey(pevId, eventId)];
  answerHere(ctx, atMs, cancel, { status: 'TAKEN' });
  return true;
}

/** The PEV is here: sends on what waits for it, oldest first, and repeats it until it is answered. */
export function sendStored(ctx: Context, atMs: number, pevId: string): void {
  for (const entry of ctx.state.stored) {
    if (entry.pevId !== pevId) continue;
    entry.sent = true;
    pass(ctx, atMs, entry.message);
    const [copy] = ctx.behaviour.relays(entry.message, ctx.urn, '');
    if (copy !== undefined) ctx.endpoint.await(atMs, copy, 'until-alive');
    const event = ctx.state.events[eventKey(pevId, eventIdOf(entry) ?? '')];
    if (event !== undefined) event.forwarded = true;
  }
  for (const event of Object.values(ctx.state.events)) {
    if (event.pevId !== pevId || event.untold === null) continue;
    const body = participationBody(event, event.untold);
    event.untold = null;
    ctx.endpoint.send(atMs, 'ParticipationNotice', urnOf('pev', pevId), event.eventId, body, {
      keep: 'until-answered',
    });
  }
}

/** The PEV has left: what it has not answered waits again. */
export function holdUnanswered(ctx: Context, pevId: string): void {
  for (const entry of ctx.state.stored) if (entry.pevId === pevId) entry.sent = false;
}

export function wakeStore(ctx: Context, atMs: number): void {
  const wallMs = ctx.endpoint.wallMs(atMs);
  const over = ctx.state.stored.filter((s) => s.expiresWallMs <= wallMs);
  ctx.state.stored = ctx.state.stored.filter((s) => s.expiresWallMs > wallMs);
  for (const { message } of over) {
    ctx.endpoint.forget((m) => m.id === message.id && m.source === message.source);
    expired(ctx, atMs, message);
  }
}

export function nextStore(ctx: Context): number[] {
  return ctx.state.stored.map((s) => s.expiresWallMs - ctx.endpoint.settings.offsetMs);
}

/** The events that wait for an absent PEV, as message bodies. */
export function storedEvents(ctx: Context): object[] {
  return ctx.state.stored
    .filter((s) => !s.sent && nameOf(s.message.type) === 'EnergySupplyEvent')
    .map((s) => s.message.data);
}

function expired(ctx: Context, atMs: number, message: Message): void {
  answerHere(ctx, atMs, message, {
    status: 'REJECTED',
    code: 'E_EXPIRED',
    detail: 'over before the PEV came',
  });
}

/** An event by its own end, anything else by the end of the event that it names. */
function expiry(ctx: Context, pevId: string, message: Message): number {
  if (nameOf(message.type) === 'EnergySupplyEvent') {
    const { start, durationS } = (message as Message<'EnergySupplyEvent'>).data;
    const startWallMs = timeMs(start);
    return ctx.behaviour.expiresWallMs({ startWallMs, endWallMs: startWallMs + durationS * 1000 });
  }
  const { eventId } = message.data as { eventId?: string };
  const event = eventId === undefined ? undefined : ctx.state.events[eventKey(pevId, eventId)];
  return event === undefined ? 0 : ctx.behaviour.expiresWallMs(event);
}

function eventIdOf(entry: Stored): string | undefined {
  return (entry.message.data as { eventId?: string }).eventId;
}

function sameRevision(a: unknown, b: unknown): boolean {
  const [x, y] = [a, b] as { eventId?: string; revision?: number }[];
  return x?.eventId === y?.eventId && x?.revision === y?.revision;
}
