/**
 * A device wrapped at its interface: what it is told, what it sends and what it shows can be changed; the actor
 * inside knows nothing of it. For faults that are about the wire or the readings, not about a decision.
 */
import type {
  AdvanceParams,
  DeliverParams,
  Electrical,
  Message,
  ObserveParams,
  QueryParams,
  Readings,
  StartParams,
  StimulateParams,
} from '../../schemas';
import type { Device, Emit, Remark, Reply } from '../device';

export interface Decoration {
  /** What goes on the wire in place of a message; an empty list swallows it. */
  emit?(message: Message, memory: Memory): readonly Message[];
  /** What goes to its log in place of its remarks. */
  log?(remarks: readonly Remark[], memory: Memory): readonly Remark[];
  /** With what it is started in place of what the kit says. */
  start?(params: StartParams, memory: Memory): StartParams;
  /** What the device is given in place of a delivery; null: it never hears of it. */
  deliver?(params: DeliverParams, memory: Memory): DeliverParams | null;
  /** What the device is told in place of a stimulus; null: it never hears of it. */
  stimulate?(params: StimulateParams, memory: Memory): StimulateParams | null;
  /** What it takes for a delivery besides the one that came. */
  imagines?(params: DeliverParams, memory: Memory): readonly DeliverParams[];
  /** What it senses in place of an electrical input, by point. */
  electrical?(input: Electrical, atMs: number, memory: Memory): Electrical;
  /** What it shows in place of its readings. */
  readings?(readings: Readings, params: ObserveParams, memory: Memory): Readings;
  /** What it gives out in place of its records when it is asked for them. */
  records?(
    records: readonly Record<string, unknown>[],
    params: QueryParams,
  ): readonly Record<string, unknown>[];
  /** What it finds after a restart in place of what it made durable: its state, to forget or to spoil a part of. */
  restore?(state: Record<string, unknown>): void;
  /** What it says unasked right after a restart, and what it makes of its memory then. */
  wakes?(memory: Memory): readonly Message[];
}

/** What a decoration remembers between calls: empty again at each start, kept over a restart. */
export type Memory = Record<string, unknown>;

/** Wraps what `make` makes. */
export function decorated(make: () => Device, decoration: Decoration): Device {
  const inner = make();
  let memory: Memory = {};
  const sent = <R>(reply: Reply<R>): Reply<R> => ({
    ...reply,
    ...(decoration.log === undefined ? {} : { logs: decoration.log(reply.logs ?? [], memory) }),
    emits: reply.emits.flatMap((e): Emit[] => {
      if (!('message' in e) || decoration.emit === undefined) return [e];
      return decoration.emit(e.message, memory).map((message) => ({ message }));
    }),
  });
  const sensed = <P extends { at: number; electrical?: Electrical }>(params: P): P =>
    params.electrical === undefined || decoration.electrical === undefined
      ? params
      : { ...params, electrical: decoration.electrical(params.electrical, params.at, memory) };
  return {
    hello: () => inner.hello(),
    start(params, restored) {
      memory = {};
      const given = decoration.start === undefined ? params : decoration.start(params, memory);
      if (!params.resume || restored === undefined || restored === '')
        return sent(inner.start(sensed(given), restored));
      const kept = JSON.parse(restored) as { memory: Memory; state: string };
      ({ memory } = kept);
      const reply = sent(inner.start(sensed(given), spoilt(kept.state, decoration)));
      const said = decoration.wakes?.(memory) ?? [];
      return { ...reply, emits: [...reply.emits, ...said.map((message) => ({ message }))] };
    },
    deliver(told) {
      const params = sensed(told);
      const given = decoration.deliver === undefined ? params : decoration.deliver(params, memory);
      let reply = sent(given === null ? inner.advance(timeOnly(params)) : inner.deliver(given));
      for (const imagined of decoration.imagines?.(params, memory) ?? []) {
        const { result, emits } = sent(inner.deliver(imagined));
        reply = { result, emits: [...reply.emits, ...emits] };
      }
      return reply;
    },
    stimulate(told) {
      const params = sensed(told);
      const given = decoration.stimulate === undefined ? params : decoration.stimulate(params, memory);
      return sent(given === null ? inner.advance(timeOnly(params)) : inner.stimulate(given));
    },
    observe(params) {
      const result = inner.observe(params);
      if (decoration.readings === undefined) return result;
      return { readings: decoration.readings(result.readings, params, memory) };
    },
    advance: (params) => sent(inner.advance(sensed(params))),
    query(params) {
      const result = inner.query(params);
      if (decoration.records === undefined) return result;
      return {
        ...result,
        records: [...decoration.records(result.records as Record<string, unknown>[], params)],
      };
    },
    stop: (params) => inner.stop(params),
    durable: () => JSON.stringify({ memory, state: inner.durable() }),
  };
}

function spoilt(text: string, decoration: Decoration): string {
  if (decoration.restore === undefined) return text;
  const state = JSON.parse(text) as Record<string, unknown>;
  decoration.restore(state);
  return JSON.stringify(state);
}

function timeOnly({ at, electrical }: DeliverParams | StimulateParams): AdvanceParams {
  return electrical === undefined ? { at } : { at, electrical };
}
