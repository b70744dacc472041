/**
 * Many intervals behind limits of premises and feeders. HEURISTIC: the exact plan does not carry over to trees. The
 * time-to-go rule is followed backwards within every node's limit, then what is left fills the gaps from the first
 * interval on. With it comes an upper bound that no plan can exceed, so the gap to the optimum is always known; where
 * it is zero the plan is optimal. It keeps to every limit, without exception.
 */
import type { Fleet } from './fleet';
import { NodeRoom } from './node-room';
import { servedProfile } from './served-profile';
import { addFleet, emptyPlaces, emptySketch } from './sketch';
import { type Tree, treeSupplyW } from './tree';

export interface TreePlan {
  readonly servedW: Float64Array;
  /** What any plan can serve at most in total, J. */
  readonly boundJ: number;
  /** boundJ less what is served, J: 0 proves the plan optimal. */
  readonly gapJ: number;
  /** Setpoints of all PEVs, W, an array for each interval. */
  readonly setpointsW: readonly Int32Array[];
  /** What is left of every node's limit. */
  readonly room: NodeRoom;
}

/** Plans within the tree. O(N · T · depth). */
export function treePlan(fleet: Fleet, tree: Tree, requestW: Float64Array, stepS: number): TreePlan {
  const intervals = requestW.length;
  const sketch = emptySketch(intervals, stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  const possibleW = requestW.map((w, t) => Math.min(w, treeSupplyW(presentW(fleet, t), tree)));
  const targetW = servedProfile(sketch, possibleW);
  const filling = new Filling(fleet, tree, intervals, stepS);
  for (let t = intervals - 1; t >= 0; t--) filling.byTimeToGo(t, targetW[t]!);
  for (let t = 0; t < intervals; t++) filling.gap(t, possibleW[t]!);
  const total = (profileW: Float64Array): number => profileW.reduce((sum, w) => sum + w, 0) * stepS;
  const boundJ = total(targetW);
  const { servedW, setpointsW, room } = filling;
  return { servedW, boundJ, gapJ: boundJ - total(servedW), setpointsW, room };
}

function presentW(fleet: Fleet, t: number): Int32Array {
  return fleet.maxW.map((w, i) => (fleet.stays[i]! > t && fleet.energyJ[i]! > 0 ? w : 0));
}

/** The setpoints while they are being filled in. */
class Filling {
  readonly setpointsW: Int32Array[];
  readonly servedW: Float64Array;
  /** Watt-intervals that each PEV has left. */
  private readonly left: Float64Array;
  readonly room: NodeRoom;
  private readonly fleet: Fleet;

  constructor(fleet: Fleet, tree: Tree, intervals: number, stepS: number) {
    this.fleet = fleet;
    this.setpointsW = Array.from({ length: intervals }, () => new Int32Array(fleet.size));
    this.servedW = new Float64Array(intervals);
    this.left = fleet.energyJ.map((e) => Math.floor(e / stepS));
    this.room = new NodeRoom(tree, fleet.size, intervals);
  }

  /** Serves up to `powerW` in interval t, longest-lasting energy first, one interval of duration after the other. */
  byTimeToGo(t: number, powerW: number): void {
    const { maxW } = this.fleet;
    const { order, from } = this.byDuration(t);
    for (let duration = from.length - 2; duration >= 0 && this.servedW[t]! < powerW; duration--) {
      // Energy beyond whole intervals of this duration, then the last whole interval of those one longer.
      for (let n = from[duration]!; n < from[duration + 1]!; n++) {
        const i = order[n]!;
        this.give(t, i, this.left[i]! - duration * maxW[i]!, powerW);
      }
      if (duration + 2 >= from.length) continue;
      for (let n = from[duration + 1]!; n < from[duration + 2]!; n++) {
        const i = order[n]!;
        this.give(t, i, (duration + 2) * maxW[i]! - this.left[i]! - this.setpointsW[t]![i]!, powerW);
      }
    }
  }

  /** Serves what is still missing in interval t from whatever is left. */
  gap(t: number, powerW: number): void {
    for (let i = 0; i < this.fleet.size && this.servedW[t]! < powerW; i++) {
      if (this.fleet.stays[i]! > t) this.give(t, i, this.left[i]!, powerW);
    }
  }

  /** The PEVs that are there in interval t, sorted by the whole intervals their energy lasts. */
  private byDuration(t: number): { order: Int32Array; from: Int32Array } {
    const { maxW, stays, size } = this.fleet;
    const longest = this.setpointsW.length;
    const from = new Int32Array(longest + 2);
    const durationOf = (i: number): number =>
      stays[i]! > t && maxW[i]! > 0 ? Math.min(longest, Math.floor(this.left[i]! / maxW[i]!)) : -1;
    for (let i = 0; i < size; i++) from[durationOf(i) + 1]! += 1;
    from[0] = 0;
    for (let d = 0; d <= longest; d++) from[d + 1]! += from[d]!;
    const next = from.slice();
    const order = new Int32Array(size);
    for (let i = 0; i < size; i++) {
      const d = durationOf(i);
      if (d >= 0) order[next[d]!++] = i;
    }
    return { order, from };
  }

  /** Raises a setpoint by up to `wantedW`, as far as the request, the PEV and every node above it allow. */
  private give(t: number, i: number, wantedW: number, powerW: number): void {
    const setpoints = this.setpointsW[t]!;
    const moreW = Math.min(
      wantedW,
      powerW - this.servedW[t]!,
      this.fleet.maxW[i]! - setpoints[i]!,
      this.left[i]!,
      this.room.roomW(t, i),
    );
    if (moreW <= 0) return;
    this.room.take(t, i, moreW);
    setpoints[i]! += moreW;
    this.left[i]! -= moreW;
    this.servedW[t]! += moreW;
  }
}
