/**
 * Power over time as a straight line followed by a level: the only shape that an actor's power has. Both ends
 * lie on whole milliseconds, so that a curve rebuilt from power and slope at each kink is exact.
 * Power is signed as telemetry is: minus is discharge.
 */
export interface Trajectory {
  readonly fromMs: number;
  readonly fromW: number;
  /** The kink: `toW` holds from here on. */
  readonly toMs: number;
  readonly toW: number;
}

/** Energy that passed the terminals, each direction by itself, J. */
export interface Flow {
  readonly exportJ: number;
  readonly importJ: number;
}

/** The same power from `atMs` on. */
export function level(atMs: number, powerW: number): Trajectory {
  return { fromMs: atMs, fromW: powerW, toMs: atMs, toW: powerW };
}

/**
 * Leaves `before` at `atMs` for `toW`, at `rateWps` at most, or faster where that would take longer than
 * `withinMs`. The rate is rounded down so that the kink falls on a whole millisecond.
 */
export function ramp(
  before: Trajectory,
  atMs: number,
  toW: number,
  rateWps: number,
  withinMs = Number.POSITIVE_INFINITY,
): Trajectory {
  const fromW = powerAt(before, atMs);
  const durationMs = Math.min(
    Math.max(0, Math.ceil((Math.abs(toW - fromW) / rateWps) * 1000 - 1e-6)),
    withinMs,
  );
  return { fromMs: atMs, fromW, toMs: atMs + durationMs, toW };
}

/** Signed power at `atMs`, W. Before its start a trajectory is level. */
export function powerAt(t: Trajectory, atMs: number): number {
  if (atMs >= t.toMs) return t.toW;
  if (atMs <= t.fromMs) return t.fromW;
  return t.fromW + ((t.toW - t.fromW) * (atMs - t.fromMs)) / (t.toMs - t.fromMs);
}

/** Slope from `atMs` on, W/s. */
export function slopeAt(t: Trajectory, atMs: number): number {
  if (atMs < t.fromMs || atMs >= t.toMs) return 0;
  return ((t.toW - t.fromW) * 1000) / (t.toMs - t.fromMs);
}

/** Exact energy in each direction between two instants, J. */
export function flow(t: Trajectory, fromMs: number, toMs: number): Flow {
  const kinks = [t.fromMs, ...crossing(t), t.toMs].filter((k) => k > fromMs && k < toMs);
  const instants = [fromMs, ...kinks, toMs];
  let exportJ = 0;
  let importJ = 0;
  for (let i = 1; i < instants.length; i++) {
    const [a = fromMs, b = toMs] = [instants[i - 1], instants[i]];
    const energyJ = ((powerAt(t, a) + powerAt(t, b)) / 2) * ((b - a) / 1000);
    if (energyJ < 0) exportJ -= energyJ;
    else importJ += energyJ;
  }
  return { exportJ, importJ };
}

/**
 * The first whole millisecond from which power stays within `toleranceW` of `targetW`, or null where it does not
 * settle there.
 */
export function settlesAt(t: Trajectory, targetW: number, toleranceW: number): number | null {
  if (Math.abs(t.toW - targetW) > toleranceW) return null;
  const outside = (atMs: number): boolean => Math.abs(powerAt(t, atMs) - targetW) > toleranceW;
  if (!outside(t.fromMs)) return t.fromMs;
  // The line is monotone and ends inside, so it leaves the outside once.
  const span = t.toW - t.fromW;
  const edgeW = targetW - Math.sign(span) * toleranceW;
  let atMs = Math.ceil(t.fromMs + ((edgeW - t.fromW) / span) * (t.toMs - t.fromMs));
  while (outside(atMs)) atMs += 1;
  return atMs;
}

function crossing(t: Trajectory): number[] {
  if (Math.sign(t.fromW) * Math.sign(t.toW) >= 0) return [];
  return [t.fromMs + (t.fromW / (t.fromW - t.toW)) * (t.toMs - t.fromMs)];
}
