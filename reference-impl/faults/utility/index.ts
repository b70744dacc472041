/** Faults of the Utility, by what they are about. */
import type { Fault } from '../fault';
import { EVENT_FAULTS } from './events';
import { REQUEST_FAULTS } from './requests';
import { RESTART_FAULTS } from './restart';

export const UTILITY_FAULTS: readonly Fault[] = [...EVENT_FAULTS, ...REQUEST_FAULTS, ...RESTART_FAULTS];
