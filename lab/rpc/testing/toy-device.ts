/** A device of a few lines for the tests of connectors: it counts, sends what it is told to, and can misbehave. */
import { LabError, type Device, type Emit, type Reply } from '../../../reference-impl/device';
import type { AdvanceResult, HelloResult, Message, StepResult } from '../../../schemas';

interface State {
  atMs: number;
  delivered: number;
  /** Next instant at which it sends a raw text of its own. */
  wakeMs: number | null;
}

export const TOY_HELLO: HelloResult = {
  protocol: 1,
  identity: { vendor: 'toys', product: 'toy', version: '1' },
  roles: ['pev'],
  clock: { kind: 'virtual' },
  stimuli: ['unlock', 'unplug'],
  readings: ['powerW', 'soc'],
  senses: [],
  queries: ['eventStates'],
  restart: 'kill',
};

const WAKE_EVERY_MS = 1_000;

/** `deliver` is answered by an echo, `unlock` arms a wake-up each second, `power-fault` fails inside. */
export function createToy(hello: HelloResult = TOY_HELLO): Device {
  let state: State = { atMs: 0, delivered: 0, wakeMs: null };
  const passTo = (at: number): Emit[] => {
    const emits: Emit[] = [];
    while (state.wakeMs !== null && state.wakeMs <= at) {
      emits.push({ raw: `woke at ${state.wakeMs}` });
      state.wakeMs += WAKE_EVERY_MS;
    }
    state.atMs = at;
    return emits;
  };
  const step = (emits: readonly Emit[]): Reply<StepResult> => ({ result: { next: state.wakeMs }, emits });
  return {
    hello: () => hello,
    start: (params, restored) => {
      state =
        restored === undefined
          ? { atMs: params.at, delivered: 0, wakeMs: null }
          : (JSON.parse(restored) as State);
      return step(passTo(params.at));
    },
    deliver: ({ at, message, raw }) => {
      const woken = passTo(at);
      state.delivered += 1;
      const echo: Emit = raw === undefined ? { message: message as Message } : { raw };
      return step([...woken, echo]);
    },
    stimulate: ({ at, name }) => {
      const woken = passTo(at);
      if (name === 'unlock') state.wakeMs = at + WAKE_EVERY_MS;
      else if (name === 'power-fault') throw new Error('the toy is broken');
      else if (name === 'unplug') throw LabError.notPossible('nothing is plugged in');
      else throw LabError.noHook(name);
      return step(woken);
    },
    observe: ({ at, want }) => {
      const all: Record<string, number> = { powerW: at % 1_000_000, soc: state.delivered };
      return { readings: Object.fromEntries(want.flatMap((w) => (w in all ? [[w, all[w]]] : []))) };
    },
    advance: ({ at }): Reply<AdvanceResult> => step(passTo(at)),
    query: () => ({ records: [{ delivered: state.delivered }] }),
    stop: () => undefined,
    durable: () => JSON.stringify(state),
  };
}
