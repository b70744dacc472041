/** Fleets and requests for measuring: every power different, so that nothing profits from a few archetypes. */
import { type Fleet, emptyFleet, put } from '../../reference-impl/dispatch';

export const INTERVALS = 96;
export const STEP_S = 900;

/** A small generator of its own (32-bit linear congruential), so that fleets are the same on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function randomFleet(size: number, seed = 12_345, intervals = INTERVALS): Fleet {
  const draw = random(seed);
  const fleet = emptyFleet(size);
  for (let i = 0; i < size; i++) {
    put(fleet, i, {
      maxW: 3000 + draw() * 19_000,
      energyJ: draw() * 60 * 3.6e6,
      stays: 1 + draw() * intervals,
      price: draw() * 450,
    });
  }
  return fleet;
}

export function supplyW(fleet: Fleet): number {
  return fleet.maxW.reduce((sum, w) => sum + w, 0);
}

/** The same power in all intervals, as a share of all the fleet could give. */
export function constantRequest(fleet: Fleet, share: number, intervals = INTERVALS): Float64Array {
  return new Float64Array(intervals).fill(Math.floor(supplyW(fleet) * share));
}
