import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { saidOnce } from './said-once';

const OUT = {
  pevId: 'p1',
  eventId: 'ev1',
  action: 'OPT_OUT',
  source: 'EVSE',
  sourceTime: '2030-01-01T00:00:00Z',
};

function verdict(change: object, id: string, between?: (s: Script) => void): string {
  const s = new Script();
  s.say(1000, E, 'ParticipationNotice', OUT, { id: 'a', to: U });
  between?.(s);
  s.say(11_000, E, 'ParticipationNotice', { ...OUT, ...change }, { id, to: U });
  const [first] = saidOnce.judge(s.until(20_000), E);
  return first === undefined ? 'nothing' : `${first.requirement} ${first.judgement.verdict}`;
}

test('a repeat bears the id of what it repeats, and other news one of its own', () => {
  assert.equal(verdict({}, 'a'), 'nothing');
  assert.equal(verdict({}, 'b'), 'PR2-X-09 fail');
  assert.equal(verdict({ action: 'OPT_IN' }, 'b'), 'nothing');
  assert.equal(verdict({ eventId: 'ev2' }, 'b'), 'nothing');
});

test('after other news, or to another, the same is no repeat', () => {
  const inAgain = { ...OUT, action: 'OPT_IN' };
  assert.equal(
    verdict({}, 'b', (s) => s.say(2000, E, 'ParticipationNotice', inAgain, { id: 'c', to: U })),
    'nothing',
  );
  const s = new Script();
  s.say(1000, E, 'ParticipationNotice', OUT, { id: 'a', to: U });
  s.say(1000, E, 'ParticipationNotice', OUT, { id: 'b', to: P });
  assert.deepEqual(saidOnce.judge(s.until(20_000), E), []);
});

test('a request in between may have come to the same end', () => {
  const asked = { dispatchId: 'd2', eventId: 'ev1' };
  assert.equal(
    verdict({}, 'b', (s) => s.say(5000, U, 'DispatchRequest', asked, { to: P }, E)),
    'nothing',
  );
});
