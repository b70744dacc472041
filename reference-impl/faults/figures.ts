/** Figures of a device that has a table of round ones. */

/** As many whole steps as `round` makes of it; what is less than one step, or no whole number, stays as it is. */
export function inWhole(step: number, value: number, round: (steps: number) => number): number {
  return value < step || !Number.isInteger(value) ? value : round(value / step) * step;
}
