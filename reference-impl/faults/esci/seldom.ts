/** An ESCI that is wrong only the second time, with the second PEV, or where two things meet. */
import type { Message } from '../../../schemas';
import { timeMs, timeText } from '../../endpoint/identifiers';
import { createEsci } from '../../esci';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { heardIn, suffers } from '../telling';
import { isOwn, made, wrapped } from './make';

/** How long until a change that is for later is due. */
function untilItIsDue(m: Message): number {
  if (m.type !== 'pr2.DispatchUpdate.v1' || m.data.effectiveAt === undefined) return 0;
  return Math.max(0, timeMs(m.data.effectiveAt) - timeMs(m.viatime ?? m.time));
}

export const SELDOM_FAULTS: readonly Fault[] = [
  wrapped('takes-of-two-words-at-once-the-later-heard', 'PR2-A-20', 'reorders', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.ParticipationNotice.v1') return params;
      memory[heard.id] = heard.data.sourceTime;
      const sourceTime = timeText(timeMs(heard.data.sourceTime) + 1);
      return { ...params, message: { ...heard, data: { ...heard.data, sourceTime } } };
    },
    emit(m, memory) {
      const said = memory[m.id];
      if (m.type !== 'pr2.ParticipationNotice.v1' || typeof said !== 'string') return [m];
      return [{ ...m, data: { ...m.data, sourceTime: said } }];
    },
  }),
  wrapped('answers-the-last-of-two-questions', 'PR2-A-07', 'right for one and wrong for two at once', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.AvailabilityRequest.v1') memory['asked'] = heard.id;
      return params;
    },
    emit: (m, memory) =>
      m.type === 'pr2.Receipt.v1' && m.data.code === 'E_TIMEOUT' && m.data.refMessageId !== memory['asked']
        ? []
        : [m],
  }),
  wrapped('tells-one-pev-of-a-derating', 'PR2-A-13', 'right for one and wrong for two at once', {
    ...suffers('derate', (params, memory) => {
      memory['derated'] = true;
      return params;
    }),
    emit(m, memory) {
      if (!isOwn(m) || m.type !== 'pr2.DischargePreference.v1' || memory['derated'] !== true) return [m];
      memory['told'] ??= m.destination;
      return memory['told'] === m.destination ? [m] : [];
    },
  }),
  wrapped('reports-the-mean-of-two', 'PR2-A-10', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const { eventId, requestedWh, startRegister } = m.data;
      const first = memory[eventId] as Message<'EventReport'>['data'] | undefined;
      memory[eventId] ??= m.data;
      if (first === undefined || first.pevId === m.data.pevId) return [m];
      const deliveredWh = Math.round((first.deliveredWh + m.data.deliveredWh) / 2);
      const participation = requestedWh === 0 ? 1 : Math.min(1, deliveredWh / requestedWh);
      const endRegister = startRegister + deliveredWh;
      return [{ ...m, data: { ...m.data, deliveredWh, participation, endRegister } }];
    },
  }),
  wrapped('reports-an-event-after-the-next', 'PR2-A-10', 'late by a little', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchRequest.v1') memory['running'] = heard.data.eventId;
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const kept = memory['kept'] as Message | undefined;
      if (m.data.eventId === memory['running']) return kept === undefined ? [m] : [kept, m];
      memory['kept'] = m;
      return [];
    },
  }),
  wrapped('reports-one-pev-of-an-event', 'PR2-A-10', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      memory[m.data.eventId] ??= m.data.pevId;
      return memory[m.data.eventId] === m.data.pevId ? [m] : [];
    },
  }),
  wrapped(
    'believes-the-authorisation-of-last-time',
    'PR2-A-12',
    'stale data',
    suffers('plug-in', (params, memory) => {
      memory['authorised'] ??= params.inverterAuthorised;
      return memory['authorised'] === true ? { ...params, inverterAuthorised: true } : params;
    }),
  ),
  wrapped('leaves-a-customer-with-a-wrong-figure-unanswered', 'PR2-X-09', 'acts but does not answer', {
    emit: (m) =>
      m.type === 'pr2.Receipt.v1' &&
      m.destination.startsWith('urn:pr2:customer:') &&
      m.data.code === 'E_SCHEMA'
        ? []
        : [m],
  }),
  wrapped('tells-of-a-connection-once', 'PR2-X-09', 'ignores', {
    emit(m, memory) {
      if (m.type !== 'pr2.ConnectionNotice.v1') return [m];
      const said = memory[m.id] === true;
      memory[m.id] = true;
      return said ? [] : [m];
    },
  }),
  made('keeps-a-change-until-it-is-due', 'PR2-A-14', 'late by a little', () =>
    speakingLate(() => createEsci(), untilItIsDue),
  ),
  wrapped('reads-a-power-in-quotes', 'PR2-X-04', 'wrong unit', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.DispatchRequest.v1') return params;
      const said: unknown = heard.data.dischargePowerW;
      return typeof said === 'string' && Number(said) > 0
        ? { ...params, message: { ...heard, data: { ...heard.data, dischargePowerW: Number(said) } } }
        : params;
    },
  }),
];
