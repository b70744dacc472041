/**
 * Fleets to try things on: vehicles of a few archetypes with plausible chargers, batteries, reserves and departures.
 * The figures are round numbers in the range of vehicles and chargers on the market, chosen for variety; they are
 * no survey. The same seed gives the same PEVs, and a larger fleet begins with the smaller one.
 */
import { type Fleet, emptyFleet, put } from './fleet';

export interface Archetype {
  name: string;
  /** Part of the fleet; all parts together are 1. */
  part: number;
  /** Greatest discharge at the EVSE, W. */
  maxW: number;
  /** Least discharge the charger can do, W. */
  minW: number;
  /** Usable battery, kWh at the EVSE: from, to. */
  capacityKWh: readonly [number, number];
  /** State of charge on plugging in, 0..1: from, to. */
  charge: readonly [number, number];
  /** What the customer keeps, 0..1. */
  reserve: number;
  /** Hour of the day at which it leaves, on average, and how far that spreads, h. */
  leavesAtH: number;
  spreadH: number;
  /** Incentive asked, thousandths of the currency per kWh: from, to. */
  price: readonly [number, number];
}

export const ARCHETYPES: readonly Archetype[] = [
  // prettier-ignore
  { name: 'commuter', part: 0.36, maxW: 7400, minW: 1400, capacityKWh: [40, 64], charge: [0.45, 0.95], reserve: 0.3, leavesAtH: 7.2, spreadH: 1, price: [120, 260] },
  // prettier-ignore
  { name: 'family SUV', part: 0.22, maxW: 11_000, minW: 1400, capacityKWh: [70, 100], charge: [0.4, 0.95], reserve: 0.35, leavesAtH: 8, spreadH: 1.3, price: [140, 300] },
  // prettier-ignore
  { name: 'plug-in hybrid', part: 0.14, maxW: 3700, minW: 700, capacityKWh: [9, 18], charge: [0.3, 1], reserve: 0.15, leavesAtH: 7.5, spreadH: 1.5, price: [100, 240] },
  // prettier-ignore
  { name: 'stays at home', part: 0.1, maxW: 7400, minW: 1400, capacityKWh: [40, 75], charge: [0.55, 1], reserve: 0.3, leavesAtH: 12, spreadH: 3, price: [90, 200] },
  // prettier-ignore
  { name: 'evening guest', part: 0.07, maxW: 7400, minW: 1400, capacityKWh: [40, 80], charge: [0.3, 0.8], reserve: 0.3, leavesAtH: 21.5, spreadH: 1.2, price: [150, 320] },
  // prettier-ignore
  { name: 'delivery van', part: 0.06, maxW: 22_000, minW: 4200, capacityKWh: [60, 110], charge: [0.2, 0.6], reserve: 0.15, leavesAtH: 5.5, spreadH: 0.8, price: [110, 220] },
  // prettier-ignore
  { name: 'taxi', part: 0.03, maxW: 22_000, minW: 4200, capacityKWh: [60, 90], charge: [0.3, 0.9], reserve: 0.4, leavesAtH: 19.5, spreadH: 2, price: [200, 400] },
  // prettier-ignore
  { name: 'school bus', part: 0.02, maxW: 60_000, minW: 6000, capacityKWh: [155, 245], charge: [0.5, 0.95], reserve: 0.2, leavesAtH: 6, spreadH: 0.4, price: [80, 160] },
];

export interface GeneratedFleet {
  fleet: Fleet;
  /** Index into ARCHETYPES of each PEV. */
  archetype: Uint8Array;
}

/**
 * `size` PEVs plugged in at `startH` (hour of the day) and planned in intervals of `stepS`, from the `first` on: a
 * shard generates its part of the fleet. The id of the nth is `pevIdOf(n)`.
 */
export function generateFleet(
  size: number,
  seed: number,
  stepS: number,
  startH = 17,
  first = 0,
): GeneratedFleet {
  const fleet = emptyFleet(size);
  const archetype = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const draw = draws(seed, first + i);
    const kind = pick(draw());
    const a = ARCHETYPES[kind]!;
    const capacityWh = between(a.capacityKWh, draw()) * 1000;
    const aboveReserve = Math.max(0, between(a.charge, draw()) - a.reserve);
    // The sum of three draws is bell-shaped enough, and bounded.
    const leavesAtH = a.leavesAtH + a.spreadH * 2 * (draw() + draw() + draw() - 1.5);
    const staysH = (((leavesAtH - startH) % 24) + 24) % 24;
    archetype[i] = kind;
    put(fleet, i, {
      maxW: a.maxW,
      minW: a.minW,
      energyJ: capacityWh * aboveReserve * 3600,
      stays: Math.floor((staysH * 3600) / stepS),
      price: Math.round(between(a.price, draw()) / 10) * 10,
    });
  }
  return { fleet, archetype };
}

export function pevIdOf(i: number): string {
  return `p${String(i + 1).padStart(7, '0')}`;
}

function pick(draw: number): number {
  let kind = 0;
  for (let left = draw; kind < ARCHETYPES.length - 1; kind++) {
    left -= ARCHETYPES[kind]!.part;
    if (left < 0) break;
  }
  return kind;
}

function between([from, to]: readonly [number, number], draw: number): number {
  return from + (to - from) * draw;
}

/** Numbers in [0, 1) that depend on the seed and the PEV only (Weyl sequence, mixed as in splitmix32). */
function draws(seed: number, i: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(i + 1, 0xc2b2ae35);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}
