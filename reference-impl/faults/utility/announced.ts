/** What a Utility of the faults remembers of the events that it announced. */
import type { Message, MessageBodies } from '../../../schemas';
import type { Memory } from '../decorate';

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
