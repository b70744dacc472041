/** Faults of the pev, by what they are about. */
import type { Fault } from '../fault';

export const PEV_FAULTS: readonly Fault[] = [];
