/** Unusual but conformant utilitys. */
import type { Variant } from '../../faults/fault';

export const UTILITY_VARIANTS: readonly Variant[] = [];
