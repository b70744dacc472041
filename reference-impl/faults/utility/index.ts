/** Faults of the Utility, by what they are about. */
import type { Fault } from '../fault';
import { CLOCK_FAULTS } from './clock';
import { EVENT_FAULTS } from './events';
import { OWED_FAULTS } from './owed';
import { REQUEST_FAULTS } from './requests';
import { PRECEDENCE_FAULTS } from './precedence';
import { RANDOMISATION_FAULTS } from './randomisation';
import { RESTART_FAULTS } from './restart';
import { SECURITY_FAULTS } from './security';

export const UTILITY_FAULTS: readonly Fault[] = [
  ...CLOCK_FAULTS,
  ...EVENT_FAULTS,
  ...REQUEST_FAULTS,
  ...OWED_FAULTS,
  ...PRECEDENCE_FAULTS,
  ...RANDOMISATION_FAULTS,
  ...RESTART_FAULTS,
  ...SECURITY_FAULTS,
];
