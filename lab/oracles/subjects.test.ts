import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { PARAMS } from '../checks/dispatch/testing';
import { subjectOfConversation } from './subjects';

function verdictOf(subject: string, more: object = {}): string | undefined {
  const script = new Script(PARAMS);
  script.say(0, E, 'ConnectionNotice', { sessionId: 's1', pevId: 'p1' }, { to: P, subject: 's1' });
  script.say(1000, P, 'TerminationNotice', { pevId: 'p1', eventId: 'e1' }, { to: U, subject, ...more });
  return subjectOfConversation.judge(script.until(2000), P)[0]?.judgement.verdict;
}

test('a message goes by its event or its session', () => {
  assert.equal(verdictOf('e1'), undefined);
  assert.equal(verdictOf('s1'), undefined);
});

test('a message that goes by its sender is wrong, an answer goes by what it answers', () => {
  assert.equal(verdictOf('p1'), 'fail');
  assert.equal(verdictOf('p1', { correlationid: 'asked' }), undefined);
});
