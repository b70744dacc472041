/** Power that changes more than once: trajectories in the order of their starts, each in force until the next. */
import { flow, powerAt, ramp, type Trajectory } from './trajectory';

export type Course = readonly [Trajectory, ...Trajectory[]];

/** What `first` becomes when further changes of power follow, each at `rateWps`. */
export function courseOf(
  first: Trajectory,
  changes: readonly { atMs: number; toW: number }[],
  rateWps: number,
): Course {
  const course: [Trajectory, ...Trajectory[]] = [first];
  let last = first;
  for (const { atMs, toW } of changes) {
    last = ramp(last, atMs, toW, rateWps);
    course.push(last);
  }
  return course;
}

/** Energy exported between two instants, J. */
export function exportedJ(course: Course, fromMs: number, toMs: number): number {
  let sumJ = 0;
  for (const [i, t] of course.entries()) {
    const a = i === 0 ? fromMs : Math.max(fromMs, t.fromMs);
    const b = Math.min(toMs, course[i + 1]?.fromMs ?? toMs);
    if (b > a) sumJ += flow(t, a, b).exportJ;
  }
  return sumJ;
}

/** Signed power at `atMs`, W. */
export function coursePowerAt(course: Course, atMs: number): number {
  let inForce: Trajectory = course[0];
  for (const t of course) if (t.fromMs <= atMs) inForce = t;
  return powerAt(inForce, atMs);
}
