/** Unusual but conformant Utilities, by what is unusual about them. */
import type { Variant } from '../../faults/fault';
import { ATTEMPT_VARIANTS } from './attempts';
import { OTHERWISE_PLANNING_VARIANTS } from './planning-otherwise';
import { PLANNING_VARIANTS } from './planning';
import { REMINDING_VARIANTS } from './reminding';
import { OFTENER_VARIANTS } from './oftener';
import { SAYING_VARIANTS } from './saying';

export const UTILITY_VARIANTS: readonly Variant[] = [
  ...PLANNING_VARIANTS,
  ...OTHERWISE_PLANNING_VARIANTS,
  ...SAYING_VARIANTS,
  ...REMINDING_VARIANTS,
  ...ATTEMPT_VARIANTS,
  ...OFTENER_VARIANTS,
];
