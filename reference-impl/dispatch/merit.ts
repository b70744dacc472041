/** One interval in merit order: whoever asks the least incentive gives first. Exact: no cheaper watt stays idle. */

const PRICES = 2 ** 16;

export interface MeritOrder {
  /** The dearest price that is used, thousandths of the currency per kWh; −1 where nothing is asked. */
  marginalPrice: number;
  /** What those at the marginal price give together, W. */
  marginalW: number;
  servedW: number;
  shortfallW: number;
}

/** Writes the setpoints, W. Among equal prices the order is that of the fleet, from `start` on. O(N + prices). */
export function meritOrder(
  maxW: Int32Array,
  price: Uint16Array,
  requestW: number,
  out: Int32Array,
  start = 0,
): MeritOrder {
  const supplyW = new Float64Array(PRICES);
  for (let i = 0; i < maxW.length; i++) supplyW[price[i]!]! += maxW[i]!;
  let marginal = -1;
  let servedW = 0;
  let marginalW = 0;
  for (let p = 0; p < PRICES && servedW < requestW; p++) {
    if (supplyW[p] === 0) continue;
    marginal = p;
    marginalW = Math.min(supplyW[p]!, requestW - servedW);
    servedW += marginalW;
  }
  const turn = maxW.length > 0 ? start % maxW.length : 0;
  let left = writeRange(maxW, price, marginal, marginalW, out, turn, maxW.length);
  left = writeRange(maxW, price, marginal, left, out, 0, turn);
  return { marginalPrice: marginal, marginalW: marginalW - left, servedW, shortfallW: requestW - servedW };
}

function writeRange(
  maxW: Int32Array,
  price: Uint16Array,
  marginal: number,
  marginalW: number,
  out: Int32Array,
  from: number,
  to: number,
): number {
  let left = marginalW;
  for (let i = from; i < to; i++) {
    const p = price[i]!;
    if (p < marginal) out[i] = maxW[i]!;
    else if (p > marginal) out[i] = 0;
    else {
      const setpointW = Math.min(left, maxW[i]!);
      out[i] = setpointW;
      left -= setpointW;
    }
  }
  return left;
}
