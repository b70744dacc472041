/** An ESCI that goes wrong between the hand that takes and the hand that gives: ids, addresses, answers held back. */
import { nameOf, type Message } from '../../../schemas';
import { createEsci } from '../../esci';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { heardIn, otherId } from '../telling';
import { made, OWN, wrapped } from './make';

const LEAP_SECOND = /:60(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"/;

/** Every eighth answer of a PEV lies for three seconds. */
function everyEighthAnswer(): (m: Message) => number {
  const seen: string[] = [];
  return (m) => {
    if (nameOf(m.type) !== 'DispatchResponse' || seen.includes(m.id)) return 0;
    seen.push(m.id);
    return seen.length % 8 === 0 ? 3000 : 0;
  };
}

export const IN_TRANSIT_FAULTS: readonly Fault[] = [
  made('holds-every-eighth-answer', 'PR2-A-19', 'late by a little', () =>
    speakingLate(() => createEsci(), everyEighthAnswer()),
  ),
  wrapped('gives-a-confirmation-an-id-of-its-own', 'PR2-A-14', 'off by one unit', {
    emit: (m) =>
      nameOf(m.type) === 'DispatchConfirmation' && !m.source.startsWith(OWN)
        ? [{ ...m, id: otherId(m.id) }]
        : [m],
  }),
  wrapped('refuses-to-whom-it-does-not-believe', 'PR2-X-01', 'right message to the wrong party', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard !== null) memory[`from ${heard.id}`] = heard.source;
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.Receipt.v1' || m.data.code !== 'E_UNAUTHORIZED') return [m];
      const claimed = memory[`from ${m.data.refMessageId}`];
      return [{ ...m, destination: typeof claimed === 'string' ? claimed : m.destination }];
    },
  }),
  wrapped('takes-a-leap-second-for-no-time', 'PR2-X-03', 'wrong only across a change of date or offset', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard === null || !LEAP_SECOND.test(JSON.stringify(heard.data))) return params;
      return { ...params, message: { ...heard, data: { ...heard.data, start: 'no time' } } };
    },
  }),
];
