/** A Utility that does for the first of two PEVs, or for the first of two events, what it owes both. */
import type { MessageBodies } from '../../../schemas';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { announced, eventIn, idsIn, type Event } from './announced';
import { decides, wrapped } from './make';

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
  wrapped('forgets-the-first-of-two-events', 'PR2-A-14', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type === 'pr2.EnergySupplyEvent.v1') memory[m.destination] = m.data.eventId;
      if (m.type !== 'pr2.DispatchRequest.v1' && m.type !== 'pr2.DispatchUpdate.v1') return [m];
      return memory[m.destination] === m.subject ? [m] : [];
    },
  }),
  wrapped('ends-one-event-of-a-revoked-pev', 'PR2-G-02', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.EventCancel.v1' || m.data.reason !== 'ENROLLMENT') return [m];
      memory[m.destination] ??= m.data.eventId;
      return memory[m.destination] === m.data.eventId ? [m] : [];
    },
  }),
  wrapped('takes-one-senders-rate-for-anothers', 'PR2-X-10', 'right for one and wrong for two at once', {
    deliver: (params) => ({ ...params, link: { ...params.link, peer: 'urn:pr2:esci:anybody' } }),
  }),
  wrapped('counts-the-battery-for-each-event', 'PR2-A-15', 'right for one and wrong for two at once', {
    emit(m, memory) {
      announced(m, memory);
      if (m.type !== 'pr2.DispatchRequest.v1') return [m];
      const event = eventIn(memory, m.data.eventId);
      const others = idsIn(memory).filter((id) => id !== m.data.eventId);
      const shares = others.some((id) => overlap(event, eventIn(memory, id)));
      const dischargePowerW = event?.intervals[0]?.dischargePowerW;
      return shares && dischargePowerW !== undefined ? [{ ...m, data: { ...m.data, dischargePowerW } }] : [m];
    },
  }),
  wrapped('calls-off-only-at-who-has-answered', 'PR2-A-24', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.EventResponse.v1') memory[heard.source] = true;
      return params;
    },
    emit: (m, memory) => (m.type !== 'pr2.EventCancel.v1' || memory[m.destination] === true ? [m] : []),
  }),
  decides('rounds-what-is-left-up-to-a-hundred-watts', 'PR2-A-15', 'off by one unit', {
    plan: (stretches, available) =>
      conformantUtility
        .plan(stretches, available)
        .map((w, i) => Math.min(Math.ceil(w / 100) * 100, stretches[i]?.wantedW ?? w, available.maxW)),
  }),
  wrapped('leaves-out-who-cannot-be-told', 'PR2-A-03', 'right for one and wrong for two at once', {
    start(params, memory) {
      const { notificationPreferences = [], enrollments = [] } = params.state as Known;
      const open = notificationPreferences.filter((p) => p.channels.some((c) => c.enabled));
      memory['told'] = enrollments
        .filter((e) => open.some((p) => p.customerId === e.customerId))
        .map((e) => `urn:pr2:pev:${e.pevId}`);
      return params;
    },
    emit(m, memory) {
      const told = memory['told'] as string[];
      const isLeftOut = m.type === 'pr2.EnergySupplyEvent.v1' && !told.includes(m.destination);
      return isLeftOut && told.length > 0 ? [] : [m];
    },
  }),
  decides('goes-by-priority-before-class', 'PR2-X-06', 'ignores', {
    precedence(newer, older) {
      const [mine, theirs] = [newer.body.priority, older.body.priority];
      if (mine === undefined || theirs === undefined || mine === theirs)
        return conformantUtility.precedence(newer, older);
      return mine > theirs ? 'supersedes' : 'yields';
    },
  }),
];

/** What a Utility is started with of customers and their PEVs. */
interface Known {
  readonly notificationPreferences?: readonly Pick<
    MessageBodies['NotificationPreference'],
    'customerId' | 'channels'
  >[];
  readonly enrollments?: readonly Pick<MessageBodies['EnrollmentRecord'], 'customerId' | 'pevId'>[];
}

/** Whether two events have a time in common. */
function overlap(one: Event | undefined, other: Event | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [from, otherFrom] = [Date.parse(one.start), Date.parse(other.start)];
  return from < otherFrom + other.durationS * 1000 && otherFrom < from + one.durationS * 1000;
}
