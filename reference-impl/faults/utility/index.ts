/** Faults of the utility, by what they are about. */
import type { Fault } from '../fault';

export const UTILITY_FAULTS: readonly Fault[] = [];
