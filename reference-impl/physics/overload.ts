/**
 * How long an island may be overloaded (PR2-B-08): a curve of steps, and a clock for each step that runs while the
 * load is above it.
 */

export interface OverloadStep {
  /** The load above which the step counts, in units of the rated power. */
  readonly abovePu: number;
  /** How long that may last, s. */
  readonly allowedS: number;
}

/** 110 % for 10 s, 125 % for 2 s, 150 % for half a second, and nothing beyond (PR2-B-08). */
export const OVERLOAD_CURVE: readonly OverloadStep[] = [
  { abovePu: 1, allowedS: 10 },
  { abovePu: 1.1, allowedS: 2 },
  { abovePu: 1.25, allowedS: 0.5 },
  { abovePu: 1.5, allowedS: 0 },
];

/** Since when the load has been above each step of the curve, ms; null where it is not. */
export type OverloadClock = readonly (number | null)[];

export const NO_OVERLOAD: OverloadClock = OVERLOAD_CURVE.map(() => null);

/** So that a load that was computed from per cent counts as the step itself and not as above it. */
const DUST = 1e-9;

/** The clock as it goes on with a load of `pu` from `atMs`. */
export function clockOverload(clock: OverloadClock, pu: number, atMs: number): OverloadClock {
  return OVERLOAD_CURVE.map(({ abovePu }, i) => (pu > abovePu + DUST ? (clock[i] ?? atMs) : null));
}

/** When something has to be done, given how long a step is put up with; null without an overload. */
export function overloadDueMs(
  clock: OverloadClock,
  toleratedMs: (allowedS: number) => number,
): number | null {
  const due = OVERLOAD_CURVE.flatMap(({ allowedS }, i) => {
    const sinceMs = clock[i] ?? null;
    return sinceMs === null ? [] : [sinceMs + toleratedMs(allowedS)];
  });
  return due.length === 0 ? null : Math.min(...due);
}

/** The load in units of the rated power, the heaviest phase counting as if all were loaded like it. */
export function loadPu(phaseW: readonly number[], ratedW: number): number {
  const heaviestW = Math.max(0, ...phaseW) * phaseW.length;
  if (heaviestW === 0) return 0;
  return ratedW === 0 ? Number.POSITIVE_INFINITY : heaviestW / ratedW;
}
