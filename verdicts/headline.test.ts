/**
 * Headline of a run. The first row that holds decides.
 *
 *   an owed MUST                                   run       headline
 *   failed                                         either    not conformant
 *   ·                                              broken    not fully verified
 *   is in error, inconclusive or not tested        whole     not fully verified
 *   passed (with findings or without), the others  whole     conformant
 *     passed or not applicable
 *   – all are not applicable, or there is none     whole     not fully verified
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Headline, RequirementVerdict } from '../schemas';
import { headline } from './headline';
import { every, type Row } from './testing/truth-table';

const VERDICTS: readonly RequirementVerdict[] = [
  'pass',
  'pass with findings',
  'fail',
  'error',
  'inconclusive',
  'not tested',
  'not applicable',
];

/** Which verdicts occur among the owed MUSTs: their number and order are of no matter. */
type Facts = { readonly [V in RequirementVerdict]: boolean } & { readonly complete: boolean };

const TABLE: readonly Row<Facts, Headline>[] = [
  [{ fail: [true] }, 'not conformant'],
  [{ complete: [false] }, 'not fully verified'],
  [{ error: [true] }, 'not fully verified'],
  [{ inconclusive: [true] }, 'not fully verified'],
  [{ 'not tested': [true] }, 'not fully verified'],
  [{ pass: [true] }, 'conformant'],
  [{ 'pass with findings': [true] }, 'conformant'],
  [{}, 'not fully verified'],
];

test('every set of verdicts has the headline of the first row that holds', () => {
  const either = [true, false];
  const all = every<Facts>({
    pass: either,
    'pass with findings': either,
    fail: either,
    error: either,
    inconclusive: either,
    'not tested': either,
    'not applicable': either,
    complete: either,
  });
  const decide = (facts: Facts): Headline =>
    headline(
      VERDICTS.filter((v) => facts[v]),
      facts.complete,
    );
  assert.equal(all.judgedBy(TABLE, decide), 2 ** 8);
  const turned = (facts: Facts): Headline =>
    headline(
      VERDICTS.filter((v) => facts[v])
        .toReversed()
        .flatMap((v) => [v, v]),
      facts.complete,
    );
  all.judgedBy(TABLE, turned);
});
