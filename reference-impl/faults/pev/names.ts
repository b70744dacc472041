/** A PEV with names built in, or with no room for those that it is given. */
import type { Fault } from '../fault';
import { builtIn, cutAt, renames } from '../names';
import { heardIn } from '../telling';
import { wrapped } from './make';

const CONSTANT = 'hard-coded constant';

export const NAME_FAULTS: readonly Fault[] = [
  wrapped('names-itself-as-the-conversation', 'PR2-X-02', CONSTANT, {
    emit: (m) => [m.correlationid === undefined ? { ...m, subject: m.source.slice(-64) } : m],
  }),
  wrapped('answers-for-any-pev', 'PR2-A-07', 'ignores', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.AvailabilityRequest.v1') return params;
      const pevId = heard.destination.replace('urn:pr2:pev:', '');
      return { ...params, message: { ...heard, data: { ...heard.data, pevId } } };
    },
  }),
  wrapped(
    'answers-for-a-built-in-event',
    'PR2-A-08',
    CONSTANT,
    renames('EventResponse', 'eventId', builtIn('ev1')),
  ),
  wrapped(
    'confirms-a-built-in-dispatch',
    'PR2-A-18',
    CONSTANT,
    renames('DispatchConfirmation', 'dispatchId', builtIn('ev1-d1')),
  ),
  wrapped('has-no-room-for-long-names', 'PR2-A-08', CONSTANT, renames('EventResponse', 'eventId', cutAt(12))),
  wrapped(
    'reports-for-a-built-in-pev',
    'PR2-A-06',
    CONSTANT,
    renames('AvailabilityReport', 'pevId', builtIn('p1')),
  ),
  wrapped(
    'confirms-in-small-letters',
    'PR2-A-18',
    CONSTANT,
    renames('DispatchConfirmation', 'dispatchId', (id) => id.toLowerCase()),
  ),
];
