/** The setpoint of every PEV in one interval, from the activity of the cells it stands in. */
import type { CellActivity } from './activity';
import type { Fleet } from './fleet';
import type { Places } from './sketch';

/** How much of a cell gives: nothing, all of it, or a stretch for which each PEV's position counts. */
const NONE = 0;
const ALL = 1;
const PART = 2;

/** The watts of each cell that stand before a shard: one number a cell, zero for the first shard. */
export type Offsets = Float64Array;

/** PEVs a call of the inner loop, so that it is compiled as a function of its own. */
const BLOCK = 4096;

/**
 * Writes the setpoints of the interval that `activity` describes, W. O(N).
 * A shard passes its offsets, which is all it needs of the others, and gets what one process would compute.
 */
export function setpoints(
  activity: CellActivity,
  fleet: Fleet,
  places: Places,
  out: Int32Array,
  offsets?: Offsets,
): void {
  const extent = extentOf(activity);
  const positionW = offsets ? offsets.slice() : new Float64Array(extent.length);
  for (let from = 0; from < fleet.size; from += BLOCK) {
    writeRange(activity, extent, positionW, fleet, places, out, from, Math.min(from + BLOCK, fleet.size));
  }
}

function writeRange(
  activity: CellActivity,
  extent: Uint8Array,
  positionW: Float64Array,
  fleet: Fleet,
  places: Places,
  out: Int32Array,
  from: number,
  to: number,
): void {
  const { maxW } = fleet;
  const { cell, restW } = places;
  for (let i = from; i < to; i++) {
    const at = cell[i]!;
    const rest = restW[i]!;
    const main = (maxW[i]! - rest) | 0;
    const one = extent[at]!;
    const two = extent[at + 1]!;
    if ((one | two) < PART) out[i] = (Math.imul(one, main) + Math.imul(two, rest)) | 0;
    else
      out[i] =
        partOf(activity, extent, positionW, at, main) + partOf(activity, extent, positionW, at + 1, rest);
  }
}

function extentOf(activity: CellActivity): Uint8Array {
  const { countW, cellW } = activity;
  const extent = new Uint8Array(cellW.length);
  for (let c = 0; c < cellW.length; c++) {
    extent[c] = countW[c] === 0 ? NONE : countW[c] === cellW[c] ? ALL : PART;
  }
  return extent;
}

/** The active ones among a PEV's watts of one cell; moves the position in a cell that gives in part. */
function partOf(
  activity: CellActivity,
  extent: Uint8Array,
  positionW: Float64Array,
  cell: number,
  sizeW: number,
): number {
  const kind = extent[cell];
  if (kind === NONE || sizeW === 0) return 0;
  if (kind === ALL) return sizeW;
  const first = positionW[cell]!;
  positionW[cell] = first + sizeW;
  return activeWithin(activity, cell, first, sizeW);
}

/** The active watts among the `sizeW` of a cell from `first` on. */
function activeWithin(activity: CellActivity, cell: number, first: number, sizeW: number): number {
  const fromW = activity.fromW[cell]!;
  const toW = fromW + activity.countW[cell]!;
  const end = first + sizeW;
  const around = activity.cellW[cell]!;
  return overlap(first, end, fromW, toW) + overlap(first + around, end + around, fromW, toW);
}

function overlap(a: number, b: number, from: number, to: number): number {
  return Math.max(0, Math.min(b, to) - Math.max(a, from));
}
