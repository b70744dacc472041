/** Decorations of a device that is wrong about how much it can take (PR2-X-10). */
import type { DeliverParams, Message } from '../../schemas';
import { partsOf } from '../endpoint/identifiers';
import type { Decoration, Memory } from './decorate';
import { says } from './telling';

/** It takes `factor` times what it declares. */
export function takes(ratePerS: number): Decoration {
  return {
    start: (p) => ({ ...p, params: { ...p.params, P_RATE: ratePerS } }),
  };
}

/** It says that it is busy, and not until when. */
export const namesNoTime = says('Receipt', ({ retryAfterS: _retryAfterS, ...d }) => d);

/** When messages come faster than it likes it hears none of them. */
export function deafAbove(ratePerS: number): Decoration {
  return { deliver: (p, memory) => (isOver(p, memory, ratePerS) ? null : p) };
}

/** Above its rate one kind of message is refused like any other, where it should go first. */
export function refusesAbove(ratePerS: number, type: string): Decoration {
  return {
    deliver: (p, memory) => {
      const message = p.message as Message | undefined;
      const over = isOver(p, memory, ratePerS);
      if (!over || message?.type !== type) return p;
      // A plain question under the same id gets the same refusal that the device has for questions.
      const question = {
        ...message,
        type: 'pr2.AvailabilityRequest.v1',
        data: { pevId: partsOf(message.destination).id },
      };
      return { ...p, message: question };
    },
  };
}

function isOver({ at, link }: DeliverParams, memory: Memory, ratePerS: number): boolean {
  const recent = ((memory[`heard ${link.peer}`] ?? []) as number[]).filter((t) => t > at - 1000);
  recent.push(at);
  memory[`heard ${link.peer}`] = recent;
  return recent.length > ratePerS;
}
