/**
 * One interval when the coming request is not known. First gives whoever can least be held back: the key is how long
 * its energy lasts at full power less the time until it leaves, in intervals. With a common departure this is exact
 * whatever comes (time-to-go). With different departures no rule without foresight can be exact, since two futures
 * can demand opposite choices: HEURISTIC there, within a few hundredths of a per cent of the plan on average.
 */
import type { CellActivity } from './activity';
import type { Sketch } from './sketch';

/** What to order by: `slack` is the key above; `time-to-go` leaves departures out. */
export type CausalKey = 'slack' | 'time-to-go';

export interface CausalLevel extends CellActivity {
  servedW: number;
  shortfallW: number;
}

/** Which cells give in the interval that begins now; `setpoints` turns it into setpoints. O(T²) on the sketch of now. */
export function causalLevel(sketch: Sketch, requestW: number, key: CausalKey = 'slack'): CausalLevel {
  const { intervals, watts } = sketch;
  const row = intervals + 1;
  const countW = new Float64Array(watts.length);
  let missingW = requestW;
  for (let slack = key === 'slack' ? 0 : intervals; missingW > 0 && slack > -row; slack--) {
    for (let stay = 1; stay <= intervals; stay++) {
      const duration = key === 'slack' ? slack + stay : slack;
      if (duration < 1 || duration > stay) continue;
      const cell = stay * row + duration;
      const powerW = Math.min(watts[cell]!, missingW);
      countW[cell] = powerW;
      missingW -= powerW;
    }
  }
  const fromW = new Float64Array(watts.length);
  return { fromW, countW, cellW: watts, servedW: requestW - missingW, shortfallW: missingW };
}
