/**
 * Verdict of a requirement for one role, over the checks that bear it in any case and the ends of its own cases.
 * The first row that fits decides; `·` is either.
 *
 *   breach  error  inconclusive  own cases all n/a  conditional  judged  finding  verdict
 *   yes     ·      ·             ·                  ·            ·       ·        fail
 *   no      yes    ·             ·                  ·            ·       ·        error
 *   no      no     yes           ·                  ·            ·       ·        inconclusive
 *   no      no     no            yes                yes          ·       ·        not applicable
 *   no      no     no            otherwise                       no      ·        not tested
 *   no      no     no            otherwise                       yes     yes      pass with findings
 *   no      no     no            otherwise                       yes     no       pass
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord, RequirementVerdict } from '../schemas';
import type { Strictness } from './breach';
import { executionsOf } from './executions';
import {
  decideRequirement,
  requirementVerdict,
  type RequirementFacts,
  type RequirementJudgement,
} from './requirement-verdict';
import { caseOf, check, endCase } from './testing/records';
import { every, type Row } from './testing/truth-table';

const EITHER = [true, false];

const TABLE: readonly Row<RequirementFacts, RequirementVerdict>[] = [
  [{ breach: [true] }, 'fail'],
  [{ error: [true] }, 'error'],
  [{ inconclusive: [true] }, 'inconclusive'],
  [{ ownNotApplicable: [true], conditional: [true] }, 'not applicable'],
  [{ judged: [false] }, 'not tested'],
  [{ finding: [true] }, 'pass with findings'],
  [{}, 'pass'],
];

test('every combination of facts has the verdict of the first row that fits', () => {
  const all = every<RequirementFacts>({
    breach: EITHER,
    error: EITHER,
    inconclusive: EITHER,
    ownNotApplicable: EITHER,
    conditional: EITHER,
    judged: EITHER,
    finding: EITHER,
  });
  assert.equal(all.judgedBy(TABLE, decideRequirement), 2 ** 7);
});

function judged(
  records: readonly LogRecord[],
  requirement: { keyword?: 'must' | 'should'; condition?: string } = {},
  options: Strictness = {},
): RequirementJudgement {
  return requirementVerdict(
    { id: 'PR2-A-15', keyword: 'must', ...requirement },
    executionsOf(records),
    () => 'must',
    options,
  );
}

const OWN_PASS = [caseOf(), check({ verdict: 'pass' }), endCase()];
const OTHER = { requirement: 'PR2-X-04' };

test('a check counts wherever it was made', () => {
  const elsewhere = [
    caseOf(OTHER),
    check({ verdict: 'pass', ...OTHER }),
    check({ verdict: 'fail', oracle: true }),
    endCase(),
  ];
  const found = judged([...OWN_PASS, ...elsewhere]);
  assert.equal(found.verdict, 'fail');
  assert.deepEqual(found.cases, ['PR2-A-15.one', 'PR2-X-04.one']);
  assert.equal(found.cause, 'PR2-A-15: expected this; seen that');
});

test('what is found of another requirement in its own case is not its own', () => {
  const records = [
    caseOf(),
    check({ verdict: 'pass' }),
    check({ verdict: 'fail', ...OTHER }),
    check({ verdict: 'inconclusive', ...OTHER }),
    endCase(),
  ];
  assert.deepEqual(judged(records), {
    id: 'PR2-A-15',
    keyword: 'must',
    verdict: 'pass',
    cases: ['PR2-A-15.one'],
  });
});

test('how its own cases ended counts, even where another requirement failed in them', () => {
  const died = [
    caseOf(),
    check({ verdict: 'fail', ...OTHER }),
    endCase({ stopped: { kind: 'adapter', text: 'it died' } }),
  ];
  assert.deepEqual([judged(died).verdict, judged(died).cause], ['error', 'it died']);
  const hook = [caseOf(), endCase({ stopped: { kind: 'no-hook', text: 'no stimulus' } })];
  assert.deepEqual(
    [judged([...OWN_PASS, ...hook]).verdict, judged(hook).cause],
    ['inconclusive', 'no stimulus'],
  );
  assert.deepEqual(
    [judged([caseOf()]).verdict, judged([caseOf()]).cause],
    ['inconclusive', 'the run broke off'],
  );
  assert.deepEqual(
    [judged([caseOf(), endCase()]).verdict, judged([caseOf(), endCase()]).cause],
    ['error', 'kit: no check was recorded'],
  );
});

test('not applicable takes a condition, and all of its cases', () => {
  const absent = [caseOf(), endCase({ notApplicable: 'no engine' })];
  assert.deepEqual(judged(absent, { condition: 'hasIce' }).verdict, 'not applicable');
  assert.deepEqual(judged(absent, { condition: 'hasIce' }).cause, 'no engine');
  assert.deepEqual(judged(absent).verdict, 'not tested');
  assert.deepEqual(judged([...absent, ...OWN_PASS], { condition: 'hasIce' }).verdict, 'pass');
  assert.deepEqual(judged([], { condition: 'hasIce' }), {
    id: 'PR2-A-15',
    keyword: 'must',
    verdict: 'not tested',
    cause: 'no test case of it was run',
    cases: [],
  });
});

test('a SHOULD not met is a finding, and a failure when strict', () => {
  const records = [caseOf(), check({ verdict: 'pass' }), check({ verdict: 'fail' }), endCase()];
  assert.equal(judged(records, { keyword: 'should' }).verdict, 'pass with findings');
  assert.match(judged(records, { keyword: 'should' }).cause ?? '', /seen that/);
  assert.equal(judged(records, { keyword: 'should' }, { strict: true }).verdict, 'fail');
  assert.equal(
    judged([caseOf(), check({ verdict: 'fail', finding: true }), endCase()]).verdict,
    'pass with findings',
  );
});
