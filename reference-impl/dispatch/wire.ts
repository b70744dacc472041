/**
 * What shards send each other, as plain vectors of numbers. A sketch is triangular (energy that lasts longer than a
 * PEV stays is not counted), so T intervals are (T+1)(T+2)/2 numbers: 38 kB at T = 96, whatever the fleet. Shards
 * need two numbers an interval of the levels.
 */
import type { Levels } from './levels';
import { type Sketch, emptySketch } from './sketch';

/** Of the levels, what a shard needs to set its PEVs. */
export type ShardLevels = Pick<Levels, 'cut' | 'activeW'>;

/** The cells of a sketch, or the offsets of a shard, that can hold watts. */
export function packCells(intervals: number, watts: Float64Array): Float64Array {
  const packed = new Float64Array(((intervals + 1) * (intervals + 2)) / 2);
  let n = 0;
  for (let d = 0; d <= intervals; d++)
    for (let j = 0; j <= d; j++) packed[n++] = watts[d * (intervals + 1) + j]!;
  return packed;
}

/** The sketch that was packed. Throws a RangeError where the vector has another length. */
export function unpackSketch(intervals: number, stepS: number, packed: Float64Array): Sketch {
  const sketch = emptySketch(intervals, stepS);
  if (packed.length !== ((intervals + 1) * (intervals + 2)) / 2) {
    throw new RangeError(`${packed.length} numbers are no sketch of ${intervals} intervals`);
  }
  let n = 0;
  for (let d = 0; d <= intervals; d++)
    for (let j = 0; j <= d; j++) sketch.watts[d * (intervals + 1) + j] = packed[n++]!;
  return sketch;
}

export function packLevels({ cut, activeW }: ShardLevels): Float64Array {
  return Float64Array.from([...cut, ...activeW]);
}

export function unpackLevels(packed: Float64Array): ShardLevels {
  const intervals = packed.length / 2;
  return { cut: Int32Array.from(packed.subarray(0, intervals)), activeW: packed.slice(intervals) };
}
