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

/** What outlasts a restart: the numbers that messages have gone out under. */
interface Kept {
  readonly inner: string;
  readonly given: [string, number][];
}

export const ORDER_VARIANTS: readonly Variant[] = [
  made('says-at-one-instant-in-another-order', () => {
    const inner = createPev();
    let given = new Map<string, number>();
    const sent = <R>(reply: Reply<R>): Reply<R> => ({ ...reply, emits: reordered(reply.emits, given) });
    return {
      hello: () => inner.hello(),
      start(params, restored) {
        const kept = restored === undefined ? null : (JSON.parse(restored) as Kept);
        given = new Map(kept?.given);
        return sent(inner.start(params, kept?.inner));
      },
      deliver: (params) => sent(inner.deliver(params)),
      stimulate: (params) => sent(inner.stimulate(params)),
      advance: (params) => sent(inner.advance(params)),
      observe: (params) => inner.observe(params),
      query: (params) => inner.query(params),
      stop: (params) => inner.stop(params),
      durable: () => JSON.stringify({ inner: inner.durable(), given: [...given] } satisfies Kept),
    } satisfies Device;
  }),
];

/** The same messages, the new ones with their numbers given out in the new order; a repeat keeps the one it had. */
function reordered(emits: readonly Emit[], given: Map<string, number>): readonly Emit[] {
  const messages = emits.flatMap((e) => ('message' in e ? [e.message] : []));
  if (messages.length !== emits.length) return emits;
  const fresh = messages.filter((m) => !given.has(m.id));
  for (const destination of new Set(fresh.map((m) => m.destination))) {
    const group = fresh.filter((m) => m.destination === destination);
    const seqs = group.map((m) => m.seq).toSorted((a, b) => a - b);
    for (const [i, m] of inOrder(group).entries()) given.set(m.id, seqs[i] ?? m.seq);
  }
  return inOrder(messages).map((m) => ({ message: { ...m, seq: given.get(m.id) ?? m.seq } }));
}

function inOrder(messages: readonly Message[]): Message[] {
  return messages.toSorted((a, b) => rank(a) - rank(b));
}

function rank(m: Message): number {
  if (m.correlationid !== undefined) return -1;
  const name = nameOf(m.type);
  return name === undefined ? 0 : RANK.indexOf(name);
}
