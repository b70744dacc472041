/** A Utility that gets the plain event right, and wrong what is second, other, refused, suspended or cut short. */
import { nameOf, type DeliverParams, type Message, type MessageBodies } from '../../../schemas';
import { timeText } from '../../endpoint/identifiers';
import { createUtility } from '../../utility';
import { conformantUtility } from '../../utility/behaviour';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, otherId, suffers } from '../telling';
import { trustsCredential } from '../trusting';
import { made, wrapped } from './make';

type Event = MessageBodies['EnergySupplyEvent'];

/** Remembers each event as it was announced last, and to whom. */
function announced(m: Message, memory: Memory): void {
  if (m.type !== 'pr2.EnergySupplyEvent.v1') return;
  memory[m.data.eventId] = m.data;
  memory['order'] = [...new Set([...idsIn(memory), m.data.eventId])];
}

const idsIn = (memory: Memory): string[] => (memory['order'] ?? []) as string[];
const eventIn = (memory: Memory, eventId: string): Event | undefined => memory[eventId] as Event | undefined;

/** Requests written otherwise by the event that they are for. */
function asksByItsEvent(
  change: (d: MessageBodies['DispatchRequest'], event: Event) => MessageBodies['DispatchRequest'],
): Decoration {
  return {
    emit(m, memory) {
      announced(m, memory);
      const event = m.type === 'pr2.DispatchRequest.v1' ? eventIn(memory, m.data.eventId) : undefined;
      if (m.type !== 'pr2.DispatchRequest.v1' || event === undefined) return [m];
      return [{ ...m, data: change(m.data, event) }];
    },
  };
}

/** What a customer says of one thing it takes for said of the other as well. */
function takesForSaidOf(
  other: (
    m: Message<'ParticipationNotice'>,
    memory: Memory,
  ) => Partial<MessageBodies['ParticipationNotice']>[],
): Decoration {
  return {
    emit(m, memory) {
      announced(m, memory);
      return [m];
    },
    imagines(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.ParticipationNotice.v1') return [];
      return other(heard, memory).map((of): DeliverParams => {
        const data = { ...heard.data, ...of };
        const source = `urn:pr2:pev:${data.pevId}`;
        return {
          ...params,
          message: { ...heard, id: otherId(heard.id), source, subject: data.eventId, data },
        };
      });
    },
  };
}

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

/** The members of an M19. */
const REPORT_MEMBERS =
  'pevId eventId outcome quality reason requestedWh deliveredWh participation startRegister endRegister deviations responseTimes'.split(
    ' ',
  );

