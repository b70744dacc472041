/** PEVs with habits of their own that nothing forbids: what their contactor does, what they tell of, how they offer. */
import type { Variant } from '../../faults/fault';
import { conformantPev } from '../../pev/conformant';
import { decides, wrapped } from './make';

const HOUR_MS = 3_600_000;

export const HABIT_VARIANTS: readonly Variant[] = [
  wrapped('keeps-its-contactor-closed-while-it-is-plugged-in', {
    stimulate(s, memory) {
      if (s.name === 'unlock' || s.name === 'power-fault') memory['open'] = true;
      if (s.name === 'plug-in' || s.name === 'clear-fault') memory['open'] = false;
      return s;
    },
    readings: (r, _p, memory) =>
      r.contactor === undefined || r.plug === 'OUT' || memory['open'] === true
        ? r
        : { ...r, contactor: r.plug === 'IN' ? 'CLOSED' : r.contactor },
  }),
  wrapped('opens-its-contactor-whenever-nothing-flows', {
    readings: (r) => (r.contactor === undefined || r.powerW !== 0 ? r : { ...r, contactor: 'OPEN' }),
  }),
  wrapped('tells-its-charge-in-whole-per-cent', {
    emit: (m) => {
      const { soc } = m.data as { soc?: number };
      return soc === undefined ? [m] : [{ ...m, data: { ...m.data, soc: Math.round(soc) } } as typeof m];
    },
  }),
  decides('offers-less-power-for-all-of-the-time', {
    decideDispatch: (q) => {
      const decision = conformantPev.decideDispatch(q);
      const s = Math.floor((q.endMs - Math.max(q.startMs, q.wallMs)) / 1000);
      const W = Math.min(Math.floor(q.availableJ / Math.max(1, s)), Math.floor(q.greatestW));
      if (decision.counterOffer === undefined || decision.counterOffer.s === 0 || W < q.leastW)
        return decision;
      return { ...decision, counterOffer: { W, s, Wh: Math.floor((W * s) / 3600) } };
    },
  }),
  decides('charges-an-hour-later-than-it-declares', {
    outgoing: (m, state) => {
      const { atMs } = state.departure ?? {};
      if (m.type === 'pr2.DispatchConfirmation.v1' && m.data.state === 'ENDED' && state.chargeFromMs !== null)
        if (atMs != null && atMs - state.chargeFromMs > 8 * HOUR_MS) state.chargeFromMs += HOUR_MS;
      return m;
    },
  }),
];
