/** All odd but conformant variants. */
import type { Variant } from '../faults/fault';
import { ESCI_VARIANTS } from './esci';
import { PEV_VARIANTS } from './pev';
import { UTILITY_VARIANTS } from './utility';

export const VARIANTS: readonly Variant[] = [...PEV_VARIANTS, ...ESCI_VARIANTS, ...UTILITY_VARIANTS];

export function variantNamed(name: string): Variant | undefined {
  return VARIANTS.find((v) => v.name === name);
}
