/** A PEV that says what happens at one instant in another order. */
import { nameOf, type Message, type MessageName } from '../../../schemas';
import { createPev } from '../../pev';
import type { Device, Emit, Reply } from '../../device';
import type { Variant } from '../../faults/fault';
import { made } from './make';

/** Answers first; what has been measured before what is concluded from it. */
const RANK: readonly MessageName[] = [
  'EnergyTelemetry',
  'AvailabilityReport',
  'TerminationNotice',
  'ParticipationNotice',
  'DispatchConfirmation',
];

export const ORDER_VARIANTS: readonly Variant[] = [
  made('says-at-one-instant-in-another-order', () => {
    const inner = createPev();
    const sent = <R>(reply: Reply<R>): Reply<R> => ({ ...reply, emits: reordered(reply.emits) });
    return {
      hello: () => inner.hello(),
      start: (params, restored) => sent(inner.start(params, restored)),
      deliver: (params) => sent(inner.deliver(params)),
      stimulate: (params) => sent(inner.stimulate(params)),
      advance: (params) => sent(inner.advance(params)),
      observe: (params) => inner.observe(params),
      query: (params) => inner.query(params),
      stop: (params) => inner.stop(params),
      durable: () => inner.durable(),
    } satisfies Device;
  }),
];

/** The same messages, their numbers given out anew in the new order; repeats of older ones stay where they are. */
function reordered(emits: readonly Emit[]): readonly Emit[] {
  const messages = emits.flatMap((e) => ('message' in e ? [e.message] : []));
  if (messages.length !== emits.length || messages.length < 2) return emits;
  const queues = new Map<string, Message[]>();
  for (const destination of new Set(messages.map((m) => m.destination))) {
    const group = messages.filter((m) => m.destination === destination);
    const seqs = group.map((m) => m.seq);
    const consecutive = seqs.every((seq, i) => seq === (seqs[0] ?? 0) + i);
    if (!consecutive) return emits;
    const order = group.toSorted((a, b) => rank(a) - rank(b));
    queues.set(
      destination,
      order.map((m, i) => ({ ...m, seq: (seqs[0] ?? 0) + i })),
    );
  }
  return messages.flatMap((m) => {
    const next = queues.get(m.destination)?.shift();
    return next === undefined ? [] : [{ message: next }];
  });
}

function rank(m: Message): number {
  if (m.correlationid !== undefined) return -1;
  const name = nameOf(m.type);
  return name === undefined ? 0 : RANK.indexOf(name);
}
