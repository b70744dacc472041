/**
 * The dispatch as a plain linear programme: a column for each PEV and interval before it leaves, a row for each
 * interval and for each PEV's energy. In watts and watt-intervals.
 */
import type { Fleet } from '../../../reference-impl/dispatch';

export interface DispatchLp {
  columns: number;
  rows: number;
  /** Maximised. */
  gain: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  /** Entries by column, all 1. */
  starts: Int32Array;
  indices: Int32Array;
  /** The PEV and interval of each column. */
  pev: Int32Array;
  interval: Int32Array;
}

export interface LpOptions {
  /** Gain of a watt-interval; default 1. */
  gainOf?: (pev: number, interval: number) => number;
  /** The request must be met exactly. */
  exactly?: boolean;
  /** Node of each PEV and the nodes' limits, W: a row for each node and interval. */
  nodes?: { nodeOf: ArrayLike<number>; capW: ArrayLike<number> }[];
}

export function dispatchLp(
  fleet: Fleet,
  requestW: Float64Array,
  stepS: number,
  options: LpOptions = {},
): DispatchLp {
  const { gainOf = () => 1, exactly = false, nodes = [] } = options;
  const intervals = requestW.length;
  const stayOf = (i: number): number => Math.min(intervals, fleet.stays[i]!);
  let columns = 0;
  for (let i = 0; i < fleet.size; i++) columns += stayOf(i);
  const nodeRow: number[] = [];
  let rows = intervals + fleet.size;
  for (const { capW } of nodes) {
    nodeRow.push(rows);
    rows += capW.length * intervals;
  }
  const perColumn = 2 + nodes.length;
  const lp: DispatchLp = {
    columns,
    rows,
    gain: new Float64Array(columns),
    upper: new Float64Array(columns),
    rowLower: new Float64Array(rows).fill(-Infinity),
    rowUpper: new Float64Array(rows),
    starts: Int32Array.from({ length: columns + 1 }, (_, c) => c * perColumn),
    indices: new Int32Array(columns * perColumn),
    pev: new Int32Array(columns),
    interval: new Int32Array(columns),
  };
  lp.rowUpper.set(requestW);
  if (exactly) lp.rowLower.set(requestW);
  for (let i = 0; i < fleet.size; i++) lp.rowUpper[intervals + i] = Math.floor(fleet.energyJ[i]! / stepS);
  nodes.forEach(({ capW }, n) => {
    for (let v = 0; v < capW.length; v++) {
      lp.rowUpper.fill(capW[v]!, nodeRow[n]! + v * intervals, nodeRow[n]! + (v + 1) * intervals);
    }
  });
  let c = 0;
  for (let i = 0; i < fleet.size; i++) {
    for (let t = 0; t < stayOf(i); t++, c++) {
      lp.gain[c] = gainOf(i, t);
      lp.upper[c] = fleet.maxW[i]!;
      lp.pev[c] = i;
      lp.interval[c] = t;
      const at = c * perColumn;
      lp.indices[at] = t;
      lp.indices[at + 1] = intervals + i;
      nodes.forEach(({ nodeOf }, n) => (lp.indices[at + 2 + n] = nodeRow[n]! + nodeOf[i]! * intervals + t));
    }
  }
  return lp;
}
