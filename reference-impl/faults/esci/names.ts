/** An ESCI with names built in, or with no room for those that it is given. */
import type { Fault } from '../fault';
import { builtIn, cutAt, renames } from '../names';
import { wrapped } from './make';

const CONSTANT = 'hard-coded constant';

export const NAME_FAULTS: readonly Fault[] = [
  wrapped(
    'connects-a-built-in-pev',
    'PR2-A-12',
    CONSTANT,
    renames('ConnectionNotice', 'pevId', builtIn('p1')),
  ),
  wrapped(
    'settles-a-built-in-event',
    'PR2-A-10',
    CONSTANT,
    renames('EventReport', 'eventId', builtIn('ev1')),
  ),
  wrapped('has-no-room-for-long-names', 'PR2-A-10', CONSTANT, renames('EventReport', 'eventId', cutAt(12))),
  wrapped('settles-for-a-built-in-pev', 'PR2-A-10', CONSTANT, renames('EventReport', 'pevId', builtIn('p1'))),
];
