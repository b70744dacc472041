/** A combustion engine that charges the battery of the vehicle behind its inverter (PR2-B-09). */

export interface Engine {
  readonly running: boolean;
  readonly fuelPct: number;
}

/** What it gives to the battery, W. */
export const ENGINE_W = 10_000;
/** What a full tank gives, Wh. */
export const TANK_WH = 100_000;

const PCT_PER_S = (ENGINE_W / 3600 / TANK_WH) * 100;

/** What running for `ms` puts into the battery, and what is left in the tank. */
export function run(engine: Engine, ms: number): { chargedJ: number; fuelPct: number } {
  if (!engine.running || ms <= 0) return { chargedJ: 0, fuelPct: engine.fuelPct };
  const seconds = Math.min(ms / 1000, engine.fuelPct / PCT_PER_S);
  return { chargedJ: ENGINE_W * seconds, fuelPct: Math.max(0, engine.fuelPct - seconds * PCT_PER_S) };
}

/** How long it runs until the tank is down to `pct`, ms. */
export function runsForMs(engine: Engine, pct: number): number {
  return Math.max(0, Math.ceil(((engine.fuelPct - pct) / PCT_PER_S) * 1000));
}
