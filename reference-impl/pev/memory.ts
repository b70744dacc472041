/** What a PEV can be asked for from its memory. */
import type { QueryParams } from '../../schemas';
import { LabError } from '../device';
import { liveDispatches, type Core } from './core';

/** Events as they stand here, or as they were received. */
export function recall({ state }: Core, what: QueryParams['what']): object[] {
  const events = Object.values(state.events);
  switch (what) {
    case 'storedEvents':
      return events.map((e) => e.message.data);
    case 'eventStates':
      return events.map(({ message: { data }, decision, cancelled }) => ({
        eventId: data.eventId,
        revision: data.revision,
        state: cancelled ? 'CANCELLED' : decision,
        targets: [{ pevId: state.build.id, state: phaseOf(state, data.eventId) ?? decision }],
      }));
    default:
      throw LabError.noHook(what);
  }
}

function phaseOf(state: Core['state'], eventId: string): string | undefined {
  return liveDispatches(state)
    .find((d) => d.eventId === eventId)
    ?.phase.toUpperCase();
}
