import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { answersAlike, namesWhatItAnswers } from './answers';
import { E, P, Script, U } from './testing';

const TAKEN = { refMessageId: 'a', status: 'TAKEN' };

test('a message delivered again gets the result of the first time', () => {
  const judge = (answers: object[], untilMs = 1000): ReturnType<typeof answersAlike> => {
    const s = new Script();
    const request = s.say(0, U, 'EventCancel', {}, { id: 'a', to: P });
    answers.forEach((data, i) => s.say(100 * (i + 1), P, 'Receipt', data, { to: U, correlationid: 'a' }, E));
    return answersAlike(s.until(1000), { by: P, request, least: 2, untilMs });
  };
  assert.equal((judge([TAKEN, TAKEN]) as Judgement).verdict, 'pass');
  assert.match((judge([TAKEN, { ...TAKEN, status: 'DUPLICATE' }]) as Judgement).observed, /another result/);
  assert.equal((judge([TAKEN]) as Judgement).verdict, 'fail');
  assert.equal((judge([]) as Judgement).verdict, 'fail');
  assert.equal((judge([TAKEN, { ...TAKEN, skewS: -60 }]) as Judgement).verdict, 'fail');
  assert.equal((judge([TAKEN, { ...TAKEN, skewS: -60 }, TAKEN]) as Judgement).verdict, 'pass');
  assert.ok(isPending(judge([TAKEN], 2000)));
});

test('an answer names what had come', () => {
  const judge = (correlationid: string | undefined, data: object = TAKEN): string => {
    const s = new Script();
    s.say(0, U, 'EventCancel', {}, { id: 'a', to: P });
    s.say(100, P, 'Receipt', data, { to: U, ...(correlationid === undefined ? {} : { correlationid }) }, E);
    return (namesWhatItAnswers(s.until(1000), { by: P }) as Judgement).verdict;
  };
  assert.equal(judge('a'), 'pass');
  assert.equal(judge('b'), 'fail');
  assert.equal(judge(undefined), 'fail');
  assert.equal(judge(undefined, { ...TAKEN, refMessageId: 'unknown' }), 'pass');
  assert.equal((namesWhatItAnswers(new Script().view, { by: P }) as Judgement).verdict, 'fail');
});
