/**
 * A device whose words take their time: what it says lies in an outbox until it is due, in order for each receiver. A
 * message that it authors bears the instant at which it really leaves, and so does the `viatime` of one that it relays;
 * a repeat stays what it was.
 */
import type { DeliverParams, Message } from '../../schemas';
import type { Device, Emit, Reply } from '../device';
import { decorated, type Decoration } from './decorate';

/** How long a message is held, ms; `asked` is the request that it answers, where it answers one. */
export type Hold = (message: Message, asked: Asked | undefined) => number;

/** What is known of a request when it is answered. */
export interface Asked {
  readonly type: string;
  /** The response class that it names, if it names one. */
  readonly responseClass: string | undefined;
}

interface Outbox {
  held: { dueMs: number; emit: Emit; composedMs: number }[];
  /** Next sequence number to each destination. */
  seq: Record<string, number>;
  /** What each message looked like when it first left, by id. */
  left: Record<string, { time: string; seq: number }>;
  asked: Record<string, Asked>;
}

const EMPTY: Outbox = { held: [], seq: {}, left: {}, asked: {} };

/** A device that says more or less than the one within: its numbers have no gap, and none is given twice. */
export function countedAnew(make: () => Device, decoration: Decoration): Device {
  return speakingLate(
    () => decorated(make, decoration),
    () => 0,
  );
}

/** Wraps what `make` makes. */
export function speakingLate(make: () => Device, hold: Hold): Device {
  const inner = make();
  let outbox: Outbox = structuredClone(EMPTY);
  let innerNext: number | null = null;
  let own = '';

  /** What is due by `atMs` leaves. */
  const leave = (atMs: number): Emit[] => {
    const due = outbox.held.filter((h) => h.dueMs <= atMs);
    outbox.held = outbox.held.filter((h) => h.dueMs > atMs);
    return due.map(({ emit, dueMs, composedMs }) =>
      'message' in emit
        ? { message: stamped(emit.message, own, Math.max(0, dueMs - composedMs), outbox) }
        : emit,
    );
  };
  const take = <R extends { next?: number | null }>(atMs: number, reply: Reply<R>): Reply<R> => {
    for (const emit of reply.emits) {
      const message = 'message' in emit ? emit.message : undefined;
      const holdMs = message === undefined ? 0 : hold(message, outbox.asked[message.correlationid ?? '']);
      const dueMs = atMs + holdMs;
      // Its own words to one receiver keep their order: what is held leaves with whatever leaves sooner.
      for (const h of outbox.held)
        if (message?.source === own && destinationOf(h.emit, own) === message.destination)
          h.dueMs = Math.min(h.dueMs, dueMs);
      outbox.held.push({ dueMs, emit, composedMs: atMs });
    }
    innerNext = reply.result.next ?? null;
    const emits = leave(atMs);
    const instants = [innerNext, ...outbox.held.map((h) => h.dueMs)].filter((ms) => ms !== null);
    const next = instants.length === 0 ? null : Math.min(...instants);
    return { result: { ...reply.result, next }, emits };
  };
  /** What was due before comes before what the call brings. */
  const first = <R extends { next?: number | null }>(atMs: number, reply: Reply<R>): Reply<R> => {
    const emits = leave(atMs);
    const rest = take(atMs, reply);
    return { ...rest, emits: [...emits, ...rest.emits] };
  };

  return {
    hello: () => inner.hello(),
    start(params, restored) {
      const saved =
        restored === undefined ? undefined : (JSON.parse(restored) as { inner: string; outbox: Outbox });
      outbox = params.resume && saved !== undefined ? saved.outbox : structuredClone(EMPTY);
      own = `urn:pr2:${params.role}:${params.id}`;
      return take(params.at, inner.start(params, saved?.inner));
    },
    deliver(params) {
      note(params, outbox);
      return first(params.at, inner.deliver(params));
    },
    stimulate: (params) => first(params.at, inner.stimulate(params)),
    advance: (params) => first(params.at, inner.advance(params)),
    observe: (params) => inner.observe(params),
    query: (params) => inner.query(params),
    stop: (params) => inner.stop(params),
    durable: () => JSON.stringify({ inner: inner.durable(), outbox }),
  };
}

function note(params: DeliverParams, outbox: Outbox): void {
  const { message } = params as { message?: Partial<Message> };
  if (message?.id === undefined || message.type === undefined) return;
  const { responseClass } = (message.data ?? {}) as { responseClass?: string };
  outbox.asked[message.id] = { type: message.type, responseClass };
}

/** Where a message of its own goes. */
function destinationOf(emit: Emit, own: string): string | undefined {
  return 'message' in emit && emit.message.source === own ? emit.message.destination : undefined;
}

function stamped(message: Message, own: string, lateMs: number, outbox: Outbox): Message {
  if (message.source !== own) {
    const { viatime } = message;
    return viatime === undefined ? message : { ...message, viatime: later(viatime, lateMs) };
  }
  const { destination, id } = message;
  const known = outbox.left[id];
  if (known !== undefined) return { ...message, ...known };
  const seq = outbox.seq[destination] ?? 0;
  outbox.seq[destination] = seq + 1;
  const left = { time: later(message.time, lateMs), seq };
  outbox.left[id] = left;
  return { ...message, ...left };
}

function later(text: string, ms: number): string {
  return new Date(Date.parse(text) + ms).toISOString();
}
