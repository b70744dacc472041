/** How a variant of the PEV is made: a decision that leaves room taken otherwise, or the device wrapped at its interface. */
import { createPev } from '../../pev';
import type { PevBehaviour } from '../../pev/behaviour';
import { decorated, type Decoration } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';
import type { Device } from '../../device';

/** A PEV that decides within its room. */
export function decides(name: string, behaviour: Partial<PevBehaviour>): Variant {
  return made(name, () => createPev(behaviour));
}

/** A PEV that says or shows the same in another way. */
export function wrapped(
  name: string,
  decoration: Decoration,
  behaviour: Partial<PevBehaviour> = {},
): Variant {
  return made(name, () => decorated(() => createPev(behaviour), decoration));
}

export function made(name: string, make: () => Device): Variant {
  return { name: `pev/${name}`, role: 'pev', make };
}
