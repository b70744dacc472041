import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../customer/testing';
import {
  answerComesBack,
  answersComeBackMostly,
  arrives,
  passesOnUnchanged,
  sameAnswerTwice,
} from './passage';
import { PARAMS, verdictOf } from './testing';

const PASSES = { esci: E, name: 'TerminationNotice', from: P, to: U, afterN: 0, byMs: 30_000 } as const;
const BODY = { reason: 'USER_STOP', registerWh: 7 };

/** The PEV's notice arrives at the ESCI at 1010 ms; a copy may leave it. */
function passed(copy: { at: number; data?: object; via?: string } | null): string {
  const script = new Script(PARAMS);
  script.say(1000, P, 'TerminationNotice', BODY, { id: 'a', to: U }, E);
  if (copy !== null)
    script.say(copy.at, E, 'TerminationNotice', copy.data ?? BODY, {
      id: 'a',
      source: P,
      to: U,
      via: copy.via ?? E,
    });
  return verdictOf(passesOnUnchanged(script.until(40_000), PASSES));
}

test('a relay passes on at once, and changes nothing but via', () => {
  assert.equal(passed({ at: 1010 }), 'pass');
  assert.equal(passed({ at: 7000 }), 'fail');
  assert.equal(passed({ at: 1010, data: { ...BODY, registerWh: 8 } }), 'fail');
  assert.equal(passed({ at: 1010, via: P }), 'fail');
  assert.equal(passed(null), 'fail');
});

test('nothing to pass on is no passage', () => {
  assert.equal(verdictOf(passesOnUnchanged(new Script(PARAMS).until(10_000), PASSES)), 'pending');
  assert.equal(verdictOf(passesOnUnchanged(new Script(PARAMS).until(30_000), PASSES)), 'fail');
});

test('a message arrives in the end, however often it had to be sent', () => {
  const script = new Script(PARAMS);
  script.say(1000, E, 'TerminationNotice', BODY, { id: 'a', source: P, to: U, lost: true });
  assert.equal(verdictOf(arrives(script.view, PASSES)), 'pending');
  assert.equal(verdictOf(arrives(script.until(30_000), PASSES)), 'fail');
  const again = new Script(PARAMS);
  again.say(11_000, E, 'TerminationNotice', BODY, { id: 'a', source: P, to: U });
  assert.equal(verdictOf(arrives(again.view, PASSES)), 'pass');
});

test('the answer is back within the limit of the class', () => {
  const back = (at: number | null): string => {
    const script = new Script(PARAMS);
    const request = script.say(1000, U, 'DispatchRequest', {}, { id: 'r', to: P }, E);
    if (at !== null) script.say(at, E, 'DispatchResponse', {}, { source: P, to: U, correlationid: 'r' });
    return verdictOf(answerComesBack(script.until(10_000), { utility: U, request, limitMs: 1000 }));
  };
  assert.equal(back(1500), 'pass');
  assert.equal(back(2500), 'fail');
  assert.equal(back(null), 'fail');
});

test('of a series so many answers as the share says are back in time', () => {
  const back = (pct: number): string => {
    const script = new Script(PARAMS);
    const requests = [0, 1, 2, 3].map((i) => {
      const at = 1000 + i * 5000;
      const request = script.say(at, U, 'DispatchUpdate', {}, { id: `r${i}`, to: P }, E);
      const answer = { source: P, to: U, correlationid: `r${i}` };
      script.say(at + (i === 3 ? 1500 : 500), E, 'DispatchResponse', {}, answer);
      return request;
    });
    const args = { utility: U, requests, limitMs: 1000, pct };
    assert.equal(verdictOf(answersComeBackMostly(script.view, { ...args, requests: [99] })), 'fail');
    return verdictOf(answersComeBackMostly(script.until(40_000), args));
  };
  assert.equal(back(75), 'pass');
  assert.equal(back(76), 'fail');
});

test('both deliveries get the same answer', () => {
  const answered = (...statuses: readonly string[]): string => {
    const script = new Script(PARAMS);
    const request = script.say(1000, U, 'DispatchRequest', {}, { id: 'r', to: P });
    statuses.forEach((status, i) =>
      script.say(1100 + i * 500, P, 'DispatchResponse', { status }, { to: U, correlationid: 'r' }),
    );
    return verdictOf(sameAnswerTwice(script.until(11_000), { by: P, request, untilMs: 11_000 }));
  };
  assert.equal(answered('ACCEPTED', 'ACCEPTED'), 'pass');
  assert.equal(answered('ACCEPTED', 'REJECTED'), 'fail');
  assert.equal(answered('ACCEPTED'), 'fail');
});
