/** How a variant of the Utility is made: single decisions replaced, or the device wrapped at its interface. */
import type { Device } from '../../device';
import { decorated, type Decoration } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';
import { createUtility } from '../../utility';
import type { UtilityBehaviour } from '../../utility/behaviour';

/** How urns of Utilities begin. */
export const OWN = 'urn:pr2:utility:';

/** A Utility that decides some things otherwise, and rightly. */
export function decides(name: string, behaviour: Partial<UtilityBehaviour>): Variant {
  return made(name, () => createUtility(behaviour));
}

/** A Utility that says the same in other words. */
export function wrapped(name: string, decoration: Decoration): Variant {
  return made(name, () => decorated(() => createUtility(), decoration));
}

/** Any other. */
export function made(name: string, make: () => Device): Variant {
  return { name: `utility/${name}`, role: 'utility', make };
}
