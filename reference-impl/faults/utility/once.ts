/** A Utility that says to its PEVs twice what it owes once, or what is due in between not at all (PR2-A-22, A-24). */
import type { MessageBodies } from '../../../schemas';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { doubles, heardIn } from '../telling';
import { counted } from './make';

/** Whether it has asked this PEV for power in the event and heard nothing of how that goes. */
function isAboutToBegin(memory: Memory, pev: string, eventId: string): boolean {
  const asked = memory[pev] as MessageBodies['DispatchRequest'] | undefined;
  return asked?.eventId === eventId && memory[asked.dispatchId] !== true;
}

/** No cancel while a request has yet to show, and none of it later either. */
const callsOffNothingNew: Decoration = {
  deliver(params, memory) {
    const heard = heardIn(params);
    if (heard?.type === 'pr2.DispatchConfirmation.v1') memory[heard.data.dispatchId] = true;
    return params;
  },
  emit(m, memory) {
    if (m.type === 'pr2.DispatchRequest.v1') memory[m.destination] = m.data;
    if (m.type !== 'pr2.EventCancel.v1') return [m];
    const isHeld = (memory[m.id] ??= isAboutToBegin(memory, m.destination, m.data.eventId));
    return isHeld === true ? [] : [m];
  },
};

export const ONCE_FAULTS: readonly Fault[] = [
  counted('changes-twice', 'PR2-A-22', 'doubles', doubles('DispatchUpdate')),
  counted('calls-off-twice', 'PR2-A-24', 'doubles', doubles('EventCancel')),
  counted('calls-off-nothing-that-is-about-to-begin', 'PR2-A-24', 'ignores', callsOffNothingNew),
];
