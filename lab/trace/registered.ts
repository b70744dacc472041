/** Every check that may stand in a run log: those that steps ask for, the oracles, and what the bench records itself. */
import { CHECKS } from '../checks';
import { ORACLES } from '../oracles';
import type { RegisteredCheck } from './check-problems';

/** Of a device that died or fell silent, and of one that refused what its ICS claims. */
const ONLY_ON_FAILURE: ReadonlySet<string> = new Set(['stays-up', 'does-as-declared']);

export const REGISTERED_CHECKS: readonly RegisteredCheck[] = [
  ...Object.keys(CHECKS).map((name) => ({ name, onlyOnFailure: ONLY_ON_FAILURE.has(name) })),
  ...ORACLES.map(({ name, onlyOnFailure = false }) => ({ name, onlyOnFailure })),
];
