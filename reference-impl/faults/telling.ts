/** Decorations that many faults are made of: a message changed, swallowed, doubled or sent elsewhere. */
import {
  nameOf,
  type DeliverParams,
  type Message,
  type MessageBodies,
  type MessageName,
  type StimulateParams,
  type Stimuli,
} from '../../schemas';
import type { Decoration, Memory } from './decorate';

/** Whether it is of that kind; `by`, how urns of a role begin, narrows it to those that this device authored. */
const isOf = (m: Message, message: MessageName, by = ''): boolean =>
  nameOf(m.type) === message && m.source.startsWith(by);

/** One kind of message said with another body. */
export function says<N extends MessageName>(
  message: N,
  change: (data: MessageBodies[N], memory: Memory) => MessageBodies[N],
  by?: string,
): Decoration {
  return {
    emit: (m, memory) =>
      isOf(m, message, by) ? [{ ...m, data: change(m.data as MessageBodies[N], memory) } as Message] : [m],
  };
}

/** One kind of message never put on the wire. */
export function keepsBack(message: MessageName, by?: string): Decoration {
  return { emit: (m) => (isOf(m, message, by) ? [] : [m]) };
}

/** One kind of message put on the wire twice, the second time as a message of its own. */
export function doubles(message: MessageName, by?: string): Decoration {
  return {
    emit: (m) => (isOf(m, message, by) ? [m, { ...m, id: otherId(m.id), seq: m.seq + 1 }] : [m]),
  };
}

/** One kind of message sent to another address. */
export function misdirects(message: MessageName, destination: string): Decoration {
  return { emit: (m) => (nameOf(m.type) === message ? [{ ...m, destination }] : [m]) };
}

/** The peers that the device was told of at its start, to be asked for with `peerIn`. */
export const remembersPeers: NonNullable<Decoration['start']> = (params, memory) => {
  memory['peers'] = params.peers;
  return params;
};

/** Notes that it has restarted; from then on `woke` tells. */
export const marksItsRestart: NonNullable<Decoration['wakes']> = (memory) => {
  memory['woke'] = true;
  return [];
};

/** Whether it has restarted since it began. */
export function woke(memory: Memory): boolean {
  return memory['woke'] === true;
}

/** Address of its first peer of that role. */
export function peerIn(memory: Memory, role: 'esci' | 'utility'): string {
  return (memory['peers'] as Partial<Record<string, string[]>> | undefined)?.[role]?.[0] ?? '';
}

/** One kind of message sent to its own ESCI instead. */
export function tellsEsciAlone(message: MessageName): Decoration {
  return {
    start: remembersPeers,
    emit: (m, memory) => (nameOf(m.type) === message ? [{ ...m, destination: peerIn(memory, 'esci') }] : [m]),
  };
}

/** The same for every message that it sends of its own. */
export function writes(change: (message: Message) => Message): Decoration {
  return { emit: (m) => [change(m)] };
}

/** An id of the right form that differs from the given one. */
export function otherId(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
}

/** One kind of message taken in with another body than it came with; null: it is never heard. */
export function hears<N extends MessageName>(
  message: N,
  change: (data: MessageBodies[N], memory: Memory) => MessageBodies[N] | null,
): Decoration {
  return {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard === null || nameOf(heard.type) !== message) return params;
      const data = change(heard.data as MessageBodies[N], memory);
      return data === null ? null : { ...params, message: { ...heard, data } };
    },
  };
}

/** What somebody does to the device, done otherwise. */
export function suffers<N extends StimulateParams['name']>(
  name: N,
  change: (params: Stimuli[N], memory: Memory) => Stimuli[N] | null,
): Decoration {
  return {
    stimulate(s, memory) {
      if (s.name !== name) return s;
      const params = change(s.params as Stimuli[N], memory);
      return params === null ? null : ({ ...s, params } as StimulateParams);
    },
  };
}

/** The message in a delivery, where it is one. */
export function heardIn(params: DeliverParams): Message | null {
  return 'message' in params ? (params.message as Message) : null;
}
