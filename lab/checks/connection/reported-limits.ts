/** The limits that a report names beside its power (PR2-A-13). */
import type { MessageBodies } from '../../../schemas';

type Limits = MessageBodies['AvailabilityReport']['limits'];

const NAMES = [
  'pev',
  'charger',
  'cordset',
  'evse',
  'site',
  'customer',
] as const satisfies readonly (keyof Limits)[];

/** The least of them, W; infinite where none is named. Members that nobody knows are no limits (PR2-X-08). */
export function leastReportedW(limits: Partial<Limits> = {}): number {
  return Math.min(...NAMES.map((name) => limits[name]).filter((w) => typeof w === 'number'));
}
