/**
 * Verdict of a requirement for one role, over the checks that bear it in any case and the ends of its own cases.
 * The first row that fits decides; `·` is either.
 *
 *   breach  error  inconclusive  denied by the ICS  judged  finding  run again  verdict
 *   yes     ·      ·             ·                  ·       ·        ·          fail
 *   no      yes    ·             ·                  ·       ·        ·          error
 *   no      no     yes           ·                  ·       ·        ·          inconclusive
 *   no      no     no            yes                ·       ·        ·          not applicable
 *   no      no     no            no                 no      ·        ·          not tested
 *   no      no     no            no                 yes     yes      ·          pass with findings
 *   no      no     no            no                 yes     no       yes        pass with findings
 *   no      no     no            no                 yes     no       no         pass
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord, RequirementVerdict } from '../schemas';
import type { Strictness } from './breach';
import { executionsOf } from './executions';
import {
  decideRequirement,
  requirementVerdict,
  type Owed,
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
  [{ denied: [true] }, 'not applicable'],
  [{ judged: [false] }, 'not tested'],
  [{ finding: [true] }, 'pass with findings'],
  [{ unsteady: [true] }, 'pass with findings'],
  [{}, 'pass'],
];

test('every combination of facts has the verdict of the first row that fits', () => {
  const all = every<RequirementFacts>({
    breach: EITHER,
    error: EITHER,
    inconclusive: EITHER,
    denied: EITHER,
    judged: EITHER,
    finding: EITHER,
    unsteady: EITHER,
  });
  assert.equal(all.judgedBy(TABLE, decideRequirement), 2 ** 7);
});

function judged(
  records: readonly LogRecord[],
  requirement: Partial<Owed> = {},
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

test('not applicable is what the declaration denies of the requirement itself', () => {
  const denied = 'no engine';
  const absent = [caseOf(), endCase({ notApplicable: 'no engine' })];
  assert.deepEqual(judged(absent, { denied }), {
    id: 'PR2-A-15',
    keyword: 'must',
    verdict: 'not applicable',
    cause: 'no engine',
    cases: ['PR2-A-15.one'],
  });
  assert.equal(judged([], { denied }).verdict, 'not applicable');
  assert.equal(judged([caseOf(), check({ verdict: 'fail' }), endCase()], { denied }).verdict, 'fail');
});

test('a requirement that stays owed while none of its cases applies is not tested', () => {
  const absent = [caseOf(), endCase({ notApplicable: 'no engine' })];
  assert.deepEqual([judged(absent).verdict, judged(absent).cause], ['not tested', 'no engine']);
  assert.equal(judged([...absent, ...OWN_PASS]).verdict, 'pass');
  assert.deepEqual([judged([]).verdict, judged([]).cause], ['not tested', 'no test case of it was run']);
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
