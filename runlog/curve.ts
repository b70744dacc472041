/**
 * Power over time as the readings tell it: exact between kinks where the device declares slopes, straight lines
 * between samples where it does not. Signed watts, minus = discharge; energies in joules.
 */
export interface CurvePoint {
  readonly n: number;
  readonly atMs: number;
  readonly powerW: number;
  /** Undefined where the device declares no slopes. */
  readonly slopeWps?: number;
}

export interface Extreme {
  readonly powerW: number;
  readonly atMs: number;
  readonly n: number;
}

export class Curve {
  private readonly points: CurvePoint[] = [];

  get length(): number {
    return this.points.length;
  }

  /** Points come in time order; a later one at the same instant is a step. */
  add(point: CurvePoint): void {
    this.points.push(point);
  }

  /** The last point at or before `atMs`. */
  pointAt(atMs: number): CurvePoint | undefined {
    return this.points[this.indexAt(atMs)];
  }

  /** The first point after `atMs`. */
  pointAfter(atMs: number): CurvePoint | undefined {
    return this.points[this.indexAt(atMs) + 1];
  }

  /** Signed power just after `atMs`; undefined before the first reading. */
  powerAt(atMs: number): number | undefined {
    const i = this.indexAt(atMs);
    const point = this.points[i];
    if (point === undefined) return undefined;
    return valueOn(point, this.points[i + 1], atMs);
  }

  /** The corners of the curve within [fromMs, toMs], the ends included, each with the reading behind it. */
  corners(fromMs: number, toMs: number): Extreme[] {
    const out: Extreme[] = [];
    const first = Math.max(0, this.indexAt(fromMs));
    for (let i = first; i < this.points.length; i += 1) {
      const point = this.points[i];
      if (point === undefined || point.atMs > toMs) break;
      const next = this.points[i + 1];
      const startMs = Math.max(point.atMs, fromMs);
      const endMs = Math.min(next?.atMs ?? toMs, toMs);
      if (endMs < startMs) continue;
      out.push({ powerW: valueOn(point, next, startMs), atMs: startMs, n: point.n });
      if (endMs > startMs) out.push({ powerW: valueOn(point, next, endMs), atMs: endMs, n: point.n });
    }
    return out;
  }

  /** The strongest discharge within the window (most negative power), and when. */
  lowest(fromMs: number, toMs: number): Extreme | undefined {
    return this.corners(fromMs, toMs).reduce<Extreme | undefined>(
      (m, c) => (m === undefined || c.powerW < m.powerW ? c : m),
      undefined,
    );
  }

  /** The strongest import within the window, and when. */
  highest(fromMs: number, toMs: number): Extreme | undefined {
    return this.corners(fromMs, toMs).reduce<Extreme | undefined>(
      (m, c) => (m === undefined || c.powerW > m.powerW ? c : m),
      undefined,
    );
  }

  /** Exported and imported energy within the window, both as magnitudes in joules. */
  energyJ(fromMs: number, toMs: number): { exportJ: number; importJ: number } {
    let exportJ = 0;
    let importJ = 0;
    const corners = this.corners(fromMs, toMs);
    for (let i = 0; i + 1 < corners.length; i += 1) {
      const a = corners[i];
      const b = corners[i + 1];
      if (a === undefined || b === undefined || b.atMs <= a.atMs) continue;
      const seconds = (b.atMs - a.atMs) / 1000;
      const [down, up] = splitEnergy(a.powerW, b.powerW, seconds);
      exportJ += down;
      importJ += up;
    }
    return { exportJ, importJ };
  }

  /** The first instant in [fromMs, toMs] at which the power satisfies `holds`, at corner and millisecond precision. */
  firstWhere(fromMs: number, toMs: number, holds: (powerW: number) => boolean): Extreme | undefined {
    const corners = this.corners(fromMs, toMs);
    for (let i = 0; i < corners.length; i += 1) {
      const here = corners[i];
      if (here === undefined) break;
      if (holds(here.powerW)) return i === 0 ? here : refine(corners[i - 1] ?? here, here, holds);
    }
    return undefined;
  }

  private indexAt(atMs: number): number {
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.points[mid]?.atMs ?? Infinity) <= atMs) low = mid + 1;
      else high = mid;
    }
    return low - 1;
  }
}

function valueOn(point: CurvePoint, next: CurvePoint | undefined, atMs: number): number {
  const seconds = (atMs - point.atMs) / 1000;
  if (point.slopeWps !== undefined) return point.powerW + point.slopeWps * seconds;
  if (next === undefined || next.atMs <= point.atMs) return point.powerW;
  return point.powerW + ((next.powerW - point.powerW) * (atMs - point.atMs)) / (next.atMs - point.atMs);
}

/** Exported and imported joules under a straight line from `a` to `b` watts. */
export function splitEnergy(a: number, b: number, seconds: number): [number, number] {
  if (a <= 0 && b <= 0) return [(-(a + b) / 2) * seconds, 0];
  if (a >= 0 && b >= 0) return [0, ((a + b) / 2) * seconds];
  const zeroS = (seconds * Math.abs(a)) / (Math.abs(a) + Math.abs(b));
  const first = (Math.abs(a) / 2) * zeroS;
  const second = (Math.abs(b) / 2) * (seconds - zeroS);
  return a < 0 ? [first, second] : [second, first];
}

/** Bisects a straight stretch to the millisecond at which a monotone condition begins to hold. */
function refine(before: Extreme, after: Extreme, holds: (powerW: number) => boolean): Extreme {
  let low = before.atMs;
  let high = after.atMs;
  if (high <= low) return after;
  const at = (ms: number): number =>
    before.powerW + ((after.powerW - before.powerW) * (ms - before.atMs)) / (after.atMs - before.atMs);
  while (high - low > 1) {
    const mid = Math.floor((low + high) / 2);
    if (holds(at(mid))) high = mid;
    else low = mid;
  }
  return { atMs: high, powerW: at(high), n: after.n };
}
