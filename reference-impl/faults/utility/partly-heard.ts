/** A Utility that gets the plain word right, and wrong the second, another's, or one that comes in mid-event. */
import { checkBody, nameOf, type DeliverParams, type Message, type MessageBodies } from '../../../schemas';
import { timeText } from '../../endpoint/identifiers';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, otherId } from '../telling';
import { trustsCredential } from '../trusting';
import { eventIn, idsIn, notesEvents } from './announced';
import { wrapped } from './make';

/** What a customer says of one thing it takes for said of the other as well. */
function takesForSaidOf(
  other: (
    m: Message<'ParticipationNotice'>,
    memory: Memory,
  ) => Partial<MessageBodies['ParticipationNotice']>[],
): Decoration {
  return {
    emit: notesEvents,
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

/** Whether it has somebody at power now, by what the PEVs said. */
const isRunning = (memory: Memory): boolean => memory['atPower'] === true;

/** What was heard, once it is noted whether it says so. */
function notesPower(params: DeliverParams, memory: Memory): Message | null {
  const heard = heardIn(params);
  if (heard?.type === 'pr2.DispatchConfirmation.v1') memory['atPower'] = heard.data.state === 'AT_POWER';
  return heard;
}

export const PARTLY_HEARD_FAULTS: readonly Fault[] = [
  wrapped('lets-a-suspended-pev-finish', 'PR2-G-02', 'ignores', {
    deliver(params, memory) {
      notesPower(params, memory);
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
    emit: notesEvents,
    deliver(params, memory) {
      const heard = notesPower(params, memory);
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
  wrapped(
    'measures-where-the-pev-was-first',
    'PR2-A-14',
    'stale data',
    hears('ConnectionNotice', (d, memory) => ({
      ...d,
      evseId: (memory[String(d.pevId)] ??= d.evseId) as string,
    })),
  ),
  wrapped('hears-of-no-lower-limit-in-mid-event', 'PR2-A-15', 'stale data', {
    deliver(params, memory) {
      const heard = notesPower(params, memory);
      if (heard?.type !== 'pr2.AvailabilityReport.v1') return params;
      const before = Number(memory[heard.data.pevId] ?? 0);
      const maxDischargeW = isRunning(memory)
        ? Math.max(before, heard.data.maxDischargeW)
        : heard.data.maxDischargeW;
      memory[heard.data.pevId] = maxDischargeW;
      return { ...params, message: { ...heard, data: { ...heard.data, maxDischargeW } } };
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
      checkBody('EventReport', d, 'open').findings.length === 0 ? d : { ...d, deliveredWh: -1 },
    ),
  ),
];
