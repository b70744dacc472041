/**
 * The PEVs of one decision as columns. Watts and joules are whole numbers, so that every sum is exact and
 * conservation can be tested with `===`.
 */

/** The greatest power of one PEV, W: sums of 2,048 of them stay inside 32 bits. */
export const GREATEST_W = 2 ** 20 - 1;

export interface Fleet {
  readonly size: number;
  /** What it may give at the EVSE, W: the least of its limits (PR2-A-13); 0 for one that takes no part. */
  readonly maxW: Int32Array;
  /** The least it can give when it gives at all, W; 0 where any power will do. */
  readonly minW: Int32Array;
  /** What it may give above its reserve, J at the EVSE (PR2-A-15). */
  readonly energyJ: Float64Array;
  /** The number of whole intervals before it leaves. */
  readonly stays: Int32Array;
  /** Incentive, thousandths of the currency per kWh. */
  readonly price: Uint16Array;
}

/** One PEV in natural terms. */
export interface Store {
  maxW: number;
  energyJ: number;
  /** Whole intervals before it leaves. */
  stays: number;
  minW?: number;
  price?: number;
}

/** A fleet of `size` PEVs that can give nothing yet. */
export function emptyFleet(size: number): Fleet {
  return {
    size,
    maxW: new Int32Array(size),
    minW: new Int32Array(size),
    energyJ: new Float64Array(size),
    stays: new Int32Array(size),
    price: new Uint16Array(size),
  };
}

/** The fleet of these PEVs, in this order. Throws a RangeError where a figure is not one that can be summed exactly. */
export function fleetOf(stores: readonly Store[]): Fleet {
  const fleet = emptyFleet(stores.length);
  stores.forEach((store, i) => put(fleet, i, store));
  return fleet;
}

/** Sets one PEV of the fleet; rounds down, never up. Throws a RangeError, and sets nothing, for a figure out of range. */
export function put(fleet: Fleet, i: number, store: Store): void {
  const { maxW, minW, energyJ, stays, price } = wholeStore(store);
  fleet.maxW[i] = maxW;
  fleet.minW[i] = minW;
  fleet.energyJ[i] = energyJ;
  fleet.stays[i] = stays;
  fleet.price[i] = price;
}

/** One PEV of the fleet. */
export function storeAt(fleet: Fleet, i: number): Required<Store> {
  return {
    maxW: fleet.maxW[i]!,
    minW: fleet.minW[i]!,
    energyJ: fleet.energyJ[i]!,
    stays: fleet.stays[i]!,
    price: fleet.price[i]!,
  };
}

/** The figures of a PEV rounded down to whole ones. Throws a RangeError for one out of range. */
export function wholeStore(store: Store): Required<Store> {
  return {
    maxW: whole('maxW', store.maxW, GREATEST_W),
    minW: whole('minW', store.minW ?? 0, GREATEST_W),
    energyJ: whole('energyJ', store.energyJ, 2 ** 45),
    stays: whole('stays', store.stays, 2 ** 20),
    price: whole('price', store.price ?? 0, 2 ** 16 - 1),
  };
}

function whole(name: string, value: number, greatest: number): number {
  if (!(value >= 0 && value <= greatest)) {
    throw new RangeError(`${name} is ${value}; it must lie between 0 and ${greatest}`);
  }
  return Math.floor(value);
}

/** The PEVs `from` up to `to` as a fleet of their own, sharing the memory: one shard. */
export function shardOf(fleet: Fleet, from: number, to: number): Fleet {
  return {
    size: to - from,
    maxW: fleet.maxW.subarray(from, to),
    minW: fleet.minW.subarray(from, to),
    energyJ: fleet.energyJ.subarray(from, to),
    stays: fleet.stays.subarray(from, to),
    price: fleet.price.subarray(from, to),
  };
}
