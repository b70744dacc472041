/** The box in which a plot is drawn, and how numbers are written into it. */
import type { ScaleTime } from 'd3-scale';
import { trusted, type Html } from '../text/html';

/** Shapes live in a square of this side, which stretches with the page. */
export const BOX = 1000;
/** Height of the power panel, in pixels. */
export const POWER_HEIGHT = 240;

export type X = ScaleTime<number, number>;

/** A path with one decimal at most. */
export function rounded(d: string): string {
  return d.replace(/\d+\.\d+/g, (n) => String(Number(Number(n).toFixed(1))));
}

export function round(value: number): number {
  return Number(value.toFixed(1));
}

/** A place along the width of the page. */
export function pc(value: number): Html {
  return trusted(`${Number(value.toFixed(2))}%`);
}
