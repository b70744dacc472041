/** An ESCI that gets wrong what happens while a PEV is away, or what is the same as before when it is back. */
import type { Message } from '../../../schemas';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { OWN, wrapped } from './make';

/** Whether the cable is out, as far as stimuli tell; at the start it is. */
const notesTheCable: NonNullable<Decoration['stimulate']> = (s, memory) => {
  if (s.name === 'plug-in' || s.name === 'unplug') memory['plugged'] = s.name === 'plug-in';
  return s;
};

/** What a report says, but for its session and its time. */
function figuresOf(m: Message<'AvailabilityReport'>): string {
  const { sessionId: _session, asOf: _time, ...figures } = m.data;
  return JSON.stringify(figures);
}

export const IN_ABSENCE_FAULTS: readonly Fault[] = [
  wrapped('hands-on-an-event-as-it-first-was', 'PR2-A-01', 'stale data', {
    stimulate: notesTheCable,
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.EnergySupplyEvent.v1' && memory['plugged'] !== true)
        memory[heard.data.eventId] ??= heard;
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.EnergySupplyEvent.v1') return [m];
      const first = memory[m.data.eventId] as Message | undefined;
      return [first === undefined ? m : ({ ...first, via: m.via, viatime: m.viatime } as Message)];
    },
  }),
  wrapped('hears-no-cancel-while-the-pev-is-away', 'PR2-A-01', 'ignores', {
    stimulate: notesTheCable,
    deliver: (params, memory) =>
      heardIn(params)?.type === 'pr2.EventCancel.v1' && memory['plugged'] !== true ? null : params,
  }),
  wrapped('passes-no-report-on-that-says-the-same', 'PR2-A-06', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.AvailabilityReport.v1' || m.source.startsWith(OWN)) return [m];
      const same = memory[m.source] === figuresOf(m) && memory['id'] !== m.id;
      memory[m.source] = figuresOf(m);
      memory['id'] = m.id;
      return same && m.correlationid === undefined ? [] : [m];
    },
  }),
];
