/**
 * One interval behind premises, transformers and feeders: max-min fair among all PEVs, within the limit of every
 * node. A node that could give more than its limit holds its PEVs at a level of its own; seen from above it then
 * behaves exactly as before, so one pass from the leaves to the root is enough. Exact.
 */
import { type Level, levelByNewton, waterLevel, writeLevel } from './level';

/** The nodes of one depth; node v holds the PEVs start[v] up to start[v + 1]. */
export interface NodeRow {
  readonly start: Int32Array;
  /** Greatest power of each node, W. */
  readonly capW: Float64Array;
}

/** Limits from the nodes next to the PEVs up to the root. PEVs of a node stand next to each other in the fleet. */
export type Tree = readonly NodeRow[];

/** Writes the setpoints, W; the returned level is that of the PEVs no node holds back. O(N · depth). */
export function treeLevel(maxW: Int32Array, tree: Tree, requestW: number, out: Int32Array, start = 0): Level {
  out.set(maxW);
  holdNodes(out, tree);
  const level = waterLevel(out, requestW);
  // In place: a setpoint is read before it is written, and never again.
  writeLevel(out, level, out, start);
  return level;
}

/** What the whole tree can give, W. */
export function treeSupplyW(maxW: Int32Array, tree: Tree): number {
  const withinW = maxW.slice();
  holdNodes(withinW, tree);
  let sumW = 0;
  for (const powerW of withinW) sumW += powerW;
  return sumW;
}

/** Holds the PEVs of each node at a level of its own where they could give more than its limit. */
function holdNodes(withinW: Int32Array, tree: Tree): void {
  for (const { start, capW } of tree) {
    for (let v = 0; v < capW.length; v++) holdNode(withinW, capW[v]!, start[v]!, start[v + 1]!);
  }
}

function holdNode(withinW: Int32Array, capW: number, from: number, to: number): void {
  let sumW = 0;
  for (let i = from; i < to; i++) sumW += withinW[i]!;
  if (sumW <= capW) return;
  writeLevel(withinW, levelByNewton(withinW, capW, from, to), withinW, 0, from, to);
}

/** Throws a RangeError unless the rows are nested and cover the fleet in order. */
export function checkTree(size: number, tree: Tree): void {
  for (const [depth, { start, capW }] of tree.entries()) {
    const below = tree[depth - 1];
    const nested =
      start.length === capW.length + 1 &&
      start[0] === 0 &&
      start[capW.length] === size &&
      capW.every((w, v) => w >= 0 && start[v]! <= start[v + 1]!) &&
      (below === undefined || start.every((at) => below.start.includes(at)));
    if (!nested)
      throw new RangeError(`the nodes at depth ${depth} do not cover the ${size} PEVs one after the other`);
  }
}
