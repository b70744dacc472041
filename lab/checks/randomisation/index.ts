/** The checks on starts that are spread at random, by the name under which they stand in the log. */
import type { Check } from '../check';
import { startsAtOnce, startsSpread } from './starts';

export const randomisationChecks: Readonly<Record<string, Check<never>>> = {
  'starts-spread': startsSpread,
  'starts-at-once': startsAtOnce,
};
