/** How a fault of the ESCI is made: one decision replaced, or the device wrapped at its interface. */
import { createEsci } from '../../esci';
import type { EsciBehaviour } from '../../esci/behaviour';
import { decorated, type Decoration } from '../decorate';
import type { Fault, FaultClass } from '../fault';

/** An ESCI that decides one thing otherwise. */
export function decides(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  behaviour: Partial<EsciBehaviour>,
): Fault {
  return { name: `esci/${name}`, role: 'esci', breaks, class: faultClass, make: () => createEsci(behaviour) };
}

/** An ESCI whose wire is tampered with. */
export function wrapped(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  const make = () => decorated(() => createEsci(), decoration);
  return { name: `esci/${name}`, role: 'esci', breaks, class: faultClass, make };
}
