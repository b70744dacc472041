/** A Utility that does for the first of two PEVs, or for the first of two events, what it owes both. */
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

export const OF_TWO_FAULTS: readonly Fault[] = [
  wrapped('renews-the-first-of-two-alone', 'PR2-X-05', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type === 'pr2.DispatchRequest.v1') {
        memory[m.subject] ??= m.data.dispatchId;
        memory[m.data.dispatchId] = m.data.dischargePowerW;
      }
      if (m.type !== 'pr2.DispatchUpdate.v1') return [m];
      const isFirst = memory[m.subject] === m.data.dispatchId;
      const isRenewal = memory[m.data.dispatchId] === m.data.dischargePowerW;
      memory[m.data.dispatchId] = m.data.dischargePowerW;
      return isFirst || !isRenewal ? [m] : [];
    },
  }),
  wrapped('ends-one-event-of-a-revoked-pev', 'PR2-G-02', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.EventCancel.v1' || m.data.reason !== 'ENROLLMENT') return [m];
      memory[m.destination] ??= m.data.eventId;
      return memory[m.destination] === m.data.eventId ? [m] : [];
    },
  }),
  wrapped('takes-one-senders-rate-for-anothers', 'PR2-X-10', 'right for one and wrong for two at once', {
    deliver: (params) => ({ ...params, link: { ...params.link, peer: 'urn:pr2:esci:anybody' } }),
  }),
  decides('goes-by-priority-before-class', 'PR2-X-06', 'ignores', {
    precedence(newer, older) {
      const [mine, theirs] = [newer.body.priority, older.body.priority];
      if (mine === undefined || theirs === undefined || mine === theirs)
        return conformantUtility.precedence(newer, older);
      return mine > theirs ? 'supersedes' : 'yields';
    },
  }),
];
