import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceProblems } from './trace-problems';
import { small } from './testing';

test('a suite in which nothing is missing passes', () => {
  assert.deepEqual(traceProblems(small()), []);
});
