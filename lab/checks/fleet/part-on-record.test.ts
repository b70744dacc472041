import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../check';
import { Script, U } from '../customer/testing';
import { oneOutcomeEach, partOnRecord } from '.';

function judge(target: object, bounds: { minWh?: number; maxWh?: number } = {}): string {
  const script = new Script();
  const query = script.records(1000, U, 'eventStates', [{ eventId: 'ev1', targets: [target] }]);
  const args = { query, eventId: 'ev1', pevId: 'p1', states: ['OPTED_OUT'], ...bounds };
  return (partOnRecord(script.view, args) as Judgement).verdict;
}

test('the part of a PEV ended as it must have, with the energy that it gave', () => {
  assert.equal(judge({ pevId: 'p1', state: 'OPTED_OUT' }), 'pass');
  assert.equal(
    judge({ pevId: 'p1', state: 'OPTED_OUT', deliveredWh: 3000 }, { minWh: 2700, maxWh: 3300 }),
    'pass',
  );
});

test('another state, another energy or no record at all is a failure', () => {
  assert.equal(judge({ pevId: 'p1', state: 'DONE' }), 'fail');
  assert.equal(judge({ pevId: 'p2', state: 'OPTED_OUT' }), 'fail');
  assert.equal(
    judge({ pevId: 'p1', state: 'OPTED_OUT', deliveredWh: 5000 }, { minWh: 2700, maxWh: 3300 }),
    'fail',
  );
});

test('a part is over in a state that the state machine knows as its end', () => {
  const outcome = (state: string): string => {
    const script = new Script();
    const query = script.records(1000, U, 'eventStates', [
      { eventId: 'ev1', targets: [{ pevId: 'p1', state }] },
    ]);
    return (oneOutcomeEach(script.view, { query, eventId: 'ev1', pevIds: ['p1'] }) as Judgement).verdict;
  };
  for (const state of ['DONE', 'TERMINATED', 'UNREACHABLE', 'OPTED_OUT'])
    assert.equal(outcome(state), 'pass');
  for (const state of ['CANCELLED', 'DISPATCHED', 'AT_POWER']) assert.equal(outcome(state), 'fail');
});
