/** Unusual but conformant escis. */
import type { Variant } from '../../faults/fault';

export const ESCI_VARIANTS: readonly Variant[] = [];
