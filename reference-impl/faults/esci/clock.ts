/** An ESCI that measures by a clock that somebody sets (PR2-X-03). */
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

export const CLOCK_FAULTS: readonly Fault[] = [
  decides('measures-durations-by-its-clock', 'PR2-X-03', 'wrong only across a change of date or offset', {
    durationsShiftMs: (deltaMs) => -deltaMs,
  }),
  decides('follows-its-clock-the-wrong-way', 'PR2-X-03', 'wrong sign', {
    durationsShiftMs: (deltaMs) => deltaMs,
  }),
  wrapped('closes-its-books-with-the-year', 'PR2-X-03', 'wrong only across a change of date or offset', {
    emit: (m, memory) => {
      const year = m.time.slice(0, 4);
      const began = (memory['year'] ??= year) as string;
      return m.type === 'pr2.EventReport.v1' && year !== began ? [] : [m];
    },
  }),
];
