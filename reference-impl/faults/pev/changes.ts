/** A PEV that is wrong about what changes a running dispatch, where several things come together (PR2-A-08, A-22, X-05). */
import { nameOf, type Message } from '../../../schemas';
import type { PevState } from '../../pev/state';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { decides, wrapped } from './make';

/** The dispatch that an update is about, where there is one. */
const changedBy = (message: Message, state: PevState): PevState['dispatches'][string] | undefined =>
  nameOf(message.type) === 'DispatchUpdate'
    ? state.dispatches[(message as Message<'DispatchUpdate'>).data.dispatchId]
    : undefined;

/** What it follows, and what it has let go by and goes on letting go by. */
interface Older {
  readonly heardMs?: number;
  readonly powerW?: number;
  readonly overtakenW?: number;
}

export const CHANGE_FAULTS: readonly Fault[] = [
  wrapped('follows-the-older-of-two-changes', 'PR2-A-22', 'reorders', {
    deliver(params, memory) {
      const message = heardIn(params);
      if (message?.type !== 'pr2.DispatchUpdate.v1') return params;
      const { heardMs = -Infinity, powerW: olderW, overtakenW } = memory as Older;
      const newW = message.data.dischargePowerW;
      memory['heardMs'] = params.at;
      if (olderW === undefined || (params.at - heardMs > 1000 && newW !== overtakenW)) {
        memory['powerW'] = newW;
        return params;
      }
      memory['overtakenW'] = newW;
      return { ...params, message: { ...message, data: { ...message.data, dischargePowerW: olderW } } };
    },
  }),
  wrapped('hears-no-cancel-behind-a-change', 'PR2-A-22', 'ignores', {
    deliver(params, memory) {
      const type = heardIn(params)?.type;
      if (type === 'pr2.DispatchUpdate.v1') memory['changedMs'] = params.at;
      return type === 'pr2.EventCancel.v1' && memory['changedMs'] === params.at ? null : params;
    },
  }),
  decides('takes-a-change-for-a-new-beginning', 'PR2-A-22', 'right for one and wrong for two at once', {
    incoming: (message, state) => {
      const dispatch = changedBy(message, state);
      const event = state.events[dispatch?.eventId ?? ''];
      if (dispatch?.phase === 'stopping' && event !== undefined) {
        event.cancelled = false;
        Object.assign(dispatch, { phase: 'running', stopReason: null });
      }
      return message;
    },
  }),
  decides('flaps-at-the-floor', 'PR2-A-08', 'flaps', {
    incoming: (message, state) => {
      const dispatch = changedBy(message, state);
      if (dispatch?.stopReason === 'SOC_MIN') {
        Object.assign(dispatch, { phase: 'running', stopReason: null, prediction: null });
        Object.assign(state, { runningId: dispatch.dispatchId, floorLatched: false });
      }
      return message;
    },
  }),
  decides('hears-no-command-once-the-time-is-over', 'PR2-X-05', 'acts but does not answer', {
    incoming: (message, state) => (changedBy(message, state)?.silenced === true ? null : message),
  }),
];
