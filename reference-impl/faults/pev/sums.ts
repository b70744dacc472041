/** A PEV that makes more of an event, a request or a cancel than it says. */
import type { Fault } from '../fault';
import { hears } from '../telling';
import { conformant, decides, wrapped } from './make';

export const SUM_FAULTS: readonly Fault[] = [
  decides('reserves-an-event-again-for-its-change', 'PR2-A-08', 'doubles', {
    decideEvent: (q) => {
      const joules = q.event.intervals.reduce((sum, i) => sum + i.durationS * i.dischargePowerW, 0);
      return conformant.decideEvent({
        ...q,
        availableJ: q.event.revision > 0 ? Math.max(0, q.availableJ - joules) : q.availableJ,
      });
    },
  }),
  decides('counts-an-event-by-its-greatest-power', 'PR2-A-15', 'right for one and wrong for two at once', {
    decideEvent: (q) => {
      const w = Math.max(...q.event.intervals.map((i) => i.dischargePowerW));
      return conformant.decideEvent({
        ...q,
        event: { ...q.event, intervals: [{ offsetS: 0, durationS: q.event.durationS, dischargePowerW: w }] },
      });
    },
  }),
  decides('counts-a-pause-as-the-power-before-it', 'PR2-A-15', 'hard-coded constant', {
    decideEvent: (q) => {
      const intervals = q.event.intervals.toSorted((a, b) => a.offsetS - b.offsetS);
      const flat = intervals.map((i, n) => ({
        ...i,
        dischargePowerW: i.dischargePowerW || (intervals[n - 1]?.dischargePowerW ?? 0),
      }));
      return conformant.decideEvent({ ...q, event: { ...q.event, intervals: flat } });
    },
    decideDispatch: (q) => {
      const profile = q.profile.map((s, n) =>
        s.powerW === 0 && n > 0 ? { ...s, powerW: q.profile[n - 1]?.powerW ?? 0 } : s,
      );
      return conformant.decideDispatch({ ...q, profile });
    },
  }),
  wrapped('agrees-to-a-new-revision-and-keeps-the-first', 'PR2-A-14', 'answers but does not act', {
    ...hears('DispatchRequest', (d, memory) => {
      const key = `first ${d.dispatchId}`;
      memory[key] ??= d.dischargePowerW;
      memory[`asked ${d.dispatchId}`] = d.dischargePowerW;
      return { ...d, dischargePowerW: Number(memory[key]) };
    }),
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchResponse.v1' || m.data.status !== 'ACCEPTED') return [m];
      const asked = memory[`asked ${m.data.dispatchId}`];
      if (asked === undefined || m.data.acceptedPowerW === undefined) return [m];
      return m.data.acceptedPowerW === memory[`first ${m.data.dispatchId}`]
        ? [{ ...m, data: { ...m.data, acceptedPowerW: Number(asked) } }]
        : [m];
    },
  }),
  decides('cancels-every-event-with-one', 'PR2-A-24', 'right for one and wrong for two at once', {
    incoming: (m, state) => {
      if (m.type !== 'pr2.EventCancel.v1' || state.events[m.data.eventId] === undefined) return m;
      for (const e of Object.values(state.events))
        if (e.message.data.eventId !== m.data.eventId) e.cancelled = true;
      return m;
    },
  }),
  decides('renews-its-command-by-what-it-refuses', 'PR2-X-05', 'ignores', {
    incoming: (m, state) => {
      if (m.type !== 'pr2.DispatchUpdate.v1') return m;
      const d = state.dispatches[m.data.dispatchId];
      if (d !== undefined) d.deadlineMs = Math.max(d.deadlineMs, state.atMs + m.data.validForS * 1000);
      return m;
    },
  }),
  decides('decides-an-event-again-at-every-copy', 'PR2-A-05', 'doubles', {
    incoming: (m, state) => {
      if (m.type === 'pr2.EnergySupplyEvent.v1') {
        const known = state.events[m.data.eventId];
        if (known !== undefined && known.message.data.revision === m.data.revision)
          delete state.events[m.data.eventId];
      }
      return m;
    },
  }),
];
