import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../check';
import { Script, U } from '../customer/testing';
import { partOnRecord } from '.';

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
