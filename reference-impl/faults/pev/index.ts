/** Faults of the PEV, by what they are about. */
import type { Fault } from '../fault';
import { DECLARED_FAULTS } from './declared';
import { DISPATCH_FAULTS } from './dispatch';
import { POWER_FAULTS } from './power';
import { RESTART_FAULTS } from './restart';
import { TELLING_FAULTS } from './telling';

export const PEV_FAULTS: readonly Fault[] = [
  ...DECLARED_FAULTS,
  ...DISPATCH_FAULTS,
  ...POWER_FAULTS,
  ...RESTART_FAULTS,
  ...TELLING_FAULTS,
];
