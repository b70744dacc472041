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
  wrapped('knows-no-leap-second', 'PR2-X-03', 'wrong only across a change of date or offset', {
    deliver: (params) => JSON.parse(JSON.stringify(params).replaceAll(':60.', ':61.')) as typeof params,
  }),
];
