/** All odd but conformant variants. */
import type { Variant } from '../faults/fault';
import { ESCI_VARIANTS } from './esci';
import { mixedNamed } from './mixed';
import { PEV_VARIANTS } from './pev';
import { UTILITY_VARIANTS } from './utility';

export { drawMixed, mixedNamed } from './mixed';

export const VARIANTS: readonly Variant[] = [...PEV_VARIANTS, ...ESCI_VARIANTS, ...UTILITY_VARIANTS];

/** One of them, or several mixed. */
export function variantNamed(name: string): Variant | undefined {
  return VARIANTS.find((v) => v.name === name) ?? mixedNamed(name, VARIANTS);
}
