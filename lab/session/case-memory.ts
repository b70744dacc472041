/** What the steps of one case remember for each other: the event, the request, the last thing that happened. */
import type { ResponseClass } from '../../schemas';

export interface RememberedEvent {
  readonly eventId: string;
  readonly revision: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly powerW: number;
  readonly responseClass: ResponseClass;
  /** Log position of the message that carried it, where the kit sent it. */
  readonly n: number;
}

export interface RememberedRequest {
  readonly dispatchId: string;
  readonly eventId: string;
  readonly name: 'DispatchRequest' | 'DispatchUpdate';
  readonly revision: number;
  /** Magnitude before and asked. */
  readonly fromW: number;
  readonly powerW: number;
  /** The instant from which the request is to hold; t0 is the later of this and its receipt. */
  readonly effectiveMs: number;
  readonly endMs: number;
  readonly responseClass: ResponseClass;
  /** Log position of the request as the kit sent it. */
  readonly n: number;
}

export interface CaseMemory {
  event?: RememberedEvent;
  /** All events of the case, the newest last. */
  events?: RememberedEvent[];
  request?: RememberedRequest;
  /** Log position of the last message that the kit sent for a step. */
  lastSaidN?: number;
  /** Log position and instant of the last thing that a When did. */
  last?: { readonly n: number; readonly atMs: number };
  /** Log position and instant of the last loss of the grid. */
  gridLost?: { readonly n: number; readonly atMs: number };
  /** Log position and instant of the last fault of the ESCI's meter. */
  meterFault?: { readonly n: number; readonly atMs: number };
  /** The customer's floor, %, where a step set it. */
  floor?: number;
  /** The customer's preference as last set at the PEV (M07). */
  preference?: Record<string, unknown>;
  /** Log positions of the first and the last message of a flood, and how many they are (PR2-X-10). */
  flood?: { readonly fromN: number; readonly toN: number; readonly count: number };
  /** What the device was told in secret (PR2-X-11). */
  secrets?: string[];
  /** By how much the time of the last message was off. */
  skewMs?: number;
  /** When the customer's enrollment ends, where a step says so. */
  enrollmentEndMs?: number;
  /** When the operator wants the event to begin, where a step moved it. */
  movedToMs?: number;
  /** Whether the tester keeps an active dispatch alive with refreshes. */
  refreshing?: boolean;
}
