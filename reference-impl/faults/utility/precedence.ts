/** A Utility that does not know who goes first (PR2-X-06). */
import { precedence } from '../../utility/precedence';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

export const PRECEDENCE_FAULTS: readonly Fault[] = [
  decides('lets-all-events-share', 'PR2-X-06', 'ignores', { precedence: () => 'shares' }),
  decides('lets-the-newest-event-win', 'PR2-X-06', 'ignores', { precedence: () => 'supersedes' }),
  decides('reads-priorities-the-wrong-way', 'PR2-X-06', 'wrong sign', {
    precedence: (newer, older) => {
      const [p, q] = [newer.body.priority, older.body.priority];
      if (p === undefined || q === undefined || p === q) return precedence(newer, older);
      return p < q ? 'supersedes' : 'yields';
    },
  }),
  wrapped('supersedes-without-a-word', 'PR2-X-06', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.EventCancel.v1' && m.data.reason === 'SUPERSEDED' ? [] : [m]),
  }),
  wrapped('calls-a-superseded-event-abated', 'PR2-X-06', 'hard-coded constant', {
    emit: (m) => (m.type === 'pr2.EventCancel.v1' ? [{ ...m, data: { ...m.data, reason: 'ABATED' } }] : [m]),
  }),
];
