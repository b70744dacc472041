/** What the reference ESCI says of itself (lab protocol `hello`; ISO/IEC 9646 ICS and IXIT). */
import type { HelloResult } from '../../schemas';

/** Messages a second from one peer that it takes itself (PR2-X-10); what it relays is the receiver's to limit. */
export const MAX_MESSAGES_PER_S = 50;

export const DECLARATION: HelloResult = {
  protocol: 1,
  identity: { vendor: 'pr2-conformance', product: 'reference esci', version: '1.0.0' },
  roles: ['esci'],
  clock: { kind: 'virtual' },
  stimuli: [
    'plug-in',
    'unplug',
    'bounce',
    'opt-out',
    'opt-in',
    'override',
    'set-preference',
    'derate',
    'clear-fault',
    'meter-fault',
    'clock-step',
    'secret-canary',
  ],
  readings: ['powerW', 'exportJ', 'importJ', 'voltageV', 'frequencyHz', 'gridPresent', 'state', 'wallTime'],
  senses: ['powerW', 'slopeWps', 'exportJ', 'importJ', 'voltageV', 'frequencyHz', 'gridPresent', 'plug'],
  queries: ['storedEvents'],
  restart: 'kill',
  ics: {
    role: 'esci',
    identity: { vendor: 'pr2-conformance', product: 'reference esci', version: '1.0.0' },
    scenarios: ['PR2-A'],
    sinks: ['GRID'],
    responseClasses: ['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'],
    switchType: 'NONE',
    closedTransition: false,
    directPath: false,
    evseCount: 64,
    externalOptOut: true,
    maxMessagesPerS: MAX_MESSAGES_PER_S,
  },
  ixit: { role: 'esci', bootS: 0 },
};
