import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attempts, retriesOf } from './attempts';

test('only what erred at the last attempt is tried again, and what failed never', () => {
  const attempts = new Attempts(['a', 'b', 'c', 'd']);
  assert.deepEqual([...attempts.due(1)], ['a', 'b', 'c', 'd']);
  attempts.note('a', 'pass');
  attempts.note('b', 'error');
  attempts.note('c', 'fail');
  attempts.note('d', 'error');
  assert.deepEqual([...attempts.due(2)], ['b', 'd']);
  attempts.note('b', 'fail');
  attempts.note('d', 'error');
  assert.deepEqual([...attempts.due(3)], ['d']);
});

test('a run that broke off goes on where it was, in any attempt', () => {
  const begun = new Attempts(
    ['a', 'b', 'c'],
    [
      { id: 'a', verdict: 'error' },
      { id: 'b', verdict: 'error' },
      { id: 'c', verdict: 'pass' },
      { id: 'a', verdict: 'pass' },
    ],
  );
  assert.deepEqual([...begun.due(1)], []);
  assert.deepEqual([...begun.due(2)], ['b']);
  assert.deepEqual([...begun.due(3)], []);
});

test('a number of times is told from what is none', () => {
  assert.equal(retriesOf('2'), 2);
  for (const wrong of ['-1', '11', '1.5', 'x'])
    assert.throws(() => retriesOf(wrong), /--retry-errors \S+ is no number of times from 0 to 10/);
});