/** Whom it has at power now, by what the PEVs said. */
const isRunning = (memory: Memory): boolean => memory['atPower'] === true;

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
  wrapped('lets-a-suspended-pev-finish', 'PR2-G-02', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchConfirmation.v1') memory['atPower'] = heard.data.state === 'AT_POWER';
      return params;
    },
    stimulate: (s, memory) =>
      s.name === 'revoke-enrollment' && s.params.status === 'SUSPENDED' && isRunning(memory) ? null : s,
  }),
  wrapped(
    'takes-a-limit-for-an-opt-out',
    'PR2-A-10',
    'ignores',
    hears('ParticipationNotice', (d) => (d.action === 'OVERRIDE' ? { ...d, action: 'OPT_OUT' } : d)),
  ),
  wrapped('lets-nobody-out-of-a-running-emergency', 'PR2-A-14', 'ignores', {
    emit(m, memory) {
      announced(m, memory);
      return [m];
    },
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchConfirmation.v1') memory['atPower'] = heard.data.state === 'AT_POWER';
      if (heard?.type !== 'pr2.ParticipationNotice.v1' || !isRunning(memory)) return params;
      if (eventIn(memory, heard.data.eventId)?.noticeClass !== 'EMERGENCY') return params;
      return {
        ...params,
        message: { ...heard, data: { ...heard.data, eventId: `no-${heard.data.eventId}` } },
      };
    },
  }),
  wrapped(
    'takes-the-first-word-for-the-last',
    'PR2-A-14',
    'stale data',
    hears('ParticipationNotice', (d, memory) => {
      const action = (memory[`${d.pevId} ${d.eventId}`] ??= d.action) as typeof d.action;
      return { ...d, action };
    }),
  ),
  wrapped(
    'goes-by-the-word-that-comes-last',
    'PR2-A-14',
    'stale data',
    hears('ParticipationNotice', (d, memory) => {
      const lastMs = Math.max(Number(memory[d.pevId] ?? 0) + 1, Date.parse(d.sourceTime));
      memory[d.pevId] = lastMs;
      return { ...d, sourceTime: timeText(lastMs) };
    }),
  ),
  wrapped(
    'knows-the-first-session-alone',
    'PR2-A-14',
    'right for one and wrong for two at once',
    hears('AvailabilityReport', (d, memory) =>
      (memory[d.pevId] ??= d.sessionId) === d.sessionId
        ? d
        : { ...d, availableEnergyWh: 0, maxDischargeW: 0 },
    ),
  ),
  wrapped(
    'takes-a-stop-for-every-event',
    'PR2-A-14',
    'right for one and wrong for two at once',
    takesForSaidOf((m, memory) =>
      idsIn(memory)
        .filter((eventId) => eventId !== m.data.eventId)
        .slice(0, 1)
        .map((eventId) => ({ eventId })),
    ),
  ),
  wrapped(
    'takes-one-pev-for-all-of-the-customer',
    'PR2-A-14',
    'right for one and wrong for two at once',
    takesForSaidOf((m, memory) =>
      (eventIn(memory, m.data.eventId)?.targets ?? [])
        .filter(({ pevId }) => pevId !== m.data.pevId)
        .slice(0, 1)
        .map(({ pevId }) => ({ pevId })),
    ),
  ),
  wrapped('measures-everybody-at-the-first-meter', 'PR2-A-14', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchRequest.v1') return [m];
      const meteringPointId = (memory['meter'] ??= m.data.meteringPointId) as string;
      return [{ ...m, data: { ...m.data, meteringPointId } }];
    },
  }),
  wrapped(
    'measures-where-the-pev-was-first',
    'PR2-A-14',
    'stale data',
    hears('ConnectionNotice', (d, memory) => ({
      ...d,
      evseId: (memory[String(d.pevId)] ??= d.evseId) as string,
    })),
  ),
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
  wrapped('hears-of-no-lower-limit-in-mid-event', 'PR2-A-15', 'stale data', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchConfirmation.v1') memory['atPower'] = heard.data.state === 'AT_POWER';
      if (heard?.type !== 'pr2.AvailabilityReport.v1') return params;
      const before = Number(memory[heard.data.pevId] ?? 0);
      const maxDischargeW = isRunning(memory)
        ? Math.max(before, heard.data.maxDischargeW)
        : heard.data.maxDischargeW;
      memory[heard.data.pevId] = maxDischargeW;
      return { ...params, message: { ...heard, data: { ...heard.data, maxDischargeW } } };
    },
  }),
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
  wrapped('renews-nothing-after-a-refused-change', 'PR2-X-05', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchResponse.v1' && heard.data.status === 'REJECTED')
        memory[heard.data.dispatchId] = true;
      return params;
    },
    emit: (m, memory) =>
      m.type === 'pr2.DispatchUpdate.v1' && memory[m.data.dispatchId] === true ? [] : [m],
  }),
  wrapped('takes-reports-on-an-expired-credential', 'PR2-X-01', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      const isReport = heard !== null && nameOf(heard.type) === 'EventReport';
      return isReport ? (trustsCredential('expired').deliver?.(params, memory) ?? params) : params;
    },
  }),
  wrapped(
    'refuses-reports-with-more-in-them',
    'PR2-X-08',
    'ignores',
    hears('EventReport', (d) =>
      Object.keys(d).every((key) => REPORT_MEMBERS.includes(key)) ? d : { ...d, deliveredWh: -1 },
    ),
  ),
];
