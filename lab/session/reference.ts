/** The reference actors as devices of the bench. */
import type { Device } from '../../reference-impl/device';
import { createEsci } from '../../reference-impl/esci';
import { createPev } from '../../reference-impl/pev';
import { createUtility } from '../../reference-impl/utility';
import type { DeviceRole } from '../bench/bench-device';
import type { Connector } from '../connectors/connector';
import { InProcessConnector } from '../connectors/in-process';

const MAKE: Readonly<Record<DeviceRole, () => Device>> = {
  pev: createPev,
  esci: createEsci,
  utility: createUtility,
};

export function referenceDevice(role: DeviceRole): Device {
  return MAKE[role]();
}

export function referenceConnector(role: DeviceRole): Connector {
  return new InProcessConnector(() => referenceDevice(role));
}
