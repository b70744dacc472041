/** A PEV that takes the customer's word at the wrong time, for the wrong event or half of it (PR2-A-05, A-11). */
import { timeMs } from '../../endpoint/identifiers';
import type { Fault } from '../fault';
import { heardIn, hears, suffers } from '../telling';
import { decides, wrapped } from './make';

const LAST_MS = 120_000;
const ONCE_MS = 5_000;

export const WORD_FAULTS: readonly Fault[] = [
  wrapped(
    'takes-a-limit-of-nothing-for-none',
    'PR2-A-05',
    'hard-coded constant',
    suffers('override', (p) => (p.limits.W === 0 ? { ...p, limits: { ...p.limits, W: 1_000_000 } } : p)),
  ),
  wrapped(
    'lets-its-customer-leave-but-once',
    'PR2-A-05',
    'right for one and wrong for two at once',
    suffers('opt-out', (p, memory) => {
      const left = memory[p.eventId ?? ''] === true;
      memory[p.eventId ?? ''] = true;
      return left ? null : p;
    }),
  ),
  wrapped('hears-no-opt-out-in-the-last-minutes', 'PR2-A-05', 'ignores', {
    deliver(params, memory) {
      const message = heardIn(params);
      if (message?.type !== 'pr2.EnergySupplyEvent.v1') return params;
      memory[message.data.eventId] = timeMs(message.data.start) + message.data.durationS * 1000;
      return params;
    },
    stimulate(s, memory) {
      const endMs = s.name === 'opt-out' ? memory[(s.params as { eventId: string }).eventId] : undefined;
      return typeof endMs === 'number' && endMs > s.at && endMs - s.at < LAST_MS ? null : s;
    },
  }),
  wrapped('takes-two-limits-at-once-for-a-stop', 'PR2-A-20', 'right for one and wrong for two at once', {
    stimulate(s, memory) {
      if (s.name === 'override') memory['limitedMs'] = s.at;
      return s;
    },
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.ParticipationNotice.v1' || heard.data.action !== 'OVERRIDE') return params;
      if (params.at - Number(memory['limitedMs'] ?? -Infinity) > ONCE_MS) return params;
      return { ...params, message: { ...heard, data: { ...heard.data, limits: { W: 0 } } } };
    },
  }),
  wrapped('leaves-every-event-with-one', 'PR2-A-05', 'right for one and wrong for two at once', {
    ...suffers('opt-out', (p, memory) => {
      memory['left'] = p.eventId;
      return p;
    }),
    ...hears('DispatchRequest', (d, memory) =>
      typeof memory['left'] === 'string' ? { ...d, eventId: memory['left'] } : d,
    ),
  }),
  decides('is-back-in-when-the-event-changes', 'PR2-A-05', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.EnergySupplyEvent.v1') return message;
      const known = state.events[message.data.eventId];
      if (known !== undefined && known.message.data.revision < message.data.revision) known.lastAction = null;
      return message;
    },
  }),

  decides('says-that-all-was-done-at-its-panel', 'PR2-A-11', 'hard-coded constant', {
    participation: (notice) => ({ ...notice, source: 'HMI' }),
  }),
  decides('tells-a-limit-by-its-power-alone', 'PR2-A-11', 'ignores', {
    participation: (notice) => {
      if (notice.limits === undefined) return notice;
      const { socFloor: _floor, ...limits } = notice.limits;
      return { ...notice, limits };
    },
  }),
];
