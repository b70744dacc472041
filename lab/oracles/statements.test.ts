import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, Script, U } from '../checks/customer/testing';
import { statementsAsReported } from './statements';

interface Told {
  readonly deliveredWh: number;
  readonly participation: number;
}

/** The reports of PEVs in one event, and what customer c1 is told of it, who has p1 and `more`. */
function judged(
  said: Told,
  reports: readonly (readonly [pevId: string, Told & { requestedWh: number }])[],
  ...more: string[]
): string {
  const s = new Script();
  for (const pevId of ['p1', ...more]) s.stimulus(0, U, 'enroll', { customerId: 'c1', pevId });
  s.stimulus(0, U, 'enroll', { customerId: 'c9', pevId: 'p9' });
  for (const [pevId, r] of reports) s.say(1000, E, 'EventReport', { pevId, eventId: 'ev1', ...r }, { to: U });
  s.say(2000, U, 'SettlementStatement', { eventId: 'ev1', ...said }, { to: 'urn:pr2:customer:c1' });
  const [first] = statementsAsReported.judge(s.until(60_000), U);
  return first === undefined ? 'nothing' : `${first.judgement.verdict}: ${first.judgement.observed}`;
}

const HALF = { deliveredWh: 500, participation: 0.5, requestedWh: 1000 };
const FULL = { deliveredWh: 3000, participation: 1, requestedWh: 3000 };

test('a statement says what was reported, within rounding', () => {
  assert.match(judged(HALF, [['p1', HALF]]), /^pass/);
  assert.match(judged({ deliveredWh: 501, participation: 0.503 }, [['p1', HALF]]), /^pass/);
  assert.match(judged({ ...HALF, participation: 0.6 }, [['p1', HALF]]), /^fail: .* 0\.6 told to c1/);
  assert.match(judged({ ...HALF, deliveredWh: 600 }, [['p1', HALF]]), /^fail: 600 Wh/);
});

test("another customer's PEV counts for nothing", () => {
  const both = [
    ['p1', HALF],
    ['p9', FULL],
  ] as const;
  assert.match(judged(HALF, both), /^pass/);
  assert.match(judged(FULL, both), /^fail/);
  assert.match(judged({ ...HALF, participation: 0.75 }, both), /^fail/);
});

test('of two PEVs each may be told by itself, or both together; an average is neither', () => {
  const both = [
    ['p1', HALF],
    ['p2', FULL],
  ] as const;
  assert.match(judged(FULL, both, 'p2'), /^pass/);
  assert.match(judged({ deliveredWh: 3500, participation: 0.875 }, both, 'p2'), /^pass/);
  assert.match(judged({ deliveredWh: 3500, participation: 0.75 }, both, 'p2'), /^fail/);
});

test('where nothing was reported nothing was delivered', () => {
  assert.match(judged({ deliveredWh: 0, participation: 0 }, []), /^pass/);
  assert.match(judged(HALF, []), /^fail: .* nothing reported/);
});
