/** Utilities that say more than the reference, oftener, later, or to fewer. */
import type { Message, MessageBodies } from '../../../schemas';
import type { Variant } from '../../faults/fault';
import { decorated, type Decoration } from '../../faults/decorate';
import { countedAnew, speakingLate } from '../../faults/late';
import { hears, otherId } from '../../faults/telling';
import { around, wrapped } from './make';

/** What a cancel calls off stands by first: a change to 0 W goes out just before it. */
const standsByFirst: Decoration = {
  emit(m, memory) {
    if (m.type === 'pr2.DispatchRequest.v1') memory[`${m.destination} ${m.subject}`] = m.data;
    if (m.type === 'pr2.DispatchUpdate.v1') memory[m.data.dispatchId] = m.data.revision;
    const asked = memory[`${m.destination} ${m.subject}`] as MessageBodies['DispatchRequest'] | undefined;
    if (m.type !== 'pr2.EventCancel.v1' || asked === undefined || memory[m.id] === true) return [m];
    memory[m.id] = true;
    const { dispatchId, validForS } = asked;
    const revision = ((memory[dispatchId] ?? asked.revision) as number) + 1;
    const data = { dispatchId, revision, dischargePowerW: 0, validForS };
    return [{ ...m, id: otherId(m.id), type: 'pr2.DispatchUpdate.v1', data } as unknown as Message, m];
  },
};

/** Before each event its ESCI is told once more who is enrolled. */
const enrollsOnceMore: Decoration = {
  emit(m, memory) {
    if (m.type === 'pr2.EnrollmentRecord.v1') memory[`urn:pr2:pev:${m.data.pevId}`] = m;
    const record = memory[m.destination] as Message | undefined;
    if (m.type !== 'pr2.EnergySupplyEvent.v1' || record === undefined || memory[m.id] === true) return [m];
    memory[m.id] = true;
    return [{ ...record, id: otherId(m.id), time: m.time }, m];
  },
};

export const OFTENER_VARIANTS: readonly Variant[] = [
  around('renews-every-ten-seconds', ['lead of a command'], (make) =>
    decorated(make, {
      start: (p) => ({ ...p, state: { ...p.state, refreshS: 10 } }) as typeof p,
    }),
  ),
  around('takes-four-seconds-over-alerts-and-enrollments', ['time to speak'], (make) =>
    speakingLate(make, (m) =>
      m.type === 'pr2.CustomerAlert.v1' || m.type === 'pr2.EnrollmentRecord.v1' ? 4000 : 0,
    ),
  ),
  around('lets-stand-by-what-it-calls-off', ['time to speak'], (make) => countedAnew(make, standsByFirst)),
  around('publishes-enrollments-with-each-event', ['time to speak'], (make) =>
    countedAnew(make, enrollsOnceMore),
  ),
  wrapped('counts-its-messages-from-a-thousand', { emit: (m) => [{ ...m, seq: m.seq + 1000 }] }),
  wrapped(
    'gives-up-whoever-refuses',
    hears('DispatchResponse', ({ counterOffer: _offer, ...d }) =>
      d.status === 'REJECTED' ? { ...d, code: 'E_INTERNAL' } : d,
    ),
  ),
];
