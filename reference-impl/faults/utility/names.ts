/** A Utility with names built in, or with no room for those that it is given. */
import type { Fault } from '../fault';
import { builtIn, cutAt, renames } from '../names';
import { wrapped } from './make';

const CONSTANT = 'hard-coded constant';

export const NAME_FAULTS: readonly Fault[] = [
  wrapped(
    'asks-at-a-built-in-meter',
    'PR2-A-14',
    CONSTANT,
    renames('DispatchRequest', 'meteringPointId', builtIn('meter.e1.evse1')),
  ),
  wrapped(
    'alerts-a-built-in-customer',
    'PR2-A-04',
    CONSTANT,
    renames('CustomerAlert', 'customerId', builtIn('c1')),
  ),
  wrapped(
    'announces-a-built-in-event',
    'PR2-A-01',
    CONSTANT,
    renames('EnergySupplyEvent', 'eventId', builtIn('ev1')),
  ),
  wrapped(
    'has-no-room-for-long-names',
    'PR2-A-14',
    CONSTANT,
    renames('DispatchRequest', 'meteringPointId', cutAt(12)),
  ),
  wrapped(
    'asks-after-a-built-in-pev',
    'PR2-X-02',
    CONSTANT,
    renames('AvailabilityRequest', 'pevId', builtIn('p1')),
  ),
];
