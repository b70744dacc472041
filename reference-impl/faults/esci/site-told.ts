/** An ESCI that does all that it should in an outage, and tells the PEV of grid and switch what is not so (PR2-B). */
import type { Message, MessageBodies } from '../../../schemas';
import type { Fault } from '../fault';
import { says } from '../telling';
import { isOwn, wrapped } from './make';

type Status = MessageBodies['IsolationStatus'];

/** One sign of a report of the switch told otherwise. */
const sign = (d: Status, kind: string, indicates: Status['position']): Status => ({
  ...d,
  evidence: d.evidence.map((e) => (e.kind === kind ? { ...e, indicates } : e)),
});

export const SITE_TOLD_FAULTS: readonly Fault[] = [
  wrapped(
    'tells-a-lost-grid-as-good',
    'PR2-B-10',
    'lies in its readings',
    says('GridStatus', (d) => ({ ...d, state: 'IN_RANGE' })),
  ),
  wrapped(
    'tells-the-usual-figures-of-any-grid',
    'PR2-B-10',
    'hard-coded constant',
    says('GridStatus', (d) => (d.state === 'ABSENT' ? d : { ...d, V: 240, f: 60 })),
  ),
  wrapped(
    'counts-the-age-of-the-grid-in-milliseconds',
    'PR2-B-10',
    'wrong unit',
    says('GridStatus', (d) => ({ ...d, sinceS: d.sinceS * 1000 })),
  ),
  wrapped(
    'denies-a-grid-that-is-there',
    'PR2-B-02',
    'hard-coded constant',
    says('IsolationStatus', (d) => ({ ...d, gridPresent: false })),
  ),
  wrapped(
    'tells-a-live-home-as-dead',
    'PR2-B-02',
    'hard-coded constant',
    says('IsolationStatus', (d) => ({ ...d, premisesV: 0 })),
  ),
  wrapped(
    'tells-of-a-dead-bus-that-it-cannot-see',
    'PR2-B-02',
    'lies in its readings',
    says('IsolationStatus', (d) => {
      const open = d.evidence.some((e) => e.kind === 'AUX_CONTACT' && e.indicates === 'OPEN');
      return open ? { ...sign(d, 'DEAD_BUS', 'OPEN'), position: 'OPEN' } : d;
    }),
  ),
  wrapped(
    'takes-its-own-supply-for-the-grid',
    'PR2-B-02',
    'lies in its readings',
    says('IsolationStatus', (d) => ((d.premisesV ?? 0) > 24 ? sign(d, 'DEAD_BUS', 'CLOSED') : d)),
  ),
  wrapped('dates-its-reports-by-the-first-of-them', 'PR2-B-05', 'stale data', {
    emit: (m, memory): readonly Message[] => {
      if (m.type !== 'pr2.IsolationStatus.v1' || !isOwn(m)) return [m];
      const asOf = (memory['asOf'] ??= m.data.asOf) as string;
      return [{ ...m, data: { ...m.data, asOf } }];
    },
  }),
  wrapped(
    'reports-the-switch-of-the-neighbour',
    'PR2-B-06',
    'hard-coded constant',
    says('IsolationStatus', (d) => ({ ...d, switchId: 'switch-1' })),
  ),
  wrapped(
    'calls-a-manual-switch-automated',
    'PR2-B-06',
    'hard-coded constant',
    says('IsolationStatus', (d) => ({ ...d, type: 'AUTO' })),
  ),
];
