/** Curves as they are drawn: cut to the stretch that is shown, thinned without losing a spike. */
import type { Point, Requested } from '../model/power';
import type { Stretch } from '../model/stretch';

/** Points of one line; more are thinned to the extremes of each column. */
const POINTS = 1_500;

/** What was asked for as lines: up from zero where nothing stood before, back to zero where nothing follows. */
export function outlines(requests: readonly Requested[]): Point[][] {
  const out: Point[][] = [];
  requests.forEach(({ fromMs, toMs, powerW, ended }, i) => {
    const value = -powerW;
    const follows = requests[i - 1]?.toMs === fromMs;
    const followed = requests[i + 1]?.fromMs === toMs;
    const level = [
      { atMs: fromMs, value },
      { atMs: toMs, value },
    ];
    if (follows) out.at(-1)?.push(...level);
    else out.push([{ atMs: fromMs, value: 0 }, ...level]);
    if (ended && !followed) out.at(-1)?.push({ atMs: toMs, value: 0 });
  });
  return out;
}

/** The part of a straight-line curve inside the stretch, its ends interpolated. */
export function clipped(points: readonly Point[], { fromMs, toMs }: Stretch): Point[] {
  const out: Point[] = [];
  points.forEach((p, i) => {
    const before = points[i - 1];
    if (before !== undefined) {
      for (const edge of [fromMs, toMs]) {
        if (before.atMs < edge && edge < p.atMs) out.push({ atMs: edge, value: between(before, p, edge) });
      }
    }
    if (p.atMs >= fromMs && p.atMs <= toMs) out.push(p);
  });
  return out;
}

function between(a: Point, b: Point, atMs: number): number {
  return a.value + ((b.value - a.value) * (atMs - a.atMs)) / (b.atMs - a.atMs);
}

/** Steps carried to both ends of the stretch. */
export function until(points: readonly Point[], { fromMs, toMs }: Stretch): Point[] {
  const before = points.findLast((p) => p.atMs <= fromMs);
  const inside = points.filter((p) => p.atMs > fromMs && p.atMs <= toMs);
  const all = before === undefined ? inside : [{ atMs: fromMs, value: before.value }, ...inside];
  const last = all.at(-1);
  return last === undefined ? [] : [...all, { atMs: toMs, value: last.value }];
}

/** Keeps first, last, least and most of each column, so that no spike is lost. */
export function thinned(points: readonly Point[]): Point[] {
  if (points.length <= POINTS) return [...points];
  const size = Math.ceil((points.length * 4) / POINTS);
  const out: Point[] = [];
  for (let i = 0; i < points.length; i += size) {
    const column = points.slice(i, i + size);
    const sorted = column.toSorted((a, b) => a.value - b.value);
    const kept = new Set([column[0], column.at(-1), sorted[0], sorted.at(-1)]);
    out.push(...column.filter((p) => kept.has(p)));
  }
  return out;
}
