/** A Utility that asks whom it must not, or for what was not agreed (PR2-A-14, PR2-A-15, PR2-G-02). */
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { hears, says } from '../telling';
import { asksByItsEvent } from './announced';
import { decides, wrapped } from './make';

/** A report that is so old is not fresh any more, s. */
const MINUTE_S = 60;

export const ASKING_FAULTS: readonly Fault[] = [
  wrapped(
    'takes-undecided-for-yes',
    'PR2-A-14',
    'answers but does not act',
    hears('EventResponse', (d) => (d.decision === 'UNDECIDED' ? { ...d, decision: 'OPT_IN' } : d)),
  ),
  wrapped(
    'asks-in-the-usual-class',
    'PR2-A-14',
    'hard-coded constant',
    says('DispatchRequest', (d) => ({ ...d, responseClass: 'SCHEDULED' })),
  ),
  wrapped(
    'asks-in-hundreds-of-watts',
    'PR2-A-14',
    'wrong unit',
    says('DispatchRequest', (d) => ({ ...d, dischargePowerW: Math.ceil(d.dischargePowerW / 100) * 100 })),
  ),
  wrapped(
    'asks-for-the-first-stretch-only',
    'PR2-A-14',
    'right for one and wrong for two at once',
    asksByItsEvent((d, { intervals }) => ({ ...d, durationS: intervals[0]?.durationS ?? d.durationS })),
  ),
  decides('trusts-a-report-for-a-minute', 'PR2-A-15', 'late by a little', {
    isFresh: (ageS) => ageS <= MINUTE_S,
  }),
  wrapped(
    'takes-a-part-for-the-whole',
    'PR2-A-15',
    'ignores',
    hears('EventResponse', (d) => {
      const { acceptedPowerW: _W, acceptedEnergyWh: _Wh, ...whole } = d;
      return d.decision === 'PARTIAL' ? { ...whole, decision: 'OPT_IN' } : d;
    }),
  ),
  decides('forgets-what-has-flowed-since-the-report', 'PR2-A-15', 'stale data', { drawnWms: () => 0 }),
  decides('minds-no-end-that-came-later', 'PR2-G-02', 'stale data', {
    isEnrolled: (enrollment, call) =>
      conformantUtility.isEnrolled(
        enrollment === undefined || enrollment.version === 1
          ? enrollment
          : { ...enrollment, validTo: '2099-01-01T00:00:00Z' },
        call,
      ),
  }),
];
