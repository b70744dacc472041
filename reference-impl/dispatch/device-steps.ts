/**
 * Setpoints that devices can take: whole multiples of each one's step. Rounded down, then the watts so lost are given
 * back a step at a time, coarse devices first, so that fine ones close the sum. What remains is smaller than
 * the finest step that is still free, and is reported. Exact where all steps are equal.
 */

/** Rounds `setpointsW` in place to multiples of each device's step and returns the residual, W: what is not served. */
export function toDeviceSteps(setpointsW: Int32Array, maxW: Int32Array, stepW: Int32Array): number {
  let residualW = 0;
  for (let i = 0; i < setpointsW.length; i++) {
    const lostW = setpointsW[i]! % stepW[i]!;
    setpointsW[i]! -= lostW;
    residualW += lostW;
  }
  for (const step of [...new Set(stepW)].toSorted((a, b) => b - a)) {
    // One step each a round, so that nobody is preferred by more than a step.
    for (let taken = true; taken && residualW >= step;) {
      taken = false;
      for (let i = 0; i < setpointsW.length && residualW >= step; i++) {
        if (stepW[i] !== step || maxW[i]! - setpointsW[i]! < step) continue;
        setpointsW[i]! += step;
        residualW -= step;
        taken = true;
      }
    }
  }
  return residualW;
}
