/** Unusual but conformant ESCIs, by what is unusual about them. */
import type { Variant } from '../../faults/fault';
import { ISLAND_VARIANTS } from './island';
import { READING_VARIANTS } from './reading';
import { TIMING_VARIANTS } from './timing';
import { WORDING_VARIANTS } from './wording';

export const ESCI_VARIANTS: readonly Variant[] = [
  ...TIMING_VARIANTS,
  ...READING_VARIANTS,
  ...WORDING_VARIANTS,
  ...ISLAND_VARIANTS,
];
