/** A Utility that meddles with the spreading of starts (PR2-X-07). */
import { unitFrom } from '../../endpoint/identifiers';
import type { Fault } from '../fault';
import { decides } from './make';

/** An instant some seconds later. */
function later(text: string, s: number): string {
  return new Date(Date.parse(text) + Math.round(s) * 1000).toISOString();
}

export const RANDOMISATION_FAULTS: readonly Fault[] = [
  decides('keeps-the-window-to-itself', 'PR2-X-07', 'ignores', {
    eventMessage: ({ randomizeStartS: _randomizeStartS, ...event }) => event,
  }),
  decides('hands-on-a-window-in-minutes', 'PR2-X-07', 'wrong unit', {
    eventMessage: (event) =>
      event.randomizeStartS === undefined
        ? event
        : { ...event, randomizeStartS: Math.round(event.randomizeStartS / 60) },
  }),
  decides('spreads-the-start-itself', 'PR2-X-07', 'doubles', {
    eventMessage: (event) => ({
      ...event,
      start: later(event.start, (event.randomizeStartS ?? 0) * unitFrom('pr2', event.eventId)),
    }),
  }),
  decides('spreads-the-request-itself', 'PR2-X-07', 'doubles', {
    dispatchMessage: (dispatch) => ({
      ...dispatch,
      start: later(dispatch.start, 300 * unitFrom('pr2', dispatch.eventId)),
    }),
  }),
];
