/** Unusual but conformant PEVs, by what is odd about them. */
import type { Variant } from '../../faults/fault';
import { DECLARING_VARIANTS } from './declaring';
import { HABIT_VARIANTS } from './habits';
import { ISLAND_VARIANTS } from './island';
import { METERING_VARIANTS } from './metering';
import { ORDER_VARIANTS } from './order';
import { POWER_VARIANTS } from './power';
import { TALKATIVE_VARIANTS } from './talkative';
import { TIMING_VARIANTS } from './timing';
import { WORDING_VARIANTS } from './wording';

export const PEV_VARIANTS: readonly Variant[] = [
  ...TIMING_VARIANTS,
  ...POWER_VARIANTS,
  ...METERING_VARIANTS,
  ...WORDING_VARIANTS,
  ...DECLARING_VARIANTS,
  ...HABIT_VARIANTS,
  ...ISLAND_VARIANTS,
  ...ORDER_VARIANTS,
  ...TALKATIVE_VARIANTS,
];
