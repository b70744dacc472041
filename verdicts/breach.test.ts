/** The log alone tells how strict a run is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../schemas';
import { strictnessOf } from './breach';

const run = (strict?: boolean) => ({ kind: 'run', ...(strict === undefined ? {} : { strict }) }) as LogRecord;

test('a run is as strict as it was made, or as it is asked to be', () => {
  assert.deepEqual(strictnessOf(run(true)), { strict: true });
  assert.deepEqual(strictnessOf(run()), { strict: false });
  assert.deepEqual(strictnessOf(run(false), { strict: true }), { strict: true });
  assert.deepEqual(strictnessOf(undefined), { strict: false });
});
