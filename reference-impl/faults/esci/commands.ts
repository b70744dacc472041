/** An ESCI that is wrong about commands, questions and reports that pass through it (PR2-A-06, A-07, A-14, A-19). */
import { nameOf, type DeliverParams, type Message, type MessageName } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci, type EsciBehaviour } from '../../esci/behaviour';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, keepsBack, otherId } from '../telling';
import { decides, isOwn, made, OWN, wrapped } from './make';

/** Changes one kind of message on its way. */
const relaysOther =
  (name: MessageName, change: (message: Message) => Message): EsciBehaviour['relays'] =>
  (message, urn, wallTime) =>
    conformantEsci.relays(message, urn, wallTime).map((m) => (nameOf(m.type) === name ? change(m) : m));

const withData = (message: Message, members: object): Message =>
  ({ ...message, data: { ...message.data, ...members } }) as Message;

/** Says the last change of a dispatch once more, as if it were new, whenever such a message comes. */
function renewsUpon(name: MessageName): Decoration {
  return {
    deliver: (params, memory) => {
      if (heardIn(params)?.type === 'pr2.DispatchUpdate.v1') memory['command'] = params;
      return params;
    },
    imagines: (params, memory) => {
      const command = memory['command'] as DeliverParams | undefined;
      const old = command === undefined ? null : (heardIn(command) as Message<'DispatchUpdate'> | null);
      if (command === undefined || old === null || heardIn(params)?.type !== `pr2.${name}.v1`) return [];
      const data = { ...old.data, revision: old.data.revision + 1 };
      const message = { ...old, id: otherId(old.id), seq: old.seq + 1, data };
      const renewed = { ...command, at: params.at, message } as DeliverParams;
      memory['command'] = renewed;
      return [renewed];
    },
  };
}

const COMMANDS: readonly string[] = ['DispatchRequest', 'DispatchUpdate', 'DispatchResponse'];

