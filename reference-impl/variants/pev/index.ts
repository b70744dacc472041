/** Unusual but conformant pevs. */
import type { Variant } from '../../faults/fault';

export const PEV_VARIANTS: readonly Variant[] = [];
