/** A small suite in which nothing is missing, for tests to break in one place at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueOf } from '../catalogue/catalogue';
import { idsOf, newIds, readIds } from './id-register';
import type { RunFacts } from './run-facts';
import { readSources } from './sources';
import { traceProblems, type TraceInputs } from './trace-problems';

export const FEATURE = `Feature: small

  @PR2-A-15 @must @pev @utility @source:L3
  Rule: No more than is there

    What is beyond it is refused (D15).

    @PR2-A-15.exact @dut:pev @positive
    Scenario: all of it
      Given a

    @PR2-A-15.rows @dut:utility @boundary
    Scenario Outline: <how>
      Given a

      Examples:
        | id                 | how  |
        | PR2-A-15.rows.less | less |
        | PR2-A-15.rows.more | more |
`;

export const EVIDENCE = `Feature: evidence

  @PR2-X-14 @must @kit @test:lab/runlog/runlog.test.ts
  Rule: The evidence is kept
`;

export const SOURCES = `sha256: 7a7ab0d3d2dcf3fefb1b01bf1e16ced5a9a1d0fd0a4a28b2fef5e3c4d2f4b3a1
lines: 4
nonBlank: 3
entries:
  L1: { reason: heading }
  L3: { place: step 6, gist: not beyond what is there, requirements: [PR2-A-15] }
  L4: { reason: restated by L3 }
`;

export const CHECKS = [
  { name: 'answers' },
  { name: 'books' },
  { name: 'stays-up', onlyOnFailure: true },
] as const;

interface Texts {
  feature?: string;
  evidence?: string;
  sources?: string;
  ids?: string;
}

/** The small suite, from texts that a test may change. */
export function small(texts: Texts = {}, change: Partial<TraceInputs> = {}): TraceInputs {
  const catalogue = catalogueOf([
    ['pr2-a/small.feature', texts.feature ?? FEATURE],
    ['cross-cutting/evidence.feature', texts.evidence ?? EVIDENCE],
  ]);
  const sound = catalogueOf([
    ['pr2-a/small.feature', FEATURE],
    ['cross-cutting/evidence.feature', EVIDENCE],
  ]);
  const ids = idsOf(
    sound,
    CHECKS.map((c) => c.name),
  );
  return {
    catalogue,
    sources: readSources(texts.sources ?? SOURCES),
    places: [
      {
        id: 'D15',
        place: 'L3',
        question: 'What of more?',
        readings: { refuse: 'it is refused', clamp: 'it is cut' },
        chosen: 'refuse',
        why: 'so that it can be planned',
        affects: ['PR2-A-15'],
        parameters: ['P_TOL'],
      },
    ],
    placesLineOf: () => 5,
    parameters: ['P_TOL'],
    ids: readIds(texts.ids ?? newIds(readIds(''), ids).join('\n')),
    checks: CHECKS,
    runs: [run('pev', ['PR2-A-15.exact']), run('utility', ['PR2-A-15.rows.less', 'PR2-A-15.rows.more'])],
    faults: [
      { name: 'pev/takes-more', role: 'pev', breaks: 'PR2-A-15' },
      { name: 'utility/asks-for-more', role: 'utility', breaks: 'PR2-A-15' },
    ],
    exists: () => true,
    ...change,
  };
}

/** A whole run in which each case recorded a check of its own and an oracle's. */
export function run(dut: 'pev' | 'utility', ids: readonly string[]): RunFacts {
  return {
    name: `${dut}/run.ndjson`,
    roles: [dut],
    complete: true,
    cases: ids.map((id) => ({
      id,
      dut,
      notApplicable: false,
      checks: [
        { check: 'answers', requirement: 'PR2-A-15', oracle: false, verdict: 'pass' },
        { check: 'books', requirement: 'PR2-A-15', oracle: true, verdict: 'pass' },
      ],
    })),
  };
}

/** The ids of the small suite and one line more. */
export function idsAnd(line: string): string {
  return `${[...small().ids.published.keys()].join('\n')}\n${line}\n`;
}

/** Tests that just these things are told, in any order. */
export function refuses(what: string, inputs: TraceInputs, ...sentences: RegExp[]): void {
  test(`refuses ${what}`, () => {
    const problems = traceProblems(inputs);
    assert.equal(problems.length, sentences.length, problems.join('\n'));
    for (const sentence of sentences)
      assert.ok(
        problems.some((p) => sentence.test(p)),
        `${String(sentence)} is not among\n${problems.join('\n')}`,
      );
  });
}
