/**
 * Verdict of a test case. The first row that fits decides; `·` is either.
 *
 *   breach  check error  stopped                                        end in log  not applicable  checked  check inconclusive  verdict
 *   yes     ·            ·                                              ·           ·               ·        ·                   fail
 *   no      yes          ·                                              ·           ·               ·        ·                   error
 *   no      no           adapter, kit, livelock                         ·           ·               ·        ·                   error
 *   no      no           precondition, no-hook, not-possible, peer,     ·           ·               ·        ·                   inconclusive
 *                        instrument, operator, interrupted
 *   no      no           –                                              no          ·               ·        ·                   inconclusive
 *   no      no           –                                              yes         yes             ·        ·                   not applicable
 *   no      no           –                                              yes         no              no       ·                   error
 *   no      no           –                                              yes         no              yes      yes                 inconclusive
 *   no      no           –                                              yes         no              yes      no                  pass
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseStopped, CaseVerdict } from '../schemas';
import { caseVerdict, decideCase, type CaseFacts } from './case-verdict';
import { every, type Row } from './testing/truth-table';
import { caseOf, check, endCase } from './testing/records';

const STOPS: readonly (CaseStopped['kind'] | undefined)[] = [
  undefined,
  'precondition',
  'no-hook',
  'not-possible',
  'adapter',
  'kit',
  'livelock',
  'peer',
  'instrument',
  'operator',
  'interrupted',
];
const EITHER = [true, false];

const TABLE: readonly Row<CaseFacts, CaseVerdict>[] = [
  [{ breach: [true] }, 'fail'],
  [{ checkError: [true] }, 'error'],
  [{ stopped: ['adapter', 'kit', 'livelock'] }, 'error'],
  [
    {
      stopped: ['precondition', 'no-hook', 'not-possible', 'peer', 'instrument', 'operator', 'interrupted'],
    },
    'inconclusive',
  ],
  [{ ended: [false] }, 'inconclusive'],
  [{ notApplicable: [true] }, 'not applicable'],
  [{ checked: [false] }, 'error'],
  [{ checkInconclusive: [true] }, 'inconclusive'],
  [{}, 'pass'],
];

test('every combination of facts has the verdict of the first row that fits', () => {
  const all = every<CaseFacts>({
    breach: EITHER,
    checkError: EITHER,
    checkInconclusive: EITHER,
    checked: EITHER,
    stopped: STOPS,
    notApplicable: EITHER,
    ended: EITHER,
  });
  assert.equal(all.judgedBy(TABLE, decideCase), 2 ** 6 * 11);
});

test('a case that passed needs no cause; every other has one', () => {
  const passed = check({ verdict: 'pass' });
  const failed = check({ verdict: 'fail', expected: '5 kW', observed: '0 W' });
  assert.deepEqual(caseVerdict([caseOf(), passed, endCase()]), { verdict: 'pass' });
  assert.deepEqual(caseVerdict([caseOf(), passed, failed, endCase()]), {
    verdict: 'fail',
    cause: 'PR2-A-15: expected 5 kW; seen 0 W',
  });
  assert.deepEqual(caseVerdict([caseOf(), passed]), { verdict: 'inconclusive', cause: 'the run broke off' });
  assert.deepEqual(caseVerdict([caseOf(), endCase()]), {
    verdict: 'error',
    cause: 'kit: no check was recorded',
  });
  assert.deepEqual(caseVerdict([caseOf(), endCase({ notApplicable: 'no engine' })]), {
    verdict: 'not applicable',
    cause: 'no engine',
  });
  assert.deepEqual(
    caseVerdict([caseOf(), passed, endCase({ stopped: { kind: 'adapter', text: 'it died' } })]),
    {
      verdict: 'error',
      cause: 'it died',
    },
  );
  assert.deepEqual(caseVerdict([caseOf(), check({ verdict: 'inconclusive', cause: 'no link' }), endCase()]), {
    verdict: 'inconclusive',
    cause: 'no link',
  });
  assert.equal(caseVerdict([]).verdict, 'error');
});

test('a failed check stays a failure when the device dies afterwards', () => {
  const records = [
    caseOf(),
    check({ verdict: 'fail' }),
    endCase({ stopped: { kind: 'adapter', text: 'it died' } }),
  ];
  assert.equal(caseVerdict(records).verdict, 'fail');
});

test('oracles alone judge nothing, but a failed one fails the case', () => {
  const oracle = { oracle: true, requirement: 'PR2-X-04' } as const;
  assert.equal(caseVerdict([caseOf(), check({ verdict: 'pass', ...oracle }), endCase()]).verdict, 'error');
  assert.equal(
    caseVerdict([caseOf(), check({ verdict: 'pass' }), check({ verdict: 'fail', ...oracle }), endCase()])
      .verdict,
    'fail',
  );
});

test('a SHOULD not met fails only when strict, known by its mark or by its case', () => {
  const marked = [caseOf(), check({ verdict: 'fail', finding: true }), endCase()];
  const own = [caseOf({ keyword: 'should' }), check({ verdict: 'fail' }), endCase()];
  for (const records of [marked, own]) {
    assert.deepEqual(caseVerdict(records), { verdict: 'pass' });
    assert.equal(caseVerdict(records, { strict: true }).verdict, 'fail');
  }
});

test('records of a second execution are another case', () => {
  const records = [
    caseOf(),
    check({ verdict: 'pass' }),
    endCase(),
    caseOf(),
    check({ verdict: 'fail' }),
    endCase(),
  ];
  assert.equal(caseVerdict(records).verdict, 'pass');
});
