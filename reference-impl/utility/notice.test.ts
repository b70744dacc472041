import assert from 'node:assert/strict';
import test from 'node:test';
import { parametersFrom } from '../parameters';
import { judgeNotice, leastLeadS, noticeClassOf } from './notice';

const limits = parametersFrom();

test('the class follows from the lead, to the second', () => {
  const cases: [number, string | null][] = [
    [604_800, 'PLANNED'],
    [86_400, 'PLANNED'],
    [86_399.999, 'DAY_OF'],
    [3600, 'DAY_OF'],
    [3599.999, 'EMERGENCY'],
    [60, 'EMERGENCY'],
    [59.999, null],
    [-1, null],
  ];
  for (const [leadS, expected] of cases) assert.equal(noticeClassOf(leadS, limits), expected, String(leadS));
});

test('less than a day needs reliability as its reason, or customers who agreed', () => {
  const judge = (leadS: number, reason: string, consented = false): string => {
    const verdict = judgeNotice({ leadS, reason, consented }, limits);
    return 'refused' in verdict ? verdict.refused : verdict.noticeClass;
  };
  assert.equal(judge(86_400, 'PEAK'), 'PLANNED');
  assert.equal(judge(86_399, 'PEAK'), 'E_NOTICE_TOO_SHORT');
  assert.equal(judge(86_399, 'RELIABILITY'), 'DAY_OF');
  assert.equal(judge(86_399, 'PEAK', true), 'DAY_OF');
  assert.equal(judge(60, 'PRICE'), 'E_NOTICE_TOO_SHORT');
  assert.equal(judge(60, 'RELIABILITY'), 'EMERGENCY');
  assert.equal(judge(59, 'RELIABILITY'), 'E_NOTICE_TOO_SHORT');
  assert.equal(judge(59, 'RELIABILITY', true), 'EMERGENCY');
  assert.equal(judge(0, 'RELIABILITY', true), 'E_NOTICE_TOO_SHORT');
});

test('each class has its least lead', () => {
  assert.deepEqual(
    (['PLANNED', 'DAY_OF', 'EMERGENCY'] as const).map((c) => leastLeadS(c, limits)),
    [86_400, 3600, 60],
  );
});
