/**
 * Rate (PR2-X-10): above the declared messages a second a device answers E_BUSY. Of the commands of one dispatch
 * it refuses the older ones and holds the newest until the window opens; a cancel or a stop is never refused.
 */
import { nameOf, type Message } from '../../schemas';

export interface AdmissionState {
  /** Bench instants of the messages taken in the last second, by peer. */
  taken: Record<string, number[]>;
  /** The newest command of a dispatch, held until the window opens. */
  held: Record<string, { message: Message; atMs: number }>;
}

export interface Admission {
  taken: boolean;
  busy: { message: Message; retryAfterS: number }[];
}

const WINDOW_MS = 1000;

/** Decides about one message that is neither a replay nor an answer; changes `state`. */
export function admit(
  state: AdmissionState,
  maxPerS: number,
  atMs: number,
  peer: string,
  message: Message,
): Admission {
  const recent = (state.taken[peer] ?? []).filter((t) => t > atMs - WINDOW_MS);
  state.taken[peer] = recent;
  const name = nameOf(message.type);
  const dispatchId =
    name === 'DispatchRequest' || name === 'DispatchUpdate'
      ? (message as Message<typeof name>).data.dispatchId
      : null;
  const older = dispatchId === null ? undefined : state.held[dispatchId];
  if (name === 'EventCancel' || name === 'GenerationStop' || (recent.length < maxPerS && !older)) {
    recent.push(atMs);
    return { taken: true, busy: [] };
  }
  const opensMs = Math.max(atMs + 1, (recent[recent.length - maxPerS] ?? atMs) + WINDOW_MS);
  const retryAfterS = Math.ceil((opensMs - atMs) / 1000);
  if (dispatchId === null) return { taken: false, busy: [{ message, retryAfterS }] };
  state.held[dispatchId] = { message, atMs: older?.atMs ?? opensMs };
  return { taken: false, busy: older ? [{ message: older.message, retryAfterS }] : [] };
}
