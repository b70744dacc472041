/** What the Utility's operator does at the panel. A refusal is the product's own, in PR2's codes. */
import type { ErrorCode, StimulateParams } from '../../schemas';
import { LabError } from '../device';
import { ask } from './availability';
import type { Desk } from './desk';
import { changeRequest } from './dispatching';
import { enroll, revoke } from './enrolling';
import { cancelEvent } from './cancelling';
import { changeEvent } from './changing';
import { createEvent } from './creating';

export const STIMULI = [
  'create-event',
  'change-event',
  'cancel-event',
  'change-request',
  'ask-availability',
  'enroll',
  'revoke-enrollment',
  'clock-step',
  'secret-canary',
] as const;

/** Does what the operator wants, or says why not. */
export function operate(desk: Desk, stimulus: StimulateParams): ErrorCode | null {
  switch (stimulus.name) {
    case 'create-event':
      return createEvent(desk, stimulus.params);
    case 'change-event':
      return changeEvent(desk, stimulus.params.eventId, stimulus.params.patch);
    case 'cancel-event':
      return cancelEvent(desk, stimulus.params.eventId, stimulus.params.reason);
    case 'change-request':
      return changeRequest(
        desk,
        stimulus.params.eventId,
        stimulus.params.dischargePowerW,
        stimulus.params.pevId,
      );
    case 'ask-availability': {
      const { pevId } = stimulus.params;
      const isKnown = desk.state.enrollments[pevId] !== undefined || desk.state.pevs[pevId] !== undefined;
      if (!isKnown) return 'E_UNKNOWN_PEV';
      ask(desk, pevId, desk.state.pevs[pevId]?.connection?.sessionId ?? pevId);
      return null;
    }
    case 'enroll':
      return enroll(desk, stimulus.params);
    case 'revoke-enrollment':
      return revoke(desk, stimulus.params.pevId, stimulus.params.status);
    case 'clock-step':
      stepClock(desk, stimulus.params.deltaMs);
      return null;
    case 'secret-canary':
      desk.state.secrets.push(stimulus.params.text);
      return null;
    default:
      throw LabError.noHook(stimulus.name);
  }
}

/** The clock tells another time from now on; an event that is armed keeps its instants in bench time (PR2-X-03). */
function stepClock(desk: Desk, deltaMs: number): void {
  const { state, endpoint, behaviour } = desk;
  state.offsetMs += deltaMs;
  state.steppedMs += deltaMs;
  endpoint.settings.offsetMs = state.offsetMs;
  const shiftMs = behaviour.durationsShiftMs(deltaMs);
  for (const event of state.events) if (event.startMs !== null) event.startMs += shiftMs;
}
