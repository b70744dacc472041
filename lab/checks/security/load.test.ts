import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../customer/testing';
import { isPending, type Judgement } from '../check';
import { bearsLoad, takesNewest } from './load';

const BUSY = { status: 'REJECTED', code: 'E_BUSY', retryAfterS: 1 };
const OK = { status: 'ACCEPTED' };

/** A flood of messages at once, and what is answered to each; null leaves it unanswered. */
function flooded(answers: readonly (object | null)[], untilMs = 20_000) {
  const s = new Script();
  const said = answers.map((_, k) => s.say(0, U, 'DispatchUpdate', {}, { id: `m${k}`, to: P }));
  answers.forEach((data, k) => {
    if (data !== null) s.say(500, P, 'Receipt', data, { to: U, correlationid: `m${k}` }, E);
  });
  const fromN = said[0] ?? 0;
  return { view: s.until(untilMs), by: P, fromN, toN: said[said.length - 1] ?? fromN, limitMs: 10_000 };
}

test('each message of a flood is answered, taken or refused with a time to wait', () => {
  const judge = (answers: readonly (object | null)[], leastTaken: number, leastRefused: number): string => {
    const { view, ...args } = flooded(answers);
    return (bearsLoad(view, { ...args, leastTaken, leastRefused }) as Judgement).verdict;
  };
  assert.equal(judge([OK, OK, BUSY], 2, 1), 'pass');
  assert.equal(judge([OK, null, BUSY], 1, 1), 'fail', 'silence');
  assert.equal(judge([OK, BUSY, BUSY], 2, 1), 'fail', 'too few taken');
  assert.equal(judge([OK, OK, OK], 2, 1), 'fail', 'never busy');
  assert.equal(judge([OK, { status: 'REJECTED', code: 'E_BUSY' }], 1, 1), 'fail', 'no time to wait');
  assert.equal(judge([OK, { ...BUSY, retryAfterS: 0 }], 1, 1), 'fail', 'no wait at all');
});

test('while the time for an answer runs nothing is decided', () => {
  const { view, ...args } = flooded([OK, null], 5_000);
  assert.ok(isPending(bearsLoad(view, { ...args, leastTaken: 1, leastRefused: 0 })));
});

test('the newest command is the one that is taken', () => {
  const judge = (answers: readonly (object | null)[]): string => {
    const { view, ...args } = flooded(answers);
    return (takesNewest(view, args) as Judgement).verdict;
  };
  assert.equal(judge([OK, BUSY, OK]), 'pass');
  assert.equal(judge([OK, OK, BUSY]), 'fail');
  assert.equal(judge([OK, OK, null]), 'fail');
  assert.equal(judge([OK, OK, { status: 'REJECTED', code: 'E_STALE' }]), 'fail');
});

test('what never reached the device is not held against it, but the newest must', () => {
  const s = new Script();
  const n = s.say(0, U, 'DispatchUpdate', {}, { id: 'lost', to: P, lost: true });
  const args = { by: P, fromN: n, toN: n, limitMs: 10_000 };
  assert.equal((takesNewest(s.until(20_000), args) as Judgement).verdict, 'fail');
  const none = bearsLoad(s.until(20_000), { ...args, leastTaken: 0, leastRefused: 0 });
  assert.equal((none as Judgement).verdict, 'pass');
});
