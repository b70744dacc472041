/**
 * What to send: nothing while nothing changed, nothing for a change too small to matter, and never so little that the
 * sum drifts. A setpoint above what a PEV may give now is always sent.
 */

export interface Hysteresis {
  /** Changes up to this size are held back, W. */
  deadbandW: number;
  /** The sum of all that is held back stays within this, W. */
  driftW: number;
}

export interface Changes {
  /** The PEVs to send to, ascending. */
  index: number[];
  /** Their new setpoints, W. */
  setpointW: number[];
  /** What stays unserved (or overserved, negative) because changes are held back, W. */
  driftW: number;
}

/** The changes from what was sent last to the target, W. `maxW` is what each may give now. */
export function changesOf(
  sentW: Int32Array,
  targetW: Int32Array,
  maxW: Int32Array,
  hysteresis: Hysteresis,
): Changes {
  const index: number[] = [];
  const held: number[] = [];
  let driftW = 0;
  for (let i = 0; i < targetW.length; i++) {
    const changeW = targetW[i]! - sentW[i]!;
    if (changeW === 0) continue;
    const small = Math.abs(changeW) <= hysteresis.deadbandW && targetW[i] !== 0 && sentW[i] !== 0;
    if (small && sentW[i]! <= maxW[i]!) {
      held.push(i);
      driftW += changeW;
    } else index.push(i);
  }
  if (Math.abs(driftW) > hysteresis.driftW) {
    const changeW = (i: number): number => targetW[i]! - sentW[i]!;
    // The largest last, those that raise and those that lower apart.
    held.sort((a, b) => Math.abs(changeW(a)) - Math.abs(changeW(b)) || b - a);
    const raising = held.filter((i) => changeW(i) > 0);
    const lowering = held.filter((i) => changeW(i) < 0);
    while (Math.abs(driftW) > hysteresis.driftW) {
      const i = (driftW > 0 ? raising : lowering).pop()!;
      driftW -= changeW(i);
      index.push(i);
    }
    index.sort((a, b) => a - b);
  }
  return { index, setpointW: index.map((i) => targetW[i]!), driftW };
}
