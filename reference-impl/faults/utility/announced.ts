/** What a Utility of the faults remembers of the events that it announced. */
import type { Message, MessageBodies } from '../../../schemas';
import type { Decoration, Memory } from '../decorate';

/** M01's body. */
export type Event = MessageBodies['EnergySupplyEvent'];

/** Remembers each event as it was announced last, and to whom. */
export function announced(m: Message, memory: Memory): void {
  if (m.type !== 'pr2.EnergySupplyEvent.v1') return;
  memory[m.data.eventId] = m.data;
  memory['order'] = [...new Set([...idsIn(memory), m.data.eventId])];
}

/** The events in the order of their announcement. */
export const idsIn = (memory: Memory): string[] => (memory['order'] ?? []) as string[];

export const eventIn = (memory: Memory, eventId: string): Event | undefined =>
  memory[eventId] as Event | undefined;

/** For a fault that needs to know the events, and says what the reference says. */
export const notesEvents: NonNullable<Decoration['emit']> = (m, memory) => {
  announced(m, memory);
  return [m];
};

/** Requests written otherwise by the event that they are for. */
export function asksByItsEvent(
  change: (d: MessageBodies['DispatchRequest'], event: Event) => MessageBodies['DispatchRequest'],
): Decoration {
  return {
    emit(m, memory) {
      announced(m, memory);
      if (m.type !== 'pr2.DispatchRequest.v1') return [m];
      const event = eventIn(memory, m.data.eventId);
      return [event === undefined ? m : { ...m, data: change(m.data, event) }];
    },
  };
}
