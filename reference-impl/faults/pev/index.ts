/** Faults of the PEV, by what they are about. */
import type { Fault } from '../fault';
import { BACKUP_FAULTS } from './backup';
import { CLOCK_FAULTS } from './clock';
import { DECLARED_FAULTS } from './declared';
import { DISPATCH_FAULTS } from './dispatch';
import { ENGINE_FAULTS } from './engine';
import { ISOLATION_FAULTS } from './isolation';
import { POWER_FAULTS } from './power';
import { PRECEDENCE_FAULTS } from './precedence';
import { RANDOMISATION_FAULTS } from './randomisation';
import { RESTART_FAULTS } from './restart';
import { TELLING_FAULTS } from './telling';
import { SECURITY_FAULTS } from './security';

export const PEV_FAULTS: readonly Fault[] = [
  ...BACKUP_FAULTS,
  ...CLOCK_FAULTS,
  ...DECLARED_FAULTS,
  ...DISPATCH_FAULTS,
  ...ENGINE_FAULTS,
  ...ISOLATION_FAULTS,
  ...POWER_FAULTS,
  ...PRECEDENCE_FAULTS,
  ...RANDOMISATION_FAULTS,
  ...RESTART_FAULTS,
  ...SECURITY_FAULTS,
  ...TELLING_FAULTS,
];
