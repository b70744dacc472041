/** How a fault of the Utility is made: one decision replaced, or the device wrapped at its interface. */
import type { Device } from '../../device';
import { createUtility } from '../../utility';
import type { UtilityBehaviour } from '../../utility/behaviour';
import type { UtilityState } from '../../utility/state';
import { decorated, type Decoration } from '../decorate';
import type { Fault, FaultClass } from '../fault';
import { countedAnew } from '../late';

/** A Utility that decides one thing otherwise. */
export function decides(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  behaviour: Partial<UtilityBehaviour>,
): Fault {
  return made(name, breaks, faultClass, () => createUtility(behaviour));
}

/** A Utility whose wire is tampered with. */
export function wrapped(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  const make = () => decorated(() => createUtility(), decoration);
  return { name: `utility/${name}`, role: 'utility', breaks, class: faultClass, make };
}

/** A Utility that says more or less than it should: its numbers have no gap, so that what it says finds it. */
export function counted(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  return made(name, breaks, faultClass, () => countedAnew(() => createUtility(), decoration));
}

/** A Utility that finds something else after a restart than it stored. */
export function finds(name: string, breaks: string, spoil: (state: UtilityState) => void): Fault {
  return wrapped(name, breaks, 'forgets after restart', {
    restore: (state) => spoil(state as unknown as UtilityState),
  });
}

/** A Utility that tells its records of one kind otherwise. */
export function tells(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  what: string,
  otherwise: (record: Record<string, unknown>) => Record<string, unknown>,
): Fault {
  return wrapped(name, breaks, faultClass, {
    records: (records, { what: asked }) => (asked === what ? records.map(otherwise) : records),
  });
}

/** Any other. */
export function made(name: string, breaks: string, faultClass: FaultClass, make: () => Device): Fault {
  return { name: `utility/${name}`, role: 'utility', breaks, class: faultClass, make };
}
