/** Utilities that ask earlier or later, oftener, or of others than the reference, within what they may. */
import type { Variant } from '../../faults/fault';
import { conformantUtility } from '../../utility/behaviour';
import { decides } from './make';

export const PLANNING_VARIANTS: readonly Variant[] = [
  decides(
    'asks-at-the-earliest-moment',
    { dispatchLeadS: (availabilityAgeS) => availabilityAgeS - 1 },
    'lead of a command',
  ),
  decides('asks-at-the-very-start', { dispatchLeadS: () => 0 }, 'lead of a command'),
  decides('changes-at-the-earliest-moment', { intervalLeadS: () => 10 }, 'lead of a command'),
  decides('changes-at-the-very-instant', { intervalLeadS: () => 0 }, 'lead of a command'),
  decides('asks-what-is-there-an-hour-ahead', { armLeadS: () => 3600 }),
  decides('asks-what-is-there-well-ahead', { armLeadS: () => 300 }),
  decides('lets-a-command-hold-for-long', { watchdogS: () => 900 }),
  decides('raises-a-request-at-once', { afterReport: (_currentW, allowedW) => allowedW }),
  decides('never-raises-a-request', { afterReport: (currentW, allowedW) => Math.min(currentW, allowedW) }),
  decides('divides-a-total-from-the-other-end', {
    allocate: (fleet, totalW, durationsS) =>
      conformantUtility.allocate(fleet.toReversed(), totalW, durationsS),
  }),
  decides('tries-a-channel-once-more-and-no-oftener', { alertRetries: () => 1 }),
];
