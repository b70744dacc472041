/** A PEV that is wrong where few look: a limit for a time, an event not decided yet, an offset, a late copy, a voltage just out. */
import type { Message } from '../../../schemas';
import type { Fault } from '../fault';
import { suffers } from '../telling';
import { conformant, decides, wrapped } from './make';

/** Its makers' country has this at the socket, V. */
const AT_HOME_V = 230;
/** Below this nothing is at the terminals that it could take for its own. */
const LIVE_V = 150;

export const SELDOM_FAULTS: readonly Fault[] = [
  wrapped('lifts-an-override-half-way', 'PR2-A-05', 'off by one unit', {
    ...suffers('override', (p, memory) => {
      memory['told'] = p.limits;
      const { durationS } = p.limits;
      return durationS === undefined
        ? p
        : { ...p, limits: { ...p.limits, durationS: Math.ceil(durationS / 2) } };
    }),
    emit: (m, memory) =>
      m.type === 'pr2.ParticipationNotice.v1' && m.data.limits !== undefined
        ? [{ ...m, data: { ...m.data, limits: memory['told'] } } as Message]
        : [m],
  }),
  wrapped('hears-no-opt-out-before-its-customer-has-decided', 'PR2-A-05', 'ignores', {
    ...suffers('opt-out', (p, memory) => (memory[p.eventId] === 'UNDECIDED' ? null : p)),
    emit(m, memory) {
      if (m.type === 'pr2.EventResponse.v1') memory[m.data.eventId] = m.data.decision;
      return [m];
    },
  }),
  decides(
    'reads-a-departure-without-its-offset',
    'PR2-A-12',
    'wrong only across a change of date or offset',
    {
      effectivePreference: ({ pev, esci }, departure) => {
        const plain = <P extends { departure?: string }>(p: P): P =>
          p.departure === undefined ? p : { ...p, departure: p.departure.replace(/[+-]\d\d:\d\d$/u, 'Z') };
        return conformant.effectivePreference(
          { pev: plain(pev), esci: esci === null ? null : plain(esci) },
          departure,
        );
      },
    },
  ),
  wrapped('takes-the-voltage-of-another-country-for-its-own', 'PR2-A-17', 'hard-coded constant', {
    start(params, memory) {
      if (params.role === 'pev') memory['nominalV'] = params.state.nominalV ?? 240;
      return params;
    },
    electrical: (input, _atMs, memory) =>
      Object.fromEntries(
        Object.entries(input).map(([point, sensed]) => {
          const { voltageV = 0 } = sensed;
          const share = Number(memory['nominalV']) / AT_HOME_V;
          return [point, voltageV < LIVE_V ? sensed : { ...sensed, voltageV: voltageV * share }];
        }),
      ),
  }),
  decides('revives-a-cancelled-event-by-its-announcement', 'PR2-A-24', 'reorders', {
    incoming: (message, state) => {
      const event =
        message.type === 'pr2.EnergySupplyEvent.v1' ? state.events[message.data.eventId] : undefined;
      if (event !== undefined) event.cancelled = false;
      return message;
    },
  }),
];
