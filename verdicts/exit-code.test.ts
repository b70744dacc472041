/**
 * Exit code of the pr2 command. The first row that holds decides; `·` is either.
 *
 *   usage  no hello  kit error  list of known failures                        headline             MUST unverified  code
 *   yes    ·         ·          ·                                             ·                    ·                2
 *   no     yes       ·          ·                                             ·                    ·                6
 *   no     no        yes        ·                                             ·                    ·                5
 *   no     no        no         none                                          not conformant       ·                1
 *   no     no        no         none                                          not fully verified   ·                3
 *   no     no        no         none                                          conformant           ·                0
 *   no     no        no         has an unexpected failure or an error         ·                    ·                1
 *   no     no        no         has a stale entry or an unexpected pass       ·                    ·                4
 *   no     no        no         is as expected                                ·                    yes              3
 *   no     no        no         is as expected                                ·                    no               0
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Headline } from '../schemas';
import { decideExit, exitCode, type ExitCode, type ExitFacts } from './exit-code';
import type { Standing } from './standing';
import { every, type Row } from './testing/truth-table';

const STANDINGS: readonly Standing[] = [
  'ok',
  'expected failure',
  'unexpected failure',
  'unexpected pass',
  'declared but errored',
  'stale entry',
];

/** Which standings occur, and whether there is a list at all. */
type Facts = Omit<ExitFacts, 'standings'> & { readonly list: boolean } & {
  readonly [S in Standing]: boolean;
};

const TABLE: readonly Row<Facts, ExitCode>[] = [
  [{ usage: [true] }, 2],
  [{ noHello: [true] }, 6],
  [{ kitError: [true] }, 5],
  [{ list: [false], headline: ['not conformant'] }, 1],
  [{ list: [false], headline: ['not fully verified'] }, 3],
  [{ list: [false], headline: ['conformant'] }, 0],
  [{ 'unexpected failure': [true] }, 1],
  [{ 'declared but errored': [true] }, 1],
  [{ 'stale entry': [true] }, 4],
  [{ 'unexpected pass': [true] }, 4],
  [{ mustUnverified: [true] }, 3],
  [{}, 0],
];

test('every combination has the code of the first row that holds', () => {
  const either = [true, false];
  const headlines: Headline[] = ['conformant', 'not conformant', 'not fully verified'];
  const all = every<Facts>({
    usage: either,
    noHello: either,
    kitError: either,
    headline: headlines,
    mustUnverified: either,
    list: either,
    ok: either,
    'expected failure': either,
    'unexpected failure': either,
    'unexpected pass': either,
    'declared but errored': either,
    'stale entry': either,
  });
  const decide = ({ list, ...facts }: Facts): ExitCode =>
    decideExit({ ...facts, ...(list ? { standings: STANDINGS.filter((s) => facts[s]) } : {}) });
  assert.equal(all.judgedBy(TABLE, decide), 2 ** 11 * 3);
});

test('strict makes a finding a failure, also of a judgement that was not strict', () => {
  const judged = {
    headline: 'conformant',
    kitError: undefined,
    mustUnverified: false,
    findings: true,
  } as const;
  assert.equal(exitCode(judged), 0);
  assert.equal(exitCode(judged, { strict: true }), 1);
  assert.equal(exitCode({ ...judged, findings: false }, { strict: true }), 0);
  assert.equal(exitCode({ ...judged, kitError: 'it broke' }, { strict: true }), 5);
  assert.equal(exitCode(judged, { standings: ['expected failure', 'ok'] }), 0);
});
