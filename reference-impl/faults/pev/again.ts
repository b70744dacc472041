/** A PEV that is right the first time and wrong the second (PR2-A-11, A-16, A-18, A-21, X-02). */
import { timeMs } from '../../endpoint/identifiers';
import type { Message } from '../../../schemas';
import type { Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, otherId } from '../telling';
import { wrapped } from './make';

const HOUR_MS = 3_600_000;
const STALE = 'stale data';
const FOR_TWO = 'right for one and wrong for two at once';

export const AGAIN_FAULTS: readonly Fault[] = [
  wrapped('tells-only-the-last-thing-that-the-customer-did', 'PR2-A-11', FOR_TWO, {
    stimulate(s, memory) {
      if (s.name === 'opt-out') memory['did'] = (s.params as { eventId?: string }).eventId;
      return s;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.ParticipationNotice.v1' || memory['did'] === m.data.eventId) return [m];
      return [];
    },
  }),
  wrapped('forgets-its-answers-after-an-hour', 'PR2-X-02', STALE, {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard === null) return params;
      const firstMs = (memory[heard.id] ??= params.at) as number;
      if (params.at - firstMs < HOUR_MS) return params;
      const id = otherId(heard.id);
      memory[id] = heard.id;
      return { ...params, message: { ...heard, id } };
    },
    emit(m, memory) {
      const asked = memory[m.correlationid ?? ''];
      return [typeof asked === 'string' ? { ...m, correlationid: asked } : m];
    },
  }),
  wrapped('knows-an-id-whoever-sends-it', 'PR2-X-02', FOR_TWO, {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard === null) return params;
      return (memory[`by ${heard.id}`] ??= heard.source) === heard.source ? params : null;
    },
  }),
  wrapped('begins-its-register-anew-with-each-dispatch', 'PR2-A-16', STALE, {
    emit(m, memory) {
      if (m.type === 'pr2.DispatchConfirmation.v1') {
        if (m.data.state === 'STARTED') memory['zeroWh'] = m.data.registerWh;
        return [{ ...m, data: { ...m.data, registerWh: sinceZero(m.data.registerWh, memory) } }];
      }
      if (m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      const exportRegisterWh = sinceZero(m.data.exportRegisterWh, memory);
      return [{ ...m, data: { ...m.data, exportRegisterWh } }];
    },
  }),
  wrapped('counts-what-it-charged-as-delivered', 'PR2-A-16', 'wrong sign', {
    emit(m) {
      if (m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      const { exportRegisterWh, importRegisterWh } = m.data;
      return [{ ...m, data: { ...m.data, exportRegisterWh: exportRegisterWh + importRegisterWh } }];
    },
  }),
  wrapped('confirms-its-first-dispatch-for-ever', 'PR2-A-18', STALE, {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchConfirmation.v1' || m.data.state !== 'AT_POWER') return [m];
      return [{ ...m, data: { ...m.data, dispatchId: first(memory, m.data.dispatchId) } }];
    },
  }),
  wrapped('announces-the-end-of-its-first-dispatch-for-ever', 'PR2-A-21', STALE, {
    emit(m, memory) {
      if (m.type !== 'pr2.TerminationNotice.v1' || m.data.dispatchId === undefined) return [m];
      return [{ ...m, data: { ...m.data, dispatchId: first(memory, m.data.dispatchId) } }];
    },
  }),
  wrapped('tells-of-the-floor-in-one-event-only', 'PR2-A-21', FOR_TWO, {
    emit(m, memory) {
      if (m.type !== 'pr2.TerminationNotice.v1' || m.data.reason !== 'SOC_MIN') return [m];
      return first(memory, m.data.eventId) === m.data.eventId ? [m] : [];
    },
  }),
  wrapped('leaves-an-end-that-it-announced-as-it-is', 'PR2-A-21', STALE, {
    emit: (m, memory) => (isCorrection(m, memory) ? [] : [m]),
  }),
];

/** What a register shows since the value that it is taken to have begun with, Wh. */
function sinceZero(registerWh: number, memory: Memory): number {
  return registerWh - ((memory['zeroWh'] ?? 0) as number);
}

/** The first of its kind that came along. */
function first(memory: Memory, id: string): string {
  return (memory['first'] ??= id) as string;
}

/** A notice that puts the end of its dispatch later than one before it did. */
function isCorrection(m: Message, memory: Memory): boolean {
  if (m.type !== 'pr2.TerminationNotice.v1' || m.data.dispatchId === undefined) return false;
  const endMs = timeMs(m.data.effectiveAt);
  const toldMs = (memory[m.data.dispatchId] ??= endMs) as number;
  return endMs > toldMs + 2000;
}
