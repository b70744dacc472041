/**
 * The least incentive that serves a profile. What sets of PEVs can serve of it is a polymatroid, so taking them in
 * order of price is optimal: each tier serves what the tiers so far can serve more than the cheaper ones alone.
 */
import type { Fleet } from './fleet';
import { servedProfile, workspaceOf } from './served-profile';
import { type Sketch, addStore, emptySketch } from './sketch';

export interface Tier {
  /** Thousandths of the currency per kWh. */
  price: number;
  energyJ: number;
}

export interface LeastCost {
  tiers: Tier[];
  /** Thousandths of the currency. */
  cost: number;
}

/** The energy of each tier, and the cost, of serving `servedW` (a profile of the whole fleet). Exact; O(N + tiers · T²). */
export function leastCost(fleet: Fleet, servedW: Float64Array, stepS: number): LeastCost {
  const sketch = emptySketch(servedW.length, stepS);
  const served = servedBy(sketch, servedW);
  const tiers: Tier[] = [];
  const order = byPrice(fleet);
  let soFarJ = 0;
  for (let n = 0; n < order.length;) {
    const price = fleet.price[order[n]!]!;
    for (; n < order.length && fleet.price[order[n]!] === price; n++) join(sketch, fleet, order[n]!);
    const withThemJ = served();
    if (withThemJ > soFarJ) tiers.push({ price, energyJ: withThemJ - soFarJ });
    soFarJ = withThemJ;
  }
  return { tiers, cost: tiers.reduce((sum, tier) => sum + (tier.energyJ / 3.6e6) * tier.price, 0) };
}

/**
 * The fleet with each PEV's energy cut to its part in the cheapest service: its plan for `servedW` serves all of it at
 * least cost. Exact; O(N · T²), so for fleets of some thousands.
 */
export function leastCostFleet(fleet: Fleet, servedW: Float64Array, stepS: number): Fleet {
  const sketch = emptySketch(servedW.length, stepS);
  const served = servedBy(sketch, servedW);
  const energyJ = new Float64Array(fleet.size);
  let soFarJ = 0;
  for (const i of byPrice(fleet)) {
    join(sketch, fleet, i);
    const withItJ = served();
    energyJ[i] = withItJ - soFarJ;
    soFarJ = withItJ;
  }
  return { ...fleet, energyJ };
}

/** J that the PEVs in the sketch can serve of the profile. */
function servedBy(sketch: Sketch, servedW: Float64Array): () => number {
  const work = workspaceOf(sketch.intervals);
  return () => servedProfile(sketch, servedW, work).reduce((sum, w) => sum + w, 0) * sketch.stepS;
}

function join(sketch: Sketch, fleet: Fleet, i: number): void {
  addStore(sketch, fleet.maxW[i]!, fleet.energyJ[i]!, fleet.stays[i]!, 1);
}

/** The PEVs from the cheapest to the dearest, equal prices in the order of the fleet. */
function byPrice(fleet: Fleet): Uint32Array {
  const from = new Uint32Array(2 ** 16 + 1);
  for (let i = 0; i < fleet.size; i++) from[fleet.price[i]! + 1]! += 1;
  for (let p = 0; p < 2 ** 16; p++) from[p + 1]! += from[p]!;
  const order = new Uint32Array(fleet.size);
  for (let i = 0; i < fleet.size; i++) order[from[fleet.price[i]!]!++] = i;
  return order;
}
