/**
 * The measure of the ratios: reading the arrays of a fleet once and writing one, in the same blocks and by the same
 * kind of loop as the core, with next to no arithmetic.
 */
import type { Fleet } from '../../reference-impl/dispatch';

const BLOCK = 4096;

/** Reads power, energy and stay of each PEV, writes one number. */
export function plainFleetPass(fleet: Fleet, out: Int32Array): void {
  for (let from = 0; from < fleet.size; from += BLOCK)
    fleetBlock(fleet, out, from, Math.min(from + BLOCK, fleet.size));
}

function fleetBlock(fleet: Fleet, out: Int32Array, from: number, to: number): void {
  const { maxW, energyJ, stays } = fleet;
  let i = from;
  for (; i + 3 < to; i += 4) {
    out[i] = maxW[i]! + energyJ[i]! + stays[i]!;
    out[i + 1] = maxW[i + 1]! + energyJ[i + 1]! + stays[i + 1]!;
    out[i + 2] = maxW[i + 2]! + energyJ[i + 2]! + stays[i + 2]!;
    out[i + 3] = maxW[i + 3]! + energyJ[i + 3]! + stays[i + 3]!;
  }
  for (; i < to; i++) out[i] = maxW[i]! + energyJ[i]! + stays[i]!;
}

/** Reads the power of each PEV, writes one number. */
export function plainPowerPass(maxW: Int32Array, out: Int32Array): void {
  for (let from = 0; from < maxW.length; from += BLOCK) {
    powerBlock(maxW, out, from, Math.min(from + BLOCK, maxW.length));
  }
}

function powerBlock(maxW: Int32Array, out: Int32Array, from: number, to: number): void {
  let i = from;
  for (; i + 3 < to; i += 4) {
    out[i] = (maxW[i]! + 1) | 0;
    out[i + 1] = (maxW[i + 1]! + 1) | 0;
    out[i + 2] = (maxW[i + 2]! + 1) | 0;
    out[i + 3] = (maxW[i + 3]! + 1) | 0;
  }
  for (; i < to; i++) out[i] = (maxW[i]! + 1) | 0;
}
