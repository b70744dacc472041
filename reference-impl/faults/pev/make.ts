/** How a fault of the PEV is made: one decision replaced, or the device wrapped at its interface. */
import { createPev } from '../../pev';
import type { PevBehaviour } from '../../pev/behaviour';
import { conformantPev } from '../../pev/conformant';
import type { Device } from '../../device';
import { decorated, type Decoration } from '../decorate';
import type { Fault, FaultClass } from '../fault';
import { countedAnew } from '../late';
import { heardIn } from '../telling';

/** A decision of the conformant PEV, to change rather than to invent. */
export const conformant = conformantPev;

/** A PEV that decides one thing otherwise. */
export function decides(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  behaviour: Partial<PevBehaviour>,
): Fault {
  return { name: `pev/${name}`, role: 'pev', breaks, class: faultClass, make: () => createPev(behaviour) };
}

/** A PEV whose wire or readings are tampered with. */
export function wrapped(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  const make = () => decorated(() => createPev(), decoration);
  return { name: `pev/${name}`, role: 'pev', breaks, class: faultClass, make };
}

/** A PEV that says more or less than it should: its numbers have no gap, so that what it says finds it. */
export function counted(name: string, breaks: string, faultClass: FaultClass, decoration: Decoration): Fault {
  return made(name, breaks, faultClass, () => countedAnew(() => createPev(), decoration));
}

/** A PEV that reads the start of an announcement or a request as another text. */
export function readsStart(
  name: string,
  breaks: string,
  faultClass: FaultClass,
  other: (text: string) => string,
): Fault {
  return wrapped(name, breaks, faultClass, {
    deliver: (params) => {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.EnergySupplyEvent.v1' && heard?.type !== 'pr2.DispatchRequest.v1')
        return params;
      const data = { ...heard.data, start: other(heard.data.start) };
      return { ...params, message: { ...heard, data } };
    },
  });
}

/** A PEV made in any other way. */
export function made(name: string, breaks: string, faultClass: FaultClass, make: () => Device): Fault {
  return { name: `pev/${name}`, role: 'pev', breaks, class: faultClass, make };
}
