/** Words of the features about customers and notice. */
import { defineParameterType } from '@cucumber/cucumber';
import { ODDITIES } from './oddities';

const CHANNEL = 'EMAIL|SMS|PAGER|WEB|APP|PUSH|PHONE';

/** `EMAIL, SMS and PAGER`: channel types. */
defineParameterType({
  name: 'channels',
  regexp: new RegExp(`(?:${CHANNEL})(?:(?:, | and )(?:${CHANNEL}))*`),
  transformer: (text: string) => text.split(/, | and /),
});

/** `PLANNED`, `DAY_OF`, `EMERGENCY`: how much notice an event gives. */
defineParameterType({
  name: 'notice',
  regexp: /PLANNED|DAY_OF|EMERGENCY/,
  transformer: (text: string) => text,
});

/** Why an event is called. */
defineParameterType({
  name: 'reason',
  regexp: /PEAK|CAPACITY|PRICE|RELIABILITY|TEST/,
  transformer: (text: string) => text,
});

/** News of an event: the kind of alert that tells it. */
defineParameterType({
  name: 'news',
  regexp: /event|change|cancel/,
  transformer: (text: string) => ({ event: 'CREATE', change: 'CHANGE', cancel: 'CANCEL' })[text],
});

/** What became of an alert. */
defineParameterType({
  name: 'outcome',
  regexp: /was delivered|failed/,
  transformer: (text: string) => (text === 'failed' ? ['FAILED'] : ['SENT', 'DELIVERED']),
});

/** What the customer did about an event. */
defineParameterType({
  name: 'deed',
  regexp: /has opted out|has opted in again|has limited the event/,
  transformer: (text: string) =>
    ({ 'has opted out': 'OPT_OUT', 'has opted in again': 'OPT_IN', 'has limited the event': 'OVERRIDE' })[
      text
    ],
});

/** Into an event, or out of it. */
defineParameterType({ name: 'way', regexp: /in|out/, transformer: (text: string) => text });

/** Where it was done: who tells of it, and which source it names. */
defineParameterType({
  name: 'place',
  regexp: /at the PEV|at the EVSE|by phone|by an app of the ESCI/,
  transformer: (text: string) =>
    ({
      'at the PEV': { role: 'pev', source: 'HMI' },
      'at the EVSE': { role: 'esci', source: 'EVSE' },
      'by phone': { role: 'pev', source: 'PHONE' },
      'by an app of the ESCI': { role: 'esci', source: 'APP' },
    })[text],
});

/** Who is told of it. */
defineParameterType({
  name: 'person',
  regexp: /utility|PEV/,
  transformer: (text: string) => text.toLowerCase(),
});

const OUTCOME = 'COMPLETED|PARTIAL|OPTED_OUT|TERMINATED|CANCELLED|NOT_DELIVERED';

/** How an event ended for one PEV: one outcome, or one of two. */
defineParameterType({
  name: 'reported',
  regexp: new RegExp(`(?:${OUTCOME})(?: or (?:${OUTCOME}))?`),
  transformer: (text: string) => text.split(' or '),
});

/** What a PEV's part in an event came to, as the states of a target. */
defineParameterType({
  name: 'part',
  regexp: /took part to the end|opted out|failed/,
  transformer: (text: string) =>
    ({ 'took part to the end': ['DONE'], 'opted out': ['OPTED_OUT'], failed: ['TERMINATED', 'UNREACHABLE'] })[
      text
    ],
});

/** Something that no honest party would send. */
defineParameterType({
  name: 'oddity',
  regexp: new RegExp(Object.keys(ODDITIES).join('|')),
  transformer: (text: string) => text,
});
