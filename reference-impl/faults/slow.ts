/**
 * A device that takes its time: what it hears it acts on a while later, what it says goes out by a wake-up of its own,
 * with the time and the sequence number of the instant at which it really goes.
 */
import type { DeliverParams, Message } from '../../schemas';
import type { Device, Emit, Reply } from '../device';
import { timeText } from '../endpoint/identifiers';
import { heardIn } from './telling';

export interface Lateness {
  /** By how much a message that comes in is acted on later, ms; what comes after it does not overtake it. */
  hears?(message: Message): number;
  /** By how much a message is held, ms; `asked` is what this device was just given. */
  says?(message: Message, asked: Message | null): number;
}

/** What a late device keeps beside the device inside; plain data, so that it survives a restart. */
interface Outbox {
  readonly queue: { dueMs: number; message: Message }[];
  /** Number and time under which each message has gone out, by its id: a repeat keeps them. */
  readonly left: Record<string, { seq: number; time: string }>;
  readonly nextSeq: Record<string, number>;
}

/** Wraps what `make` makes. */
export function slow(make: () => Device, lateness: Lateness): Device {
  const inner = make();
  let outbox: Outbox = { queue: [], left: {}, nextSeq: {} };
  let inbox: { dueMs: number; params: DeliverParams }[] = [];
  let offsetMs = 0;

  /** A repeat leaves as it left before; anything else takes its place in the order of leaving. */
  function leaving({ dueMs, message }: Outbox['queue'][number]): Emit {
    const key = `${message.source} ${message.destination}`;
    let as = outbox.left[message.id];
    if (as === undefined) {
      as = { seq: outbox.nextSeq[key] ?? message.seq, time: timeText(dueMs + offsetMs) };
      outbox.nextSeq[key] = as.seq + 1;
      outbox.left[message.id] = as;
    }
    return { message: { ...message, ...as } };
  }

  /** Holds what is to be held of `emits`; gives what goes at once. */
  function hold(emits: readonly Emit[], atMs: number, asked: Message | null): Emit[] {
    const now = emits.flatMap((e): Emit[] => {
      if (!('message' in e)) return [e];
      const waitMs = lateness.says?.(e.message, asked) ?? 0;
      const entry = { dueMs: atMs + waitMs, message: e.message };
      if (waitMs === 0) return [leaving(entry)];
      outbox.queue.push(entry);
      return [];
    });
    outbox.queue.sort((a, b) => a.dueMs - b.dueMs);
    return now;
  }

  /** What is due by `atMs`: heard at last, or said at last. */
  function due(atMs: number): Emit[] {
    const out: Emit[] = [];
    for (;;) {
      const [heard] = inbox;
      const [said] = outbox.queue;
      if (heard !== undefined && heard.dueMs <= Math.min(atMs, said?.dueMs ?? atMs)) {
        inbox.shift();
        const { emits } = inner.deliver(asHeard(heard));
        out.push(...hold(emits, heard.dueMs, heardIn(heard.params)));
      } else if (said !== undefined && said.dueMs <= atMs) {
        outbox.queue.shift();
        out.push(leaving(said));
      } else return out;
    }
  }

  function sent<R extends { next: number | null }>(
    atMs: number,
    before: readonly Emit[],
    reply: Reply<R>,
    asked: Message | null,
  ): Reply<R> {
    const emits = [...before, ...hold(reply.emits, atMs, asked)];
    const instants = [reply.result.next, inbox[0]?.dueMs, outbox.queue[0]?.dueMs].filter((ms) => ms != null);
    const next = instants.length === 0 ? null : Math.max(atMs, Math.min(...instants));
    return { result: { ...reply.result, next }, emits };
  }

  return {
    hello: () => inner.hello(),
    start(params, restored) {
      offsetMs = params.clock.offsetMs;
      inbox = [];
      outbox = { queue: [], left: {}, nextSeq: {} };
      if (restored === undefined) return sent(params.at, [], inner.start(params), null);
      const both = JSON.parse(restored) as { inner: string; outbox: Outbox };
      outbox = both.outbox;
      return sent(params.at, [], inner.start(params, both.inner), null);
    },
    deliver(params) {
      const before = due(params.at);
      const message = heardIn(params);
      const waitMs = message === null ? 0 : (lateness.hears?.(message) ?? 0);
      if (message === null || (waitMs === 0 && !overtakes(message)))
        return sent(params.at, before, inner.deliver(params), message);
      inbox.push({ dueMs: Math.max(params.at + waitMs, inbox.at(-1)?.dueMs ?? 0), params });
      const { at, electrical } = params;
      return sent(
        params.at,
        before,
        inner.advance(electrical === undefined ? { at } : { at, electrical }),
        null,
      );
    },
    stimulate(params) {
      const before = due(params.at);
      if (params.name === 'clock-step') offsetMs += params.params.deltaMs;
      return sent(params.at, before, inner.stimulate(params), null);
    },
    advance(params) {
      const before = due(params.at);
      return sent(params.at, before, inner.advance(params), null);
    },
    observe: (params) => inner.observe(params),
    query: (params) => inner.query(params),
    stop: (params) => inner.stop(params),
    durable: () => JSON.stringify({ inner: inner.durable(), outbox }),
  };

  /** Whether something of the same conversation still waits to be heard. */
  function overtakes({ subject }: Message): boolean {
    return inbox.some(({ params }) => heardIn(params)?.subject === subject);
  }
}

/** The time of arrival is what a clock is judged by, however late the message is thought about (PR2-X-03). */
function asHeard({ dueMs, params }: { dueMs: number; params: DeliverParams }): DeliverParams {
  const message = heardIn(params);
  if (message === null) return { ...params, at: dueMs };
  const viatime = timeText(Date.parse(message.viatime ?? message.time) + dueMs - params.at);
  return { ...params, at: dueMs, message: { ...message, viatime } };
}
