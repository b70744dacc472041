import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../checks/customer/testing';
import { saysOnce } from './commands-once';

function changes(s: Script, atMs: number, id: string, revision: number, status = 'ACCEPTED'): Script {
  const data = { dispatchId: 'd1', revision, dischargePowerW: 4000, validForS: 60 };
  s.say(atMs, U, 'DispatchUpdate', data, { source: U, to: P, id }, P);
  const answer = { pevId: 'p1', dispatchId: 'd1', revision, status };
  s.say(atMs + 20, P, 'DispatchResponse', answer, { source: P, to: U, correlationid: id }, U);
  return s;
}

function cancels(s: Script, atMs: number, id: string, reason = 'ABATED'): Script {
  s.say(atMs, U, 'EventCancel', { eventId: 'ev1', revision: 1, reason }, { source: U, to: P, id }, P);
  const answer = { refMessageId: id, status: 'TAKEN' };
  s.say(atMs + 20, P, 'Receipt', answer, { source: P, to: U, correlationid: id }, U);
  return s;
}

function judged(s: Script): string[] {
  return saysOnce
    .judge(s.until(600_000), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}`);
}

test('one change under each revision, and a copy under the same id, are said once', () => {
  const s = changes(changes(changes(new Script(), 0, 'm1', 1), 60_000, 'm2', 2), 70_000, 'm2', 2);
  assert.deepEqual(judged(s), ['PR2-A-22 pass']);
});

test('a second change under a revision that was accepted is said twice', () => {
  assert.deepEqual(judged(changes(changes(new Script(), 0, 'm1', 1), 50, 'm2', 1)), ['PR2-A-22 fail']);
});

test('a change that its PEV was too busy for may be said anew', () => {
  assert.deepEqual(judged(changes(changes(new Script(), 0, 'm1', 1, 'REJECTED'), 5000, 'm2', 1)), [
    'PR2-A-22 pass',
  ]);
});

test('a second cancel is one too many, unless it is for another reason', () => {
  assert.deepEqual(judged(cancels(cancels(new Script(), 0, 'c1'), 1000, 'c2')), ['PR2-A-24 fail']);
  assert.deepEqual(judged(cancels(cancels(new Script(), 0, 'c1'), 1000, 'c2', 'ENROLLMENT')), [
    'PR2-A-24 pass',
  ]);
});

test('an event that is announced anew may be called off anew', () => {
  const s = cancels(new Script(), 0, 'c1');
  s.say(500, U, 'EnergySupplyEvent', { eventId: 'ev1', revision: 2 }, { source: U, to: P, id: 'e2' }, P);
  assert.deepEqual(judged(cancels(s, 1000, 'c2')), ['PR2-A-24 pass']);
});
