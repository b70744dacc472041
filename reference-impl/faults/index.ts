/** All named faults. */
import type { DeviceRole } from '../../schemas';
import { ESCI_FAULTS } from './esci';
import type { Fault } from './fault';
import { PEV_FAULTS } from './pev';
import { UTILITY_FAULTS } from './utility';

export type { Fault, FaultClass, Variant } from './fault';

export const FAULTS: readonly Fault[] = [...PEV_FAULTS, ...ESCI_FAULTS, ...UTILITY_FAULTS];

export function faultNamed(name: string): Fault | undefined {
  return FAULTS.find((f) => f.name === name);
}

export function faultsOf(role: DeviceRole): readonly Fault[] {
  return FAULTS.filter((f) => f.role === role);
}
