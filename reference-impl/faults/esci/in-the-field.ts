/** An ESCI with a defect that products of its kind have had in the field, and that no plain case brings out. */
import type { Message } from '../../../schemas';
import type { Memory } from '../decorate';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { isOwn, made, wrapped } from './make';

/** So often a message goes out before it waits for its receiver: at first, and three times again. */
const TRIES = 4;

/** How often each message has gone out, by id, in the order in which they first did. */
function triesIn(memory: Memory): Record<string, number> {
  return (memory['tries'] ??= {}) as Record<string, number>;
}

/** Whether a message that has used up its tries has to make room for another that has. */
function makesRoom(memory: Memory, { id }: Message): boolean {
  const tries = triesIn(memory);
  const ids = Object.keys(tries);
  return (tries[id] ?? 0) > TRIES && ids.slice(ids.indexOf(id) + 1).some((x) => (tries[x] ?? 0) >= TRIES);
}

export const IN_THE_FIELD_FAULTS: readonly Fault[] = [
  wrapped('keeps-one-message-for-a-silent-utility', 'PR2-A-10', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (!isOwn(m)) return [m];
      const tries = triesIn(memory);
      tries[m.id] = (tries[m.id] ?? 0) + 1;
      return m.type === 'pr2.EventReport.v1' && makesRoom(memory, m) ? [] : [m];
    },
  }),
  wrapped('closes-its-books-when-an-end-is-announced', 'PR2-A-10', 'stale data', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.TerminationNotice.v1' && heard.data.predicted)
        memory['closed'] ??= memory['register'];
      return params;
    },
    emit(m, memory) {
      if (m.type === 'pr2.EnergyTelemetry.v1' && isOwn(m)) memory['register'] = m.data.exportRegisterWh;
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const endRegister = (memory['closed'] as number | undefined) ?? m.data.endRegister;
      const deliveredWh = Math.max(0, endRegister - m.data.startRegister);
      const participation = conformantEsci.participation(deliveredWh, m.data.requestedWh);
      return [{ ...m, data: { ...m.data, endRegister, deliveredWh, participation } }];
    },
  }),
  wrapped('counts-from-nought-in-each-connection', 'PR2-A-16', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      const { exportRegisterWh } = m.data;
      const began = ((memory[m.data.sessionId] ??= exportRegisterWh) as number | undefined) ?? 0;
      return [{ ...m, data: { ...m.data, exportRegisterWh: exportRegisterWh - began } }];
    },
  }),
  wrapped('counts-in-sixteen-bits', 'PR2-A-16', 'hard-coded constant', {
    emit(m) {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      return [{ ...m, data: { ...m.data, exportRegisterWh: m.data.exportRegisterWh % 65_536 } }];
    },
  }),
  wrapped('writes-question-marks-for-foreign-letters', 'PR2-A-01', 'hard-coded constant', {
    emit(m) {
      if (isOwn(m)) return [m];
      const data = JSON.parse(JSON.stringify(m.data).replace(/[^ -~]/g, '?')) as typeof m.data;
      return [{ ...m, data } as Message];
    },
  }),
  wrapped('names-the-pev-that-was-at-the-socket-before', 'PR2-A-12', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.ConnectionNotice.v1' || m.data.pevId === undefined) return [m];
      const pevId = ((memory[m.data.evseId] ??= m.data.pevId) as string | undefined) ?? m.data.pevId;
      return [m.destination.startsWith('urn:pr2:pev:') ? m : { ...m, data: { ...m.data, pevId } }];
    },
  }),
  made('serves-one-dispatch-a-connection', 'PR2-A-14', 'right for one and wrong for two at once', () => {
    const served = new Map<string, string>();
    return createEsci({
      refusesDispatch(facts) {
        const { session, request } = facts;
        const code = conformantEsci.refusesDispatch(facts);
        if (code !== null || session === null) return code;
        const first = served.get(session.sessionId) ?? request.dispatchId;
        served.set(session.sessionId, first);
        return first === request.dispatchId ? null : 'E_STATE';
      },
    });
  }),
  wrapped('takes-a-standby-for-the-end', 'PR2-A-14', 'answers but does not act', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.DispatchUpdate.v1') return params;
      const { dispatchId, dischargePowerW } = heard.data;
      const ended = memory[dispatchId] === true;
      if (dischargePowerW === 0) memory[dispatchId] = true;
      // To its mind nobody has such a dispatch any more.
      return ended ? { ...params, message: { ...heard, destination: `${heard.destination}-gone` } } : params;
    },
  }),
];
