/** How a variant of the ESCI is made: single decisions replaced, or the device wrapped at its interface. */
import type { Device } from '../../device';
import { createEsci } from '../../esci';
import type { EsciBehaviour } from '../../esci/behaviour';
import { decorated, type Decoration } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';

/** How urns of ESCIs begin: what they author, as against what they relay. */
export const OWN = 'urn:pr2:esci:';

/** An ESCI that decides some things otherwise, and rightly. */
export function decides(name: string, behaviour: Partial<EsciBehaviour>): Variant {
  return made(name, () => createEsci(behaviour));
}

/** An ESCI that says the same in other words. */
export function wrapped(
  name: string,
  decoration: Decoration,
  behaviour: Partial<EsciBehaviour> = {},
): Variant {
  return made(name, () => decorated(() => createEsci(behaviour), decoration));
}

/** Any other. */
export function made(name: string, make: () => Device): Variant {
  return { name: `esci/${name}`, role: 'esci', make };
}
