/** The checks on what a loss of power leaves, by the name under which they stand in the log. */
import type { Check } from '../check';
import { registersGoOn } from './registers';

export const restartChecks: Readonly<Record<string, Check<never>>> = {
  'registers-go-on': registersGoOn,
};
