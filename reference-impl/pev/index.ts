/** The reference PEV. */
import type { Device } from '../device';
import type { PevBehaviour } from './behaviour';
import { conformantPev } from './conformant';
import { Pev } from './pev';

export type { PevBehaviour } from './behaviour';
export { conformantPev } from './conformant';

/** A PEV; conformant, except for the decisions that are replaced. */
export function createPev(behaviour: Partial<PevBehaviour> = {}): Device {
  return new Pev({ ...conformantPev, ...behaviour });
}
