/** Words of the features about customers and notice. */
import { defineParameterType } from '@cucumber/cucumber';

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