export const COMMAND_FAULTS: readonly Fault[] = [
  decides('asks-the-pev-for-a-watt-less', 'PR2-A-14', 'off by one unit', {
    relays: relaysOther('DispatchRequest', (m) =>
      withData(m, { dischargePowerW: (m as Message<'DispatchRequest'>).data.dischargePowerW - 1 }),
    ),
  }),
  decides('names-its-own-meter-in-every-request', 'PR2-A-14', 'hard-coded constant', {
    relays: relaysOther('DispatchRequest', (m) => withData(m, { meteringPointId: 'main-meter' })),
  }),
  wrapped('swallows-requests', 'PR2-A-14', 'acts but does not answer', keepsBack('DispatchRequest')),
  decides('keeps-a-request-for-a-pev-that-is-gone', 'PR2-A-14', 'stale data', {
    refusesDispatch: (f) => (f.session === null ? null : conformantEsci.refusesDispatch(f)),
    refusesAbsent: (name, knows) =>
      name === 'DispatchRequest' ? null : conformantEsci.refusesAbsent(name, knows),
  }),
  decides('sends-requests-in-kilowatts', 'PR2-A-14', 'wrong unit', {
    relays: relaysOther('DispatchRequest', (m) =>
      withData(m, {
        dischargePowerW: Math.round((m as Message<'DispatchRequest'>).data.dischargePowerW / 1000),
      }),
    ),
  }),
  decides('counts-the-messages-that-it-passes-on', 'PR2-A-14', 'hard-coded constant', {
    relays: relaysOther('DispatchRequest', (m) => ({ ...m, seq: m.seq + 1 })),
  }),

  decides('takes-three-seconds-for-every-command', 'PR2-A-19', 'late by a little', {
    relayDelayMs: (m) => (COMMANDS.includes(nameOf(m.type) ?? '') ? 3_000 : 0),
  }),
  decides('takes-twelve-seconds-for-every-answer', 'PR2-A-19', 'late by a little', {
    relayDelayMs: (m) => (nameOf(m.type) === 'DispatchResponse' ? 12_000 : 0),
  }),
  decides('takes-a-second-for-every-change', 'PR2-A-19', 'late by a little', {
    relayDelayMs: (m) => (nameOf(m.type) === 'DispatchUpdate' ? 1_100 : 0),
  }),
  wrapped('loses-every-fifth-change', 'PR2-A-19', 'flaps', {
    emit: (m, memory) => {
      if (nameOf(m.type) !== 'DispatchUpdate') return [m];
      memory['count'] = ((memory['count'] as number) ?? 0) + 1;
      return (memory['count'] as number) % 5 === 0 ? [] : [m];
    },
  }),
  wrapped('lets-a-change-wait-for-the-next', 'PR2-A-19', 'reorders', {
    emit: (m, memory) => {
      if (nameOf(m.type) !== 'DispatchUpdate') return [m];
      const held = memory['held'] as Message | undefined;
      memory['held'] = m;
      return held === undefined ? [] : [held];
    },
  }),

  decides('makes-commands-hold-for-longer', 'PR2-X-05', 'hard-coded constant', {
    relays: relaysOther('DispatchUpdate', (m) => withData(m, { validForS: 900 })),
  }),
  wrapped('renews-while-the-pev-reports', 'PR2-X-05', 'stale data', renewsUpon('EnergyTelemetry')),
  wrapped('takes-a-receipt-for-a-renewal', 'PR2-X-05', 'hard-coded constant', renewsUpon('Receipt')),

  decides('passes-on-only-what-is-something', 'PR2-A-06', 'ignores', {
    relays: (m, urn, wallTime) =>
      nameOf(m.type) === 'AvailabilityReport' &&
      (m as Message<'AvailabilityReport'>).data.availableEnergyWh === 0
        ? []
        : conformantEsci.relays(m, urn, wallTime),
  }),
  decides('passes-a-report-on-after-a-quarter-of-a-minute', 'PR2-A-06', 'late by a little', {
    relayDelayMs: (m) => (nameOf(m.type) === 'AvailabilityReport' ? 15_000 : 0),
  }),
  wrapped('reports-for-another-pev', 'PR2-A-06', 'right message to the wrong party', {
    emit: (m) => (nameOf(m.type) === 'AvailabilityReport' ? [withData(m, { pevId: 'p9' })] : [m]),
  }),

  decides('passes-a-late-answer-on-as-well', 'PR2-A-07', 'doubles', { passesLateAnswer: () => true }),
  decides('says-unknown-where-a-pev-is-silent', 'PR2-A-07', 'hard-coded constant', {
    answersForSilent: () => 'E_UNKNOWN_PEV',
  }),
  decides('keeps-a-question-until-the-pev-comes', 'PR2-A-07', 'stale data', {
    refusesAbsent: (name, knows) =>
      name === 'AvailabilityRequest' ? null : conformantEsci.refusesAbsent(name, knows),
  }),
  wrapped('swallows-questions', 'PR2-A-07', 'acts but does not answer', keepsBack('AvailabilityRequest')),
  decides('answers-by-what-it-heard-last', 'PR2-A-07', 'stale data', {
    availabilityWaitMs: () => 0,
    answersForSilent: (last) => last ?? 'E_TIMEOUT',
  }),

  decides('drops-the-path', 'PR2-A-01', 'ignores', {
    relays: (m, urn, wallTime) =>
      conformantEsci.relays(m, urn, wallTime).map(({ via: _via, ...rest }) => rest as Message),
  }),
  decides('gives-what-it-passes-on-its-own-name', 'PR2-A-01', 'right message to the wrong party', {
    relays: (m, urn, wallTime) => conformantEsci.relays(m, urn, wallTime).map((c) => ({ ...c, source: urn })),
  }),
  wrapped('sends-the-latest-event-first', 'PR2-A-01', 'reorders', {
    emit: (m) => (nameOf(m.type) === 'EnergySupplyEvent' ? [withData(m, { revision: 7 })] : [m]),
  }),
  decides('lets-a-stored-event-go-at-its-start', 'PR2-A-01', 'off by one unit', {
    expiresWallMs: ({ startWallMs }) => startWallMs - 1000,
  }),
  decides('says-nothing-of-an-expired-event', 'PR2-A-01', 'acts but does not answer', {
    expiresWallMs: ({ endWallMs }) => endWallMs + 86_400_000,
  }),
  wrapped('stores-the-same-event-twice', 'PR2-A-01', 'doubles', {
    deliver: (p, memory) => {
      const message = (p as { message?: unknown }).message as Message | undefined;
      if (message?.type !== 'pr2.EnergySupplyEvent.v1') return p;
      // It tells events apart by message, not by id and revision.
      memory['n'] = ((memory['n'] as number) ?? 0) + 1;
      const eventId = `${message.data.eventId}${memory['n'] === 1 ? '' : `-${String(memory['n'])}`}`;
      return { ...p, message: withData(message, { eventId }) };
    },
  }),
  wrapped(
    'acknowledges-and-drops',
    'PR2-A-01',
    'answers but does not act',
    keepsBack('EnergySupplyEvent', 'urn:pr2:utility:'),
  ),
  wrapped('sends-its-own-messages-to-nobody', 'PR2-X-09', 'right message to the wrong party', {
    emit: (m) =>
      nameOf(m.type) === 'Receipt' && m.source.startsWith(OWN)
        ? [{ ...m, destination: 'urn:pr2:utility:u9' }]
        : [m],
  }),
  wrapped('tells-a-pev-of-its-limit-once', 'PR2-A-13', 'acts but does not answer', {
    emit(m, memory) {
      if (!isOwn(m) || m.type !== 'pr2.DischargePreference.v1') return [m];
      const said = memory[m.id] === true;
      memory[m.id] = true;
      return said ? [] : [m];
    },
  }),
  made('never-gives-a-derated-evse-back', 'PR2-A-13', 'flaps', () => {
    let least: number | null = null;
    return createEsci({
      preferenceCopy: (facts) => {
        const { evse } = facts.derated;
        if (evse !== null) least = Math.min(least ?? evse, evse);
        return conformantEsci.preferenceCopy({ ...facts, derated: { ...facts.derated, evse: least } });
      },
    });
  }),
];
