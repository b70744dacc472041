/** The setpoints of a plan in all its intervals. */
import { Activity } from './activity';
import type { Fleet } from './fleet';
import type { Plan } from './plan';
import { type Offsets, setpoints } from './setpoints';
import type { Places, Sketch } from './sketch';

/**
 * Setpoints of the fleet, W, an array for each interval. O(N · T) in time and memory; a dispatcher needs only the
 * interval that begins now (Activity, setpoints).
 * @param offsets of a shard; absent: the fleet is all there is
 */
export function scheduleOf(
  plan: Plan,
  sketch: Sketch,
  fleet: Fleet,
  places: Places,
  offsets?: Offsets,
): Int32Array[] {
  const activity = new Activity(sketch, plan.levels);
  const schedule = Array.from({ length: plan.intervals }, () => new Int32Array(fleet.size));
  for (let t = plan.intervals - 1; t >= 0; t--)
    setpoints(activity.to(t), fleet, places, schedule[t]!, offsets);
  return schedule;
}
