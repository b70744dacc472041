/** Faults of the ESCI, by what they are about. */
import type { Fault } from '../fault';
import { METER_FAULTS } from './meter';
import { RELAY_FAULTS } from './relay';
import { RESTART_FAULTS } from './restart';

export const ESCI_FAULTS: readonly Fault[] = [...RELAY_FAULTS, ...METER_FAULTS, ...RESTART_FAULTS];
