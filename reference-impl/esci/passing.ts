/** Sending a message on as it is (PR2-A-01), with care that it arrives (PR2-A-11) and an eye on its sender's clock. */
import { nameOf, type Message } from '../../schemas';
import { owesAnswer } from '../endpoint/repeats';
import { partsOf, toldSkewS } from '../endpoint/identifiers';
import { benchMs, messageKey, wallText, type Context } from './context';

const REPEATS_MS = 600_000; // longer than any series of three repeats

/** Sends on now, or when its time has come. */
export function pass(ctx: Context, atMs: number, message: Message): void {
  const delayMs = ctx.behaviour.relayDelayMs(message, ctx.parameters);
  if (delayMs > 0) ctx.state.delayed.push({ message, dueMs: atMs + delayMs });
  else put(ctx, atMs, message);
}

function put(ctx: Context, atMs: number, message: Message): void {
  const sent = ctx.behaviour.relays(message, ctx.urn, wallText(ctx, atMs));
  for (const copy of sent) ctx.endpoint.emit(copy);
  const [copy] = sent;
  if (copy !== undefined && owesAnswer(message) && partsOf(message.destination).role === 'utility') {
    takeCharge(ctx, atMs, copy);
  }
  reportSkew(ctx, atMs, message);
}

/** Repeats a PEV's message to the utility until it is answered; a newer report makes an older one worthless. */
function takeCharge(ctx: Context, atMs: number, copy: Message): void {
  const name = nameOf(copy.type);
  if (name === undefined) return;
  if (name === 'AvailabilityReport') {
    ctx.endpoint.forget((m) => m.type === copy.type && m.source === copy.source && m.id !== copy.id);
  }
  ctx.endpoint.await(atMs, copy, ctx.behaviour.persistence(name));
}

/** A repeat by the PEV of what this ESCI repeats itself: sent on, unless its own was only just sent. */
export function isBeingRepeated(ctx: Context, atMs: number, message: Message): boolean {
  const own = ctx.endpoint.state.awaiting.find((a) => messageKey(a.message) === messageKey(message));
  if (own === undefined) return false;
  if (own.retryAtMs === null) return true;
  const sinceMs = atMs - (own.retryAtMs - own.ackMs);
  if (sinceMs < own.ackMs / 2) return true;
  own.retryAtMs = atMs + own.ackMs;
  return false;
}

/** Sends on what has lain here for its time. */
export function wakePassing(ctx: Context, atMs: number): void {
  const due = ctx.state.delayed.filter((d) => d.dueMs <= atMs);
  ctx.state.delayed = ctx.state.delayed.filter((d) => d.dueMs > atMs);
  for (const { message } of due) put(ctx, atMs, message);
}

export function nextPassing(ctx: Context): number[] {
  return ctx.state.delayed.map((d) => d.dueMs);
}

/** The sender's clock is judged by the first to receive the message; a relay's own `viatime` hides it from the next. */
export function noteSkew(ctx: Context, atMs: number, message: Message): void {
  if (!owesAnswer(message)) return;
  const { relayed, skews } = ctx.state;
  for (const [key, firstMs] of Object.entries(relayed)) if (atMs - firstMs > REPEATS_MS) delete relayed[key];
  const key = messageKey(message);
  if (relayed[key] !== undefined) return;
  relayed[key] = atMs;
  const skewS = (benchMs(ctx, message.viatime ?? message.time) - atMs) / 1000;
  if (ctx.behaviour.reportsSkew(skewS, ctx.parameters))
    skews[message.id] = { request: message, skewS: toldSkewS(skewS) };
}

/** After the answer to a message of a wrong clock has passed, tells its sender how wrong (PR2-X-03). */
function reportSkew(ctx: Context, atMs: number, answer: Message): void {
  const skew = answer.correlationid === undefined ? undefined : ctx.state.skews[answer.correlationid];
  if (skew === undefined || skew.request.source !== answer.destination) return;
  delete ctx.state.skews[skew.request.id];
  ctx.endpoint.reply(atMs, skew.request, 'Receipt', {
    refMessageId: skew.request.id,
    status: 'TAKEN',
    skewS: skew.skewS,
  });
}
