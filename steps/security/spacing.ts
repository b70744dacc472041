/**
 * When the k-th message of an even stream is due, in whole ms after the first; `perS` messages a second, Infinity for
 * all at once. No stretch of 1000 ms, its end not counted, holds more than `perS`: one multiplication and one division,
 * since a multiple of a rounded distance may fall a millisecond late.
 */
export function offsetAtRateMs(k: number, perS: number): number {
  return Math.ceil((k * 1000) / perS);
}
