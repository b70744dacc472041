/** What the reference Utility says of itself. */
import type { HelloResult } from '../../schemas';
import { RESPONSE_CLASSES, type ResponseClassName } from '../parameters';
import { STIMULI } from './operator';
import { CHANNEL_TYPES } from './preferences';

/** Messages a second from one peer (PR2-X-10): an ESCI speaks for all of its PEVs at once. */
export const MAX_MESSAGES_PER_S = 50;

export function utilityHello(): HelloResult {
  const identity = { vendor: 'pr2-conformance', product: 'reference utility', version: '1.0.0' };
  return {
    protocol: 1,
    identity,
    roles: ['utility'],
    clock: { kind: 'virtual' },
    stimuli: [...STIMULI],
    readings: ['state', 'wallTime'],
    senses: [],
    queries: ['eventStates', 'alertOutcomes', 'notificationHistory'],
    restart: 'kill',
    ics: {
      role: 'utility',
      identity,
      scenarios: ['PR2-A'],
      sinks: ['GRID'],
      responseClasses: Object.keys(RESPONSE_CLASSES) as ResponseClassName[],
      channels: [...CHANNEL_TYPES],
      maxMessagesPerS: MAX_MESSAGES_PER_S,
      randomisation: 'one-sided',
    },
    ixit: { role: 'utility' },
  };
}
