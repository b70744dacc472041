/** A Utility that does for the first of two PEVs, or for the first of two events, what it owes both. */
import type { Fault } from '../fault';
import { wrapped } from './make';

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
];
