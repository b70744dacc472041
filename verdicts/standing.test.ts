/**
 * A verdict against the vendor's list of known failures.
 *
 *                    not listed           listed                 expired entry
 *   pass             ok                   unexpected pass        stale entry
 *   fail             unexpected failure   expected failure       stale entry
 *   error            unexpected failure   declared but errored   declared but errored
 *   inconclusive     ok                   ok                     stale entry
 *   not applicable   ok                   stale entry            stale entry
 *   not run          ok                   ok                     stale entry
 *   unknown          ok                   stale entry            stale entry
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standing, type Listing, type Standing, type Stood } from './standing';

const LISTINGS: readonly Listing[] = ['not listed', 'listed', 'expired'];

const TABLE: Readonly<Record<Stood, readonly [Standing, Standing, Standing]>> = {
  pass: ['ok', 'unexpected pass', 'stale entry'],
  fail: ['unexpected failure', 'expected failure', 'stale entry'],
  error: ['unexpected failure', 'declared but errored', 'declared but errored'],
  inconclusive: ['ok', 'ok', 'stale entry'],
  'not applicable': ['ok', 'stale entry', 'stale entry'],
  'not run': ['ok', 'ok', 'stale entry'],
  unknown: ['ok', 'stale entry', 'stale entry'],
};

test('every verdict and every listing stand as the table says', () => {
  for (const [verdict, row] of Object.entries(TABLE) as [Stood, readonly Standing[]][]) {
    for (const [i, listing] of LISTINGS.entries()) {
      assert.equal(standing(verdict, listing), row[i], `${verdict}, ${listing}`);
    }
  }
});
