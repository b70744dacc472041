/** The reference Utility. */
import type { Device } from '../device';
import { conformantUtility, type UtilityBehaviour } from './behaviour';
import { Utility } from './utility';

export { conformantUtility, type UtilityBehaviour } from './behaviour';

/** A Utility that conforms, but for the decision points replaced by `behaviour`. */
export function createUtility(behaviour: Partial<UtilityBehaviour> = {}): Device {
  return new Utility({ ...conformantUtility, ...behaviour });
}
