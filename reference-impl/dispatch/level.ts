/**
 * One interval, max-min fair: everybody gives the same, except who cannot. The answer is a whole number of watts,
 * the level, and a few PEVs that give one watt more so that the sum is exact. Exact: it is the discrete
 * lexicographic max-min optimum.
 */
import { GREATEST_W } from './fleet';

/** Above every PEV: the level of a request that takes all there is. */
export const UNLIMITED_W = 2 ** 30;

/** Sums of this many powers below GREATEST_W fit 31 bits, which is what makes the loops fast. */
const BLOCK = 2048;

export interface Level {
  levelW: number;
  /** How many of those above the level give 1 W more. */
  extraW: number;
  servedW: number;
  shortfallW: number;
}

/** From this size on, counting PEVs by their power beats going through them several times. */
const MANY = 2 ** 15;

/** The level at which the PEVs `from` up to `to` give `requestW` together, or all they can. O(N). */
export function waterLevel(maxW: Int32Array, requestW: number, from = 0, to = maxW.length): Level {
  return to - from >= MANY ? levelByCount(maxW, requestW, from, to) : levelByNewton(maxW, requestW, from, to);
}

/** Newton from the left on a concave function: it never overshoots, and is done when its step is below one watt. */
export function levelByNewton(maxW: Int32Array, requestW: number, from: number, to: number): Level {
  const size = to - from;
  let levelW = size === 0 ? 0 : Math.min(UNLIMITED_W, Math.floor(requestW / size));
  for (;;) {
    // Bit masks: V8 pays more for a branch on random data.
    const level = levelW | 0;
    let missingW = 0;
    let above = 0;
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(start + BLOCK, to);
      let part = 0;
      for (let i = start; i < end; i++) {
        const overW = (maxW[i]! - level) | 0;
        part = (part + (overW & (overW >> 31))) | 0;
        above = (above + ((level - maxW[i]!) >>> 31)) | 0;
      }
      missingW += part;
    }
    const servedW = size * levelW + missingW;
    if (above === 0) return saturated(servedW, requestW);
    const stepW = Math.floor((requestW - servedW) / above);
    if (stepW === 0) return { levelW, extraW: requestW - servedW, servedW: requestW, shortfallW: 0 };
    levelW += stepW;
  }
}

/** One pass that counts the PEVs by their power, then up the powers until the request is met. */
export function levelByCount(maxW: Int32Array, requestW: number, from: number, to: number): Level {
  const count = new Int32Array(GREATEST_W + 1);
  for (let start = from; start < to; start += BLOCK)
    countPowers(maxW, count, start, Math.min(start + BLOCK, to));
  let servedW = 0;
  let above = to - from - count[0]!;
  for (let levelW = 0; ; levelW++) {
    if (above === 0) return saturated(servedW, requestW);
    if (servedW + above > requestW)
      return { levelW, extraW: requestW - servedW, servedW: requestW, shortfallW: 0 };
    servedW += above;
    above -= count[levelW + 1]!;
  }
}

function countPowers(maxW: Int32Array, count: Int32Array, from: number, to: number): void {
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = maxW[i]!;
    const b = maxW[i + 1]!;
    const c = maxW[i + 2]!;
    const d = maxW[i + 3]!;
    count[a] = (count[a]! + 1) | 0;
    count[b] = (count[b]! + 1) | 0;
    count[c] = (count[c]! + 1) | 0;
    count[d] = (count[d]! + 1) | 0;
  }
  for (; i < to; i++) count[maxW[i]!]! += 1;
}

function saturated(servedW: number, requestW: number): Level {
  return { levelW: UNLIMITED_W, extraW: 0, servedW, shortfallW: requestW - servedW };
}

/**
 * Writes the setpoints of a level, W. The extra watts go to the first PEVs above the level counted from `start`
 * (around the end), so that a start derived from the event's id spreads them fairly without chance.
 */
export function writeLevel(
  maxW: Int32Array,
  level: Level,
  out: Int32Array,
  start = 0,
  from = 0,
  to = maxW.length,
): void {
  const turn = to > from ? from + (start % (to - from)) : from;
  const left = writeRange(maxW, level, level.extraW, out, turn, to);
  writeRange(maxW, level, left, out, from, turn);
}

/** Writes a range, returns the extra watts that are left. One watt more is the level one higher, up to some PEV. */
function writeRange(
  maxW: Int32Array,
  level: Level,
  extraW: number,
  out: Int32Array,
  from: number,
  to: number,
): number {
  const { levelW } = level;
  let left = extraW;
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(start + BLOCK, to);
    if (left === 0) clip(maxW, levelW, out, start, end);
    else {
      const above = clip(maxW, levelW + 1, out, start, end);
      for (let i = end - 1, tooMuch = above - left; tooMuch > 0; i--) {
        if (out[i]! <= levelW) continue;
        out[i] = levelW;
        tooMuch--;
      }
      left = Math.max(0, left - above);
    }
  }
  return left;
}

/** min(p, level) for a range; returns how many reach the level. */
function clip(maxW: Int32Array, level: number, out: Int32Array, from: number, to: number): number {
  const levelW = level | 0;
  let below = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = (maxW[i]! - levelW) | 0;
    const b = (maxW[i + 1]! - levelW) | 0;
    const c = (maxW[i + 2]! - levelW) | 0;
    const d = (maxW[i + 3]! - levelW) | 0;
    out[i] = (levelW + (a & (a >> 31))) | 0;
    out[i + 1] = (levelW + (b & (b >> 31))) | 0;
    out[i + 2] = (levelW + (c & (c >> 31))) | 0;
    out[i + 3] = (levelW + (d & (d >> 31))) | 0;
    below = (below + (a >> 31) + (b >> 31) + (c >> 31) + (d >> 31)) | 0;
  }
  for (; i < to; i++) {
    const overW = (maxW[i]! - levelW) | 0;
    out[i] = (levelW + (overW & (overW >> 31))) | 0;
    below = (below + (overW >> 31)) | 0;
  }
  return to - from + below;
}
