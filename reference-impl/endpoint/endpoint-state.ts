/** What an endpoint is told at its start, what it remembers, and what it makes of what comes in. */
import type { Message } from '../../schemas';
import type { AdmissionState } from './admission';
import type { Awaiting } from './repeats';

interface Answered {
  bodyText: string;
  answers: Message[];
  atMs: number;
  skewS?: number;
}

/** Everything an endpoint remembers; plain data, so that it survives a restart (PR2-X-12). */
export interface EndpointState {
  drawn: number;
  seq: Record<string, number>;
  awaiting: Awaiting[];
  answered: Record<string, Answered>;
  admission: AdmissionState;
}

export interface EndpointSettings {
  urn: string;
  seed: string;
  /** Wall time minus bench time, ms. */
  offsetMs: number;
  /** Default time within which an answer is owed, ms (P_T_ACK by class). */
  ackMs: number;
  clockSkewS: number;
  maxMessagesPerS: number;
  /** Whether what a busy peer refused is said anew when it names; who orders power judges that for itself. */
  saysAnew: boolean;
}

export interface Link {
  peer: string;
  principal: string;
  credential: string;
}

/** What came in: to be acted on and answered; an answer to one of ours; meant for another; or done with already. */
export type Received =
  | { kind: 'request'; message: Message }
  | { kind: 'answer'; message: Message; to: Message | null }
  | { kind: 'relay'; message: Message }
  | { kind: 'done' };

export function newEndpointState(): EndpointState {
  return { drawn: 0, seq: {}, awaiting: [], answered: {}, admission: { taken: {}, held: {} } };
}
