/**
 * A battery behind its inverter. Energies that cross the interface are AC-side joules (reading D11); a joule
 * delivered drains 1/efficiency joules, a joule taken in stores efficiency joules.
 */
import type { Flow } from './trajectory';

export interface Battery {
  readonly capacityWh: number;
  /** One way, 0..1. */
  readonly efficiency: number;
  readonly storedJ: number;
}

export const JOULES_PER_WH = 3600;

/** A battery at a state of charge, per cent. */
export function batteryAt(capacityWh: number, efficiency: number, soc: number): Battery {
  return { capacityWh, efficiency, storedJ: (capacityWh * JOULES_PER_WH * soc) / 100 };
}

/** State of charge, per cent. */
export function socPct(b: Battery): number {
  return (b.storedJ * 100) / (b.capacityWh * JOULES_PER_WH);
}

/** The battery after energy passed its terminals; it never holds less than nothing or more than its capacity. */
export function after(b: Battery, flow: Flow): Battery {
  const storedJ = b.storedJ - flow.exportJ / b.efficiency + flow.importJ * b.efficiency;
  return { ...b, storedJ: Math.min(b.capacityWh * JOULES_PER_WH, Math.max(0, storedJ)) };
}

/** What can be delivered at the AC terminals before the state of charge reaches `floorPct`, J (PR2-A-15). */
export function availableJ(b: Battery, floorPct: number): number {
  return Math.max(0, b.storedJ - (b.capacityWh * JOULES_PER_WH * floorPct) / 100) * b.efficiency;
}

/** What must be taken from the AC terminals to reach `targetPct`, J. */
export function neededJ(b: Battery, targetPct: number): number {
  return Math.max(0, (b.capacityWh * JOULES_PER_WH * targetPct) / 100 - b.storedJ) / b.efficiency;
}

/** Seconds of charging at `chargeW` up to `targetPct`; infinite where no charging is possible. */
export function rechargeS(b: Battery, targetPct: number, chargeW: number): number {
  const energyJ = neededJ(b, targetPct);
  return energyJ === 0 ? 0 : energyJ / chargeW;
}
