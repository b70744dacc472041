/** A Utility that reads times and figures otherwise than they are written (PR2-X-03, PR2-X-04). */
import type { Message } from '../../../schemas';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { wrapped } from './make';

const OFFSET = /[+-][0-9]{2}:[0-9]{2}$/;
const FIGURE = /^-?[0-9]+(\.[0-9]+)?$/;
/** Members that hold a quantity. */
const QUANTITY = /(W|Wh|S|soc)$/;

/** Every message that comes, read otherwise. */
function reads(change: (message: Message) => object): Decoration {
  return {
    deliver(params) {
      const heard = heardIn(params);
      return heard === null ? params : { ...params, message: change(heard) };
    },
  };
}

/** The texts in a message's body, each read otherwise. */
function readsTexts(change: (text: string, member: string) => unknown): Decoration {
  return reads((m) => {
    if (typeof m.data !== 'object') return m;
    const members = Object.entries(m.data as object) as [string, unknown][];
    const data = members.map(([key, v]) => [key, typeof v === 'string' ? change(v, key) : v]);
    return { ...m, data: Object.fromEntries(data) as object };
  });
}

export const READING_FAULTS: readonly Fault[] = [
  wrapped(
    'judges-clocks-by-when-a-message-was-written',
    'PR2-X-03',
    'stale data',
    reads(({ viatime: _viatime, ...m }) => m),
  ),
  wrapped(
    'refuses-offsets-other-than-z',
    'PR2-X-03',
    'ignores',
    reads((m) => (typeof m.time === 'string' ? { ...m, time: m.time.replace(OFFSET, '') } : m)),
  ),
  wrapped(
    'reads-offsets-as-none',
    'PR2-X-03',
    'wrong only across a change of date or offset',
    readsTexts((text) => text.replace(OFFSET, 'Z')),
  ),
  wrapped(
    'reads-figures-in-words',
    'PR2-X-04',
    'ignores',
    readsTexts((text, member) => (QUANTITY.test(member) && FIGURE.test(text) ? Number(text) : text)),
  ),
];
