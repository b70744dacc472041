/** A named fault: a reference actor changed so that it breaks one requirement, at its interface and nowhere else. */
import type { DeviceRole } from '../../schemas';
import type { Device } from '../device';

/** Ways of being wrong; a suite that catches each of them several times catches others of their kind. */
export type FaultClass =
  | 'ignores'
  | 'late by a little'
  | 'off by one unit'
  | 'wrong sign'
  | 'wrong unit'
  | 'stale data'
  | 'forgets after restart'
  | 'answers but does not act'
  | 'acts but does not answer'
  | 'doubles'
  | 'reorders'
  | 'leaks'
  | 'flaps'
  | 'hard-coded constant'
  | 'right message to the wrong party'
  | 'right for one and wrong for two at once'
  | 'lies in its readings'
  | 'wrong only across a change of date or offset';

export interface Fault {
  /** `pev/accepts-one-watt-hour-too-much`: the role, and what it does. */
  readonly name: string;
  readonly role: DeviceRole;
  /** The requirement whose checks are meant to catch it. */
  readonly breaks: string;
  readonly class: FaultClass;
  readonly make: () => Device;
  /** Why no check can tell it from a conformant device, where that is so. */
  readonly equivalent?: string;
}

/** What is odd about a variant, apart from the device that it is laid over. */
export interface Oddity {
  /** The decisions that it takes otherwise, by the name of the decision point. */
  readonly behaviour: object;
  /** What it lays around a device. */
  wrap(make: () => Device): Device;
  /** What it takes all the room of, so that a device which is odd in two ways does so in one of them alone. */
  readonly uses: readonly Room[];
}

/** Room that a requirement leaves, and that there is but once. */
export type Room =
  'clock' | 'time to speak' | 'lead of a command' | 'spelling of times' | 'spelling of ids' | 'ICS';

/** Unusual but conformant: no check may fail it. */
export interface Variant {
  /** `pev/latest-legal-answer`: the role, and what is odd about it. */
  readonly name: string;
  readonly role: DeviceRole;
  readonly make: () => Device;
  /** None where it stands alone. */
  readonly oddity?: Oddity;
}
