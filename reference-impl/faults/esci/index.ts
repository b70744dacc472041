/** Faults of the esci, by what they are about. */
import type { Fault } from '../fault';

export const ESCI_FAULTS: readonly Fault[] = [];
