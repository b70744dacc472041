/** An ESCI that says what it has said once more, as something new (PR2-X-09, A-12). Its numbers have no gap. */
import { nameOf, type Message, type MessageName } from '../../../schemas';
import { createEsci } from '../../esci';
import type { Fault } from '../fault';
import { countedAnew } from '../late';
import { otherId } from '../telling';
import { isOwn, made } from './make';

/** Each message of this kind is followed by one of its own that says the same, or by what `change` makes of it. */
function followedBy(
  name: string,
  breaks: string,
  kind: MessageName,
  change: (m: Message) => Message = (m) => m,
): Fault {
  return made(name, breaks, 'doubles', () =>
    countedAnew(() => createEsci(), {
      emit: (m, memory) => {
        if (!isOwn(m) || nameOf(m.type) !== kind || memory[m.id] !== undefined) return [m];
        memory[m.id] = true;
        return [m, change({ ...m, id: otherId(m.id) })];
      },
    }),
  );
}

export const SAID_TWICE_FAULTS: readonly Fault[] = [
  followedBy('tells-of-each-opt-out-twice', 'PR2-X-09', 'ParticipationNotice'),
  followedBy('reports-every-event-twice', 'PR2-X-09', 'EventReport'),
  followedBy('opens-two-sessions-for-one-cable', 'PR2-A-12', 'ConnectionNotice', (m) =>
    m.type === 'pr2.ConnectionNotice.v1'
      ? { ...m, data: { ...m.data, sessionId: otherId(m.data.sessionId) } }
      : m,
  ),
];
