/** A Utility that asks rightly for the plain event, and wrongly for what is other, second, superseded or cut short. */
import type { Message } from '../../../schemas';
import { createUtility } from '../../utility';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { heardIn, otherId, suffers } from '../telling';
import { announced, asksByItsEvent, eventIn, type Event } from './announced';
import { made, wrapped } from './make';

/** A request of all that an event announced. */
function requestFor(event: Event): Pick<Message<'DispatchRequest'>, 'type' | 'subject' | 'data'> {
  const { eventId, start, durationS, intervals, meteringPointId = 'unknown' } = event;
  const asked = { dischargePowerW: intervals[0]?.dischargePowerW ?? 1, start, durationS, meteringPointId };
  const responseClass = event.responseClass;
  const data = {
    dispatchId: eventId,
    eventId,
    revision: 1,
    sink: 'GRID',
    ...asked,
    responseClass,
    validForS: 900,
  } as const;
  return { type: 'pr2.DispatchRequest.v1', subject: eventId, data };
}

export const PARTIAL_FAULTS: readonly Fault[] = [
  wrapped(
    'feeds-the-grid-for-a-load',
    'PR2-G-01',
    'ignores',
    suffers('create-event', (p) => (p.sink === 'LOAD' ? { ...p, sink: 'GRID' } : p)),
  ),
  wrapped(
    'asks-for-the-home-in-an-emergency',
    'PR2-G-01',
    'hard-coded constant',
    asksByItsEvent((d, event) => (event.serviceType === 'EMERGENCY' ? { ...d, sink: 'HOME' } : d)),
  ),
  wrapped('measures-everybody-at-the-first-meter', 'PR2-A-14', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchRequest.v1') return [m];
      const meteringPointId = (memory['meter'] ??= m.data.meteringPointId) as string;
      return [{ ...m, data: { ...m.data, meteringPointId } }];
    },
  }),
  wrapped('asks-from-the-start-whatever-comes-first', 'PR2-A-14', 'ignores', {
    stimulate(s, memory) {
      const [first, second] = s.name === 'create-event' ? (s.params.intervals ?? []) : [];
      if (s.name !== 'create-event' || first?.dischargePowerW !== 0 || second === undefined) return s;
      memory['announced'] = s.params.intervals;
      const intervals = [{ ...first, dischargePowerW: second.dischargePowerW }, second];
      return { ...s, params: { ...s.params, intervals } };
    },
    emit(m, memory) {
      const intervals = memory['announced'] as Event['intervals'] | undefined;
      if (m.type !== 'pr2.EnergySupplyEvent.v1' || intervals === undefined) return [m];
      return [{ ...m, data: { ...m.data, intervals } }];
    },
  }),
  wrapped(
    'asks-for-the-most-from-the-start',
    'PR2-A-14',
    'hard-coded constant',
    asksByItsEvent((d, event) => ({
      ...d,
      dischargePowerW: Math.max(d.dischargePowerW, ...event.intervals.map((i) => i.dischargePowerW)),
    })),
  ),
  wrapped('cancels-at-those-who-agreed-alone', 'PR2-A-24', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.EventResponse.v1') memory[heard.source] = heard.data.decision;
      return params;
    },
    emit: (m, memory) =>
      m.type === 'pr2.EventCancel.v1' && !['OPT_IN', 'PARTIAL'].includes(String(memory[m.destination]))
        ? []
        : [m],
  }),
  made('replaces-the-first-to-leave-alone', 'PR2-X-13', 'right for one and wrong for two at once', () => {
    let most = 0;
    let last: Readonly<Record<string, readonly number[]>> = {};
    return createUtility({
      allocate: (fleet, totalW, durationsS) => {
        most = Math.max(most, fleet.length);
        const plan = conformantUtility.allocate(fleet, totalW, durationsS);
        if (fleet.length < most - 1) {
          const capped = Object.entries(plan.powersW).map(([id, w]) => [
            id,
            w.map((x, k) => Math.min(x, last[id]?.[k] ?? x)),
          ]);
          return { ...plan, powersW: Object.fromEntries(capped) as typeof plan.powersW };
        }
        last = plan.powersW;
        return plan;
      },
    });
  }),
  wrapped(
    'supersedes-for-all-its-pevs',
    'PR2-X-13',
    'right for one and wrong for two at once',
    suffers('create-event', (p, memory) => {
      const targets = [...((memory['targets'] ?? []) as Event['targets']), ...(p.targets ?? [])];
      memory['targets'] = targets;
      const each = [...new Map(targets.map((t) => [t.pevId, t])).values()];
      return p.serviceType === 'EMERGENCY' ? { ...p, targets: each } : p;
    }),
  ),
  wrapped('takes-up-again-what-was-superseded', 'PR2-X-06', 'flaps', {
    emit(m, memory) {
      announced(m, memory);
      if (m.type !== 'pr2.EventCancel.v1') return [m];
      if (m.data.reason === 'SUPERSEDED') memory['off'] = m.data.eventId;
      const event = eventIn(memory, String(memory['off']));
      if (event === undefined || m.data.eventId === event.eventId) return [m];
      return [m, { ...m, id: otherId(m.id), seq: m.seq + 1, ...requestFor(event) }];
    },
  }),
];
