/**
 * Whether the bench could tell the time well enough: with a device on a clock of its own, what it says is stamped at
 * receipt. Where that may be off by more than a quarter of the tightest limit judged, nothing is concluded.
 */
import { inconclusive, type Judgement } from './check';

const SHARE = 1 / 4;

/**
 * @param uncertainMs the most that an instant of the case may be off, ms
 * @param usualMs the limit that a failure is taken to be about where it tells none: that of an answer (P_T_ACK), ms
 */
export function ifSharp(j: Judgement, uncertainMs: number, usualMs: number): Judgement {
  if (uncertainMs <= 0 || j.verdict === 'inconclusive') return j;
  const told = (j.measured ?? []).map((m) => m.limitMs).filter((ms) => ms > 0);
  const limits = told.length === 0 && j.verdict === 'fail' ? [usualMs] : told;
  const tightestMs = Math.min(...limits);
  if (limits.length === 0 || uncertainMs <= tightestMs * SHARE) return j;
  const off = `times of this case may be off by ${uncertainMs} ms, and the limit is ${tightestMs} ms`;
  return inconclusive(
    j.expected,
    `${j.observed}, but ${off}`,
    j.basis,
    `${off}: lower clock.maxSpeed in the device's hello, or run nearer to the device`,
  );
}
