/** The power that is still free at every node of a tree, interval by interval. */
import type { Tree } from './tree';

export class NodeRoom {
  /** W by interval, depth and node. */
  private readonly freeW: Float64Array[][];
  /** The node of each PEV, by depth. */
  private readonly nodeOf: Int32Array[];

  constructor(tree: Tree, size: number, intervals: number) {
    this.freeW = Array.from({ length: intervals }, () => tree.map(({ capW }) => capW.slice()));
    this.nodeOf = tree.map(({ start, capW }) => {
      const node = new Int32Array(size);
      for (let v = 0; v < capW.length; v++) node.fill(v, start[v], start[v + 1]);
      return node;
    });
  }

  /** What PEV i may give more in interval t as far as its nodes are concerned, W. */
  roomW(t: number, i: number): number {
    let roomW = Infinity;
    const free = this.freeW[t]!;
    for (let depth = 0; depth < free.length; depth++) {
      roomW = Math.min(roomW, free[depth]![this.nodeOf[depth]![i]!]!);
    }
    return roomW;
  }

  /** PEV i gives so much more (negative: less) in interval t, W. */
  take(t: number, i: number, moreW: number): void {
    const free = this.freeW[t]!;
    for (let depth = 0; depth < free.length; depth++) free[depth]![this.nodeOf[depth]![i]!]! -= moreW;
  }
}
