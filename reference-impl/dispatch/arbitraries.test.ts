/** Random fleets and requests for the property tests of this folder. */
import fc from 'fast-check';
import { type Store, fleetOf } from './fleet';
import { addFleet, emptyPlaces, emptySketch } from './sketch';

export const INTERVAL_S = 900;

/** A share between two bounds, evenly spread (fc.double prefers the extremes). */
export const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 10_000 }).map((n) => min + ((max - min) * n) / 10_000);

/** Powers small enough for ties and corner cases to be frequent. */
export const powers = fc.array(fc.oneof(fc.nat(12), fc.nat(60_000)), { minLength: 1, maxLength: 40 });

export interface Case {
  intervals: number;
  stores: Store[];
  requestW: Float64Array;
}

/** A fleet with departures and reserves, and a request between nothing and too much. */
export const cases = ({
  commonDeparture = false,
  maxPevs = 12,
  maxIntervals = 10,
} = {}): fc.Arbitrary<Case> =>
  fc.integer({ min: 1, max: maxIntervals }).chain((intervals) =>
    fc
      .record({
        stores: fc.array(store(intervals, commonDeparture), { minLength: 1, maxLength: maxPevs }),
        shares: fc.array(between(0, 1.3), {
          minLength: intervals,
          maxLength: intervals,
        }),
        scale: fc.constantFrom(0.1, 0.3, 0.6, 1),
      })
      .map(({ stores, shares, scale }) => {
        const allW = stores.reduce((sum, s) => sum + s.maxW, 0);
        return {
          intervals,
          stores,
          requestW: Float64Array.from(shares, (x) => Math.floor(x * scale * allW)),
        };
      }),
  );

const store = (intervals: number, commonDeparture: boolean): fc.Arbitrary<Store> =>
  fc
    .record({
      maxW: fc.oneof(fc.nat(5), fc.integer({ min: 1000, max: 60_000 })),
      lasts: between(0, intervals + 1),
      stays: commonDeparture ? fc.constant(intervals) : fc.nat(intervals + 1),
      price: fc.nat(4),
    })
    .map(({ maxW, lasts, stays, price }) => ({
      maxW,
      energyJ: Math.floor(lasts * maxW * INTERVAL_S),
      stays,
      price,
    }));

/** The fleet, its sketch and places. */
export function sketched({ intervals, stores }: Pick<Case, 'intervals' | 'stores'>) {
  const fleet = fleetOf(stores);
  const sketch = emptySketch(intervals, INTERVAL_S);
  const places = emptyPlaces(fleet.size);
  addFleet(sketch, fleet, places);
  return { fleet, sketch, places };
}

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
