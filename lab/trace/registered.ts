/** Every check that may stand in a run log: those that steps ask for, the oracles, and what the bench records itself. */
import { CHECKS } from '../checks';
import { ORACLES } from '../oracles';
import type { RegisteredCheck } from './check-problems';

export const REGISTERED_CHECKS: readonly RegisteredCheck[] = [
  ...Object.keys(CHECKS).map((name) => ({ name })),
  ...ORACLES.map(({ name }) => ({ name })),
  { name: 'stays-up', onlyOnFailure: true }, // of a device that died or fell silent
];
