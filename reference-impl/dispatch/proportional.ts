/**
 * One interval, everybody by the same share of what it can give. Not max-min fair: a strong PEV gives more. The sum
 * is exact by cumulative rounding: each setpoint is the difference of two rounded running sums, so that no remainder
 * can get lost at the end.
 */
import type { Level } from './level';

/** Writes the setpoints, W, and returns what they serve; each lies within 1 W of its exact share, never above maxW. */
export function proportional(
  maxW: Int32Array,
  requestW: number,
  out: Int32Array,
): Omit<Level, 'levelW' | 'extraW'> {
  let supplyW = 0;
  for (let i = 0; i < maxW.length; i++) supplyW += maxW[i]!;
  if (requestW >= supplyW) {
    out.set(maxW);
    return { servedW: supplyW, shortfallW: requestW - supplyW };
  }
  const share = requestW / supplyW;
  let runningW = 0;
  let givenW = 0;
  for (let i = 0; i < maxW.length; i++) {
    const powerW = maxW[i]!;
    runningW += powerW;
    const setpointW = Math.min(powerW, Math.floor(runningW * share) - givenW);
    out[i] = setpointW;
    givenW += setpointW;
  }
  // The product above is a double and may end one watt low.
  for (let i = 0; i < maxW.length && givenW < requestW; i++) {
    if (out[i]! < maxW[i]!) {
      out[i]! += 1;
      givenW += 1;
    }
  }
  return { servedW: givenW, shortfallW: requestW - givenW };
}

/** Rounds shares of any origin to whole watts: the sum is the rounded-down sum of the shares, each within 1 W. */
export function roundCumulatively(sharesW: Float64Array, out: Int32Array): number {
  let runningW = 0;
  let givenW = 0;
  for (let i = 0; i < sharesW.length; i++) {
    runningW += sharesW[i]!;
    const setpointW = Math.floor(runningW) - givenW;
    out[i] = setpointW;
    givenW += setpointW;
  }
  return givenW;
}
