/**
 * A check: one named judgement, a pure function of the case's records and of JSON arguments. It runs while the
 * case runs and can be run again later from the log alone, with the same answer.
 */
import type { CaseView } from '../../runlog/case-view';
import type { Divergence } from '../../schemas';

export interface Judgement {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** What should have been seen, with figures and units. */
  readonly expected: string;
  /** What was seen, with figures, units and instants. */
  readonly observed: string;
  /** Log positions that it rests on: what it is measured from first, what shows the breach last. */
  readonly basis: readonly number[];
  /** Measured times against their limits, for the report's distributions. */
  readonly measured?: readonly Measured[];
  /** Why it is inconclusive, or a likely cause of the failure. */
  readonly cause?: string;
  /** Where a failure left what was expected, where the basis alone does not tell it. */
  readonly divergence?: Divergence;
}

/** A response time as measured, and the limit it was held against, ms. */
export interface Measured {
  readonly name: 'ack' | 'start' | 'full' | 'stop' | 'notice' | 'report' | 'forward';
  readonly valueMs: number;
  readonly limitMs: number;
  readonly responseClass?: string;
}

/** Not yet decidable: ask again when something new is in the log, or when `untilMs` is reached. */
export interface Pending {
  readonly untilMs: number;
}

export type Check<A> = (view: CaseView, args: A) => Judgement | Pending;

export function isPending(outcome: Judgement | Pending): outcome is Pending {
  return 'untilMs' in outcome;
}

export function pass(
  expected: string,
  observed: string,
  basis: readonly number[],
  measured?: readonly Measured[],
): Judgement {
  return { verdict: 'pass', expected, observed, basis, ...(measured === undefined ? {} : { measured }) };
}

export function fail(
  expected: string,
  observed: string,
  basis: readonly number[],
  cause?: string,
  measured?: readonly Measured[],
): Judgement {
  return {
    verdict: 'fail',
    expected,
    observed,
    basis,
    ...(cause === undefined ? {} : { cause }),
    ...(measured === undefined ? {} : { measured }),
  };
}

/** A failure with its instant and the log position that shows it, where a curve leaves its bounds between readings. */
export function leaving(
  failure: Judgement,
  where: { readonly atMs: number; readonly n?: number },
): Judgement {
  return { ...failure, divergence: { at: where.atMs, ...(where.n === undefined ? {} : { n: where.n }) } };
}

export function inconclusive(
  expected: string,
  observed: string,
  basis: readonly number[],
  cause: string,
): Judgement {
  return { verdict: 'inconclusive', expected, observed, basis, cause };
}

/** Arguments every check may carry besides its own: the log position and instant from which it watches. */
export interface Window {
  readonly afterN: number;
  readonly fromMs: number;
}
