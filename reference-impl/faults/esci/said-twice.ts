/** An ESCI that says what it has said once more, as something new (PR2-X-09, A-12). */
import type { Fault } from '../fault';
import { doubles, otherId } from '../telling';
import { counted, isOwn, OWN } from './make';

export const SAID_TWICE_FAULTS: readonly Fault[] = [
  counted('tells-of-each-opt-out-twice', 'PR2-X-09', 'doubles', doubles('ParticipationNotice', OWN)),
  counted('reports-every-event-twice', 'PR2-X-09', 'doubles', doubles('EventReport', OWN)),
  counted('opens-two-sessions-for-one-cable', 'PR2-A-12', 'doubles', {
    emit: (m) => {
      if (!isOwn(m) || m.type !== 'pr2.ConnectionNotice.v1') return [m];
      const data = { ...m.data, sessionId: otherId(m.data.sessionId) };
      return [m, { ...m, id: otherId(m.id), data }];
    },
  }),
];
