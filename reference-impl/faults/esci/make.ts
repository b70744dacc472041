/** How a fault of the ESCI is made: one decision replaced, or the device wrapped at its interface. */
import type { Message } from '../../../schemas';
import type { Device } from '../../device';
import { createEsci } from '../../esci';
import type { EsciBehaviour } from '../../esci/behaviour';
import { decorated, type Decoration } from '../decorate';
import type { Fault, FaultClass } from '../fault';
import { countedAnew } from '../late';

/** How urns of ESCIs begin: what they author, as against what they relay. */
export const OWN = 'urn:pr2:esci:';

/** Whether an ESCI is the author of what it sends. */
export const isOwn = (m: Message): boolean => m.source.startsWith(OWN);

/** An ESCI that decides one thing otherwise. */
export function decides(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  behaviour: Partial<EsciBehaviour>,
): Fault {
  return made(name, breaks, faultClass, () => createEsci(behaviour));
}

/** An ESCI whose wire, senses or readings are tampered with. */
export function wrapped(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  decoration: Decoration,
  behaviour: Partial<EsciBehaviour> = {},
): Fault {
  return made(name, breaks, faultClass, () => decorated(() => createEsci(behaviour), decoration));
}

/** An ESCI that says more or less than it should: its numbers have no gap, so that what it says finds it. */
export function counted(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  return made(name, breaks, faultClass, () => countedAnew(() => createEsci(), decoration));
}

/** Any other. */
export function made(name: string, breaks: string, faultClass: FaultClass, make: () => Device): Fault {
  return { name: `esci/${name}`, role: 'esci', breaks, class: faultClass, make };
}
