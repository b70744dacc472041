/**
 * Who serves it: T levels that fix every PEV's setpoint in every interval.
 *
 * The intervals are gone through backwards. A watt stands in the queue of those whose energy still lasts as many
 * intervals as its own; PEVs that have left come in at their last interval. An interval takes the longest-lasting
 * queues whole and the head of one, the cut; whoever gives moves to the tail of the next shorter queue. This is the
 * time-to-go rule: it leaves at every moment the fleet that can still do most, so any profile of servedProfile is
 * met, to the watt. Because energies last whole numbers of intervals (see sketch), nothing is ever rounded. Exact.
 */
import type { Sketch } from './sketch';

export interface Levels {
  /** The queue that is cut, by its duration; those that last longer give all they have, those below it nothing. */
  readonly cut: Int32Array;
  /** W taken from the head of the cut queue. */
  readonly activeW: Float64Array;
  /** W left in the cut queue: whoever comes down into it queues behind them. */
  readonly waitingW: Float64Array;
  /** W already in the queue below: whoever gives out of the cut queue queues behind them. */
  readonly belowW: Float64Array;
}

/** The levels that serve a profile of servedProfile. O(T²). Throws a RangeError where the profile is not servable. */
export function levelsOf(sketch: Sketch, servedW: Float64Array): Levels {
  const { intervals, watts } = sketch;
  const row = intervals + 1;
  const levels: Levels = {
    cut: new Int32Array(intervals),
    activeW: new Float64Array(intervals),
    waitingW: new Float64Array(intervals),
    belowW: new Float64Array(intervals),
  };
  const queueW = new Float64Array(intervals + 2);
  for (let t = intervals - 1; t >= 0; t--) {
    const entering = (t + 1) * row;
    for (let j = 1; j <= t + 1; j++) queueW[j]! += watts[entering + j]!;
    takeInterval(queueW, levels, t, servedW[t]!);
  }
  return levels;
}

function takeInterval(queueW: Float64Array, levels: Levels, t: number, powerW: number): void {
  let cut = queueW.length - 2;
  let missingW = powerW;
  while (cut > 0 && missingW > queueW[cut]!) missingW -= queueW[cut--]!;
  if (cut === 0 && missingW > 0)
    throw new RangeError(`interval ${t} asks ${missingW} W more than the fleet can give`);
  levels.cut[t] = cut;
  levels.activeW[t] = missingW;
  levels.waitingW[t] = queueW[cut]! - missingW;
  levels.belowW[t] = queueW[cut - 1] ?? 0;
  moveQueues(queueW, cut, missingW);
}

/** The head of the cut queue goes one down, and so do all queues above. */
function moveQueues(queueW: Float64Array, cut: number, headW: number): void {
  if (cut > 0) queueW[cut - 1]! += headW;
  queueW[cut] = queueW[cut]! - headW + queueW[cut + 1]!;
  for (let j = cut + 1; j < queueW.length - 1; j++) queueW[j] = queueW[j + 1]!;
}

/** Queue position, W, at which each cell of the sketch comes in; the same layout as the sketch. Vehicles need theirs. */
export function queueEntries(sketch: Sketch, levels: Pick<Levels, 'cut' | 'activeW'>): Float64Array {
  const row = sketch.intervals + 1;
  const entryW = new Float64Array(sketch.watts.length);
  const queueW = new Float64Array(sketch.intervals + 2);
  for (let t = sketch.intervals - 1; t >= 0; t--) {
    for (let j = 1; j <= t + 1; j++) {
      const cell = (t + 1) * row + j;
      entryW[cell] = queueW[j]!;
      queueW[j]! += sketch.watts[cell]!;
    }
    moveQueues(queueW, levels.cut[t]!, levels.activeW[t]!);
  }
  return entryW;
}
