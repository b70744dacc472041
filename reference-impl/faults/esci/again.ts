/** An ESCI that is right once, and wrong the next time: after a restart, in the second event, outage or connection. */
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { EsciState } from '../../esci/state';
import type { Memory } from '../decorate';
import type { Fault } from '../fault';
import { suffers } from '../telling';
import { decides, isOwn, made, wrapped } from './make';

/** A part of its state that it does not find again after a restart. */
function forgets(name: string, breaks: string, spoil: (state: EsciState) => void): Fault {
  return wrapped(name, breaks, 'forgets after restart', {
    restore: (state) => spoil(state as unknown as EsciState),
  });
}

/** What was so the first time: kept in the memory, and given ever after. */
function first<T>(memory: Memory, key: string, value: T): T {
  memory[key] ??= value;
  return memory[key] as T;
}

/** How many different messages there were under that key, this one included. */
function countOf(memory: Memory, key: string, id: string): number {
  const known = (memory[key] ??= []) as string[];
  if (!known.includes(id)) known.push(id);
  return known.indexOf(id) + 1;
}

export const AGAIN_FAULTS: readonly Fault[] = [
  forgets('forgets-its-preferences-at-a-restart', 'PR2-A-08', (s) => (s.preferences = {})),
  forgets('forgets-its-answers-at-a-restart', 'PR2-X-02', (s) => (s.endpoint.answered = {})),
  forgets('forgets-a-cancel-at-a-restart', 'PR2-X-12', (s) => {
    for (const event of Object.values(s.events)) event.cancelledAtMs = null;
  }),
  forgets('reports-anew-after-a-restart', 'PR2-X-12', (s) => {
    for (const event of Object.values(s.events))
      if (event.reported) Object.assign(event, { reported: false, reportAtMs: 0 });
  }),
  forgets('forgets-what-it-has-to-say-of-a-cable', 'PR2-A-21', (s) => {
    s.endpoint.awaiting = s.endpoint.awaiting.filter((a) => a.message.type !== 'pr2.TerminationNotice.v1');
  }),
  forgets('forgets-the-words-it-was-given-at-a-restart', 'PR2-B-07', (s) => (s.island.usedTokens = [])),
  wrapped('keeps-one-event-for-a-pev-that-is-away', 'PR2-A-01', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (m.type === 'pr2.ConnectionNotice.v1') memory['events'] = [];
      const second = m.type === 'pr2.EnergySupplyEvent.v1' && countOf(memory, 'events', m.id) > 1;
      return second && memory['events'] !== undefined ? [] : [m];
    },
  }),
  wrapped('gives-a-pev-up-in-words-only-once', 'PR2-A-07', 'acts but does not answer', {
    emit: (m, memory) =>
      m.type === 'pr2.Receipt.v1' && m.data.code === 'E_TIMEOUT' && countOf(memory, 'given up', m.id) > 1
        ? []
        : [m],
  }),
  wrapped('names-the-first-cordset-for-ever', 'PR2-A-12', 'stale data', {
    emit: (m, memory) =>
      m.type === 'pr2.ConnectionNotice.v1'
        ? [{ ...m, data: { ...m.data, cordsetA: first(memory, m.data.evseId, m.data.cordsetA) } }]
        : [m],
  }),
  wrapped('keeps-one-session-for-a-socket', 'PR2-A-12', 'hard-coded constant', {
    emit: (m, memory) =>
      m.type === 'pr2.ConnectionNotice.v1'
        ? [{ ...m, data: { ...m.data, sessionId: first(memory, m.data.evseId, m.data.sessionId) } }]
        : [m],
  }),
  wrapped('derates-once', 'PR2-A-13', 'ignores', {
    stimulate: (s, memory) => {
      if (s.name !== 'derate') return s;
      return countOf(memory, 'deratings', `${s.params.maxW}`) > 1 ? null : s;
    },
  }),
  wrapped('tells-of-one-opt-out', 'PR2-A-11', 'acts but does not answer', {
    emit: (m, memory) =>
      isOwn(m) &&
      m.type === 'pr2.ParticipationNotice.v1' &&
      m.data.action === 'OPT_OUT' &&
      countOf(memory, m.destination, m.id) > 1
        ? []
        : [m],
  }),
  wrapped('carries-deviations-over-to-the-next-event', 'PR2-A-10', 'stale data', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const deviations = first(memory, 'deviations', m.data.deviations);
      return [{ ...m, data: { ...m.data, deviations } }];
    },
  }),
  wrapped('estimates-ever-after', 'PR2-A-10', 'flaps', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      if (m.data.quality === 'ESTIMATED') memory['estimated'] = true;
      const quality = memory['estimated'] === true ? 'ESTIMATED' : m.data.quality;
      return [{ ...m, data: { ...m.data, quality } }];
    },
  }),
  made('was-commissioned-once', 'PR2-B-01', 'stale data', () => {
    let once = false;
    return createEsci({
      isCommissioned: (...of) => (once ||= conformantEsci.isCommissioned(...of)),
    });
  }),
  decides('forgives-a-trip-when-the-grid-is-back', 'PR2-B-02', 'flaps', {
    nextPhase: (facts) =>
      facts.phase === 'TRIPPED' && facts.grid === 'IN_RANGE' && facts.closed && facts.generation === null
        ? 'GRID'
        : conformantEsci.nextPhase(facts),
  }),
  wrapped('refers-to-the-proof-of-the-first-outage', 'PR2-B-05', 'stale data', {
    emit: (m, memory) =>
      m.type === 'pr2.EmergencyGenerationRequest.v1'
        ? [{ ...m, data: { ...m.data, isolationRef: first(memory, 'proof', m.data.isolationRef) } }]
        : [m],
  }),
  wrapped('asks-anew-instead-of-again', 'PR2-B-05', 'doubles', {
    emit: (m) =>
      m.type === 'pr2.EmergencyGenerationRequest.v1' && m.viatime !== undefined
        ? [
            {
              ...m,
              id: `${m.id.slice(0, -1)}0`,
              data: { ...m.data, requestId: `${m.data.requestId.slice(0, -1)}0` },
            },
          ]
        : [m],
  }),
  made('takes-a-word-into-the-next-outage', 'PR2-B-07', 'stale data', () => {
    let givenMs: number | null = null;
    return createEsci({
      isAttested: (attestation, atMs, validMs) => {
        givenMs = attestation?.atMs ?? givenMs;
        return givenMs !== null && atMs >= givenMs && atMs - givenMs <= validMs;
      },
    });
  }),
  made('stays-an-island-for-ever', 'PR2-B-10', 'stale data', () => {
    let ever = false;
    return createEsci({
      refusesDispatch: (facts) =>
        conformantEsci.refusesDispatch({ ...facts, islanded: (ever ||= facts.islanded) }),
      nextPhase: (facts) => {
        ever ||= facts.phase !== 'GRID';
        return conformantEsci.nextPhase(facts);
      },
    });
  }),
  wrapped('never-tells-that-the-switch-has-closed', 'PR2-B-10', 'ignores', {
    emit: (m) => (m.type === 'pr2.IsolationStatus.v1' && m.data.position === 'CLOSED' ? [] : [m]),
  }),
  wrapped(
    'keeps-its-session-over-a-bounce',
    'PR2-A-12',
    'ignores',
    suffers('bounce', () => null),
  ),
];
