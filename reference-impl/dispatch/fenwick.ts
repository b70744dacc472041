/**
 * The water level kept up to date while PEVs come and go: counts and sums of powers in two Fenwick trees, so that a
 * join, a leave and the new level each cost a few steps, whatever the size of the fleet. Exact, as level.ts.
 */
import { type Level, UNLIMITED_W } from './level';

export class PowerIndex {
  private readonly count: Int32Array;
  private readonly sumW: Float64Array;
  private readonly greatest: number;
  private total = 0;
  private totalW = 0;

  /** For PEVs of up to `greatestW`. */
  constructor(greatestW: number) {
    this.greatest = 2 ** Math.ceil(Math.log2(greatestW + 1));
    this.count = new Int32Array(this.greatest + 1);
    this.sumW = new Float64Array(this.greatest + 1);
  }

  /** A PEV joins (sign 1) or leaves (sign −1). Throws a RangeError for a power that the index was not made for. */
  add(powerW: number, sign: 1 | -1): void {
    if (!(powerW >= 0 && powerW < this.greatest)) throw new RangeError(`${powerW} W is outside this index`);
    if (powerW === 0) return;
    this.total += sign;
    this.totalW += sign * powerW;
    const changeW = sign * powerW;
    for (let at = powerW; at <= this.greatest; at += at & -at) {
      this.count[at]! += sign;
      this.sumW[at]! += changeW;
    }
  }

  /** The level at which all together give `requestW`, or all they can. */
  level(requestW: number): Level {
    if (requestW >= this.totalW) {
      return { levelW: UNLIMITED_W, extraW: 0, servedW: this.totalW, shortfallW: requestW - this.totalW };
    }
    let levelW = 0;
    let above = this.total;
    let belowW = 0;
    for (let step = this.greatest >> 1; step > 0; step >>= 1) {
      const next = levelW + step;
      const nextAbove = above - this.count[next]!;
      const nextBelowW = belowW + this.sumW[next]!;
      if (nextBelowW + next * nextAbove > requestW) continue;
      levelW = next;
      above = nextAbove;
      belowW = nextBelowW;
    }
    return { levelW, extraW: requestW - belowW - levelW * above, servedW: requestW, shortfallW: 0 };
  }
}
