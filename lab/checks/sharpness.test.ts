import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, inconclusive, pass } from './check';
import { ifSharp } from './sharpness';

const timed = (valueMs: number) => [{ name: 'ack' as const, valueMs, limitMs: 1000 }];

test('a time is judged while it is known to a quarter of its limit', () => {
  const passed = pass('within 1 s', '0.8 s', [1], timed(800));
  assert.equal(ifSharp(passed, 0, 10_000), passed);
  assert.equal(ifSharp(passed, 250, 10_000), passed);
  assert.deepEqual(
    ifSharp(passed, 251, 10_000),
    inconclusive(
      'within 1 s',
      '0.8 s, but times of this case may be off by 251 ms, and the limit is 1000 ms',
      [1],
      "times of this case may be off by 251 ms, and the limit is 1000 ms: lower clock.maxSpeed in the device's hello, or run nearer to the device",
    ),
  );
});

test('neither does a late bench fail anybody, whether or not the failure tells its time', () => {
  assert.equal(
    ifSharp(fail('within 1 s', '1.1 s', [1], undefined, timed(1100)), 300, 10_000).verdict,
    'inconclusive',
  );
  assert.equal(ifSharp(fail('an answer', 'none', [1]), 2501, 10_000).verdict, 'inconclusive');
  assert.equal(ifSharp(fail('an answer', 'none', [1]), 2500, 10_000).verdict, 'fail');
});

test('what has no time limit passes', () => {
  assert.equal(ifSharp(pass('5 kW', '5 kW', [1]), 100_000, 10_000).verdict, 'pass');
});
