/**
 * A verdict against a vendor's list of known failures. A function apart from the verdicts: a known failure excuses a
 * fail, never an error, and changes no headline.
 */
import type { CaseVerdict, ReportStanding } from '../schemas';

export type Standing = ReportStanding['standing'];

/** `not run` is left out by the selection of the run; `unknown` is in no suite of this version. */
export type Stood = CaseVerdict | 'not run' | 'unknown';

/** Whether the list names it, and whether the entry still holds. */
export type Listing = 'not listed' | 'listed' | 'expired';

export function standing(verdict: Stood, listing: Listing): Standing {
  if (listing === 'not listed')
    return verdict === 'fail' || verdict === 'error' ? 'unexpected failure' : 'ok';
  if (verdict === 'error') return 'declared but errored';
  if (listing === 'expired') return 'stale entry';
  return OF_LISTED[verdict];
}

const OF_LISTED: Readonly<Record<Exclude<Stood, 'error'>, Standing>> = {
  fail: 'expected failure',
  pass: 'unexpected pass',
  'not applicable': 'stale entry',
  unknown: 'stale entry',
  // Neither bears the entry out nor contradicts it.
  inconclusive: 'ok',
  'not run': 'ok',
};
