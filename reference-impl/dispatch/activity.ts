/**
 * Which watts of each cell of the sketch give in an interval. Seen in the order of the fleet, the active watts of a
 * cell are one stretch that may run around its end: whoever has just given goes to the back. So one interval is two
 * numbers a cell, whatever the size of the fleet.
 */
import type { Sketch } from './sketch';
import type { ShardLevels } from './wire';

export interface CellActivity {
  /** The first active watt of each cell. */
  readonly fromW: Float64Array;
  /** The number of active watts of each cell; they run around the cell's end. */
  readonly countW: Float64Array;
  /** All watts of each cell. */
  readonly cellW: Float64Array;
}

/** The activity in one interval after the other, from the last to the first. */
export class Activity implements CellActivity {
  readonly fromW: Float64Array;
  readonly countW: Float64Array;
  readonly cellW: Float64Array;
  /** The interval that the columns describe; `intervals` before the first step. */
  interval: number;

  private readonly levels: ShardLevels;
  private readonly row: number;
  // A queue is a list of pieces, each the watts pieceFrom..pieceTo of one cell.
  private readonly pieceCell: Int32Array;
  private readonly pieceFromW: Float64Array;
  private readonly pieceToW: Float64Array;
  private readonly next: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private pieces = 0;

  constructor(sketch: Sketch, levels: ShardLevels) {
    const { intervals } = sketch;
    const cells = sketch.watts.length;
    // Each interval splits one piece at most.
    const greatest = cells + intervals;
    this.row = intervals + 1;
    this.levels = levels;
    this.interval = intervals;
    this.cellW = sketch.watts;
    this.fromW = new Float64Array(cells);
    this.countW = new Float64Array(cells);
    this.pieceCell = new Int32Array(greatest);
    this.pieceFromW = new Float64Array(greatest);
    this.pieceToW = new Float64Array(greatest);
    this.next = new Int32Array(greatest).fill(-1);
    this.head = new Int32Array(intervals + 2).fill(-1);
    this.tail = new Int32Array(intervals + 2).fill(-1);
  }

  /** Goes back to an interval, which must be one before the present one, and describes it. */
  to(interval: number): this {
    while (this.interval > interval) {
      this.interval -= 1;
      this.enter();
      const described = this.interval === interval;
      if (described) this.describeWhole();
      this.take(described);
    }
    return this;
  }

  private enter(): void {
    const base = (this.interval + 1) * this.row;
    for (let j = 1; j <= this.interval + 1; j++) {
      const cell = base + j;
      if (this.cellW[cell]! > 0) this.append(j, this.piece(cell, 0, this.cellW[cell]!));
    }
  }

  /** Marks what gives out of queues above the cut. */
  private describeWhole(): void {
    this.countW.fill(0);
    for (let j = this.levels.cut[this.interval]! + 1; j < this.row; j++) {
      for (let p = this.head[j]!; p >= 0; p = this.next[p]!) this.mark(p);
    }
  }

  /** Moves the head of the cut queue one queue down, and all queues above it. */
  private take(described: boolean): void {
    const cut = this.levels.cut[this.interval]!;
    let left = this.levels.activeW[this.interval]!;
    while (left > 0) {
      const p = this.head[cut]!;
      const size = this.pieceToW[p]! - this.pieceFromW[p]!;
      if (size > left) this.splitHead(cut, left);
      left -= Math.min(size, left);
      this.detachHead(cut);
      if (described) this.mark(p);
      this.append(cut - 1, p);
    }
    this.concatenate(cut, cut + 1);
    for (let j = cut + 1; j < this.row; j++) {
      this.head[j] = this.head[j + 1]!;
      this.tail[j] = this.tail[j + 1]!;
    }
  }

  private mark(p: number): void {
    const cell = this.pieceCell[p]!;
    // A cell's watts stand in one queue and the next shorter one, each in their order: what is met first begins the stretch.
    if (this.countW[cell] === 0) this.fromW[cell] = this.pieceFromW[p]!;
    this.countW[cell]! += this.pieceToW[p]! - this.pieceFromW[p]!;
  }

  private piece(cell: number, fromW: number, toW: number): number {
    const p = this.pieces++;
    this.pieceCell[p] = cell;
    this.pieceFromW[p] = fromW;
    this.pieceToW[p] = toW;
    return p;
  }

  /** Leaves the first `sizeW` watts in the head of the queue and puts its others behind it. */
  private splitHead(queue: number, sizeW: number): void {
    const p = this.head[queue]!;
    const middleW = this.pieceFromW[p]! + sizeW;
    const rest = this.piece(this.pieceCell[p]!, middleW, this.pieceToW[p]!);
    this.pieceToW[p] = middleW;
    this.next[rest] = this.next[p]!;
    this.next[p] = rest;
    if (this.tail[queue] === p) this.tail[queue] = rest;
  }

  private detachHead(queue: number): void {
    const p = this.head[queue]!;
    this.head[queue] = this.next[p]!;
    if (this.head[queue] < 0) this.tail[queue] = -1;
    this.next[p] = -1;
  }

  private append(queue: number, p: number): void {
    if (this.head[queue]! < 0) this.head[queue] = p;
    else this.next[this.tail[queue]!] = p;
    this.tail[queue] = p;
  }

  private concatenate(queue: number, behind: number): void {
    if (this.head[behind]! < 0) return;
    if (this.head[queue]! < 0) this.head[queue] = this.head[behind]!;
    else this.next[this.tail[queue]!] = this.head[behind]!;
    this.tail[queue] = this.tail[behind]!;
    this.head[behind] = -1;
    this.tail[behind] = -1;
  }
}
