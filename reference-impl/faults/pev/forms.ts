/** A PEV that reads one way of writing a time or a figure only (PR2-X-03, X-04, X-08, A-20). */
import type { Fault } from '../fault';
import { heardIn, hears } from '../telling';
import { readsStart, wrapped } from './make';

const BY_OFFSET = 'wrong only across a change of date or offset';
const NO_TIME = 'some time';

export const FORM_FAULTS: readonly Fault[] = [
  readsStart('reads-no-minutes-of-an-offset', 'PR2-X-03', BY_OFFSET, (text) =>
    text.replace(/([+-]\d\d):\d\d$/, '$1:00'),
  ),
  readsStart('refuses-a-leap-second', 'PR2-X-03', BY_OFFSET, (text) =>
    text.includes(':60') ? NO_TIME : text,
  ),
  readsStart('refuses-more-than-milliseconds', 'PR2-X-03', 'off by one unit', (text) =>
    /\.\d{4}/.test(text) ? NO_TIME : text,
  ),
  wrapped(
    'compares-the-customers-times-as-they-look',
    'PR2-A-20',
    BY_OFFSET,
    hears('ParticipationNotice', (d) => ({ ...d, sourceTime: `${d.sourceTime.slice(0, 19)}Z` })),
  ),
  wrapped(
    'takes-figures-in-quotes',
    'PR2-X-04',
    'ignores',
    hears('DispatchRequest', (d) => ({ ...d, dischargePowerW: unquoted(d.dischargePowerW) })),
  ),
  wrapped('reads-one-digit-of-a-version', 'PR2-X-08', 'hard-coded constant', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard === null) return params;
      const type = heard.type.replace(/\.v1\d+$/, '.v1');
      return { ...params, message: { ...heard, type } };
    },
  }),
];

function unquoted(figure: unknown): number {
  return typeof figure === 'string' && /^\d+$/.test(figure) ? Number(figure) : (figure as number);
}
