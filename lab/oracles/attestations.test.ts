import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script } from '../checks/customer/testing';
import { iso, PARAMS } from '../checks/dispatch/testing';
import { attestedInTime } from './attestations';

const NOW_MS = 7_200_000;

function verdictOf(atMs: number): string | undefined {
  const script = new Script({ ...PARAMS, P_CLK_SKEW: 1, P_ATTEST: 300 });
  const word = { switchId: 's', statement: 'OPEN', at: iso(atMs), confirmToken: 't' };
  script.say(NOW_MS, P, 'IsolationAttestation', word, { to: E, time: iso(NOW_MS) });
  return attestedInTime.judge(script.until(NOW_MS + 1000), P)[0]?.judgement.verdict;
}

test("the customer's word is dated as it was given", () => {
  assert.equal(verdictOf(NOW_MS), 'pass');
  assert.equal(verdictOf(NOW_MS - 300_000), 'pass', 'as of its first step');
});

test('dated an hour off, either way, it is wrong', () => {
  assert.equal(verdictOf(NOW_MS - 3_600_000), 'fail');
  assert.equal(verdictOf(NOW_MS + 3_600_000), 'fail');
});
