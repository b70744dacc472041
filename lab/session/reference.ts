/** The reference actors as devices of the bench. */
import type { Device } from '../../reference-impl/device';
import type * as Esci from '../../reference-impl/esci';
import type * as Pev from '../../reference-impl/pev';
import type * as Utility from '../../reference-impl/utility';
import type { DeviceRole } from '../bench/bench-device';
import type { Connector } from '../connectors/connector';
import { InProcessConnector } from '../connectors/in-process';

/** The code of an actor is read when the first is made: a process that is one device needs one of them. */
const MAKE: Readonly<Record<DeviceRole, () => Device>> = {
  pev: () => (require('../../reference-impl/pev') as typeof Pev).createPev(),
  esci: () => (require('../../reference-impl/esci') as typeof Esci).createEsci(),
  utility: () => (require('../../reference-impl/utility') as typeof Utility).createUtility(),
};

export function referenceDevice(role: DeviceRole): Device {
  return MAKE[role]();
}

export function referenceConnector(role: DeviceRole): Connector {
  return new InProcessConnector(() => referenceDevice(role));
}
