import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import { draws, iso, verdictOf } from '../dispatch/testing';
import { startsAtOnce, startsSpread } from './starts';

const EVENT_MS = 600_000;

/** One event every ten minutes, begun after the given offsets, s; `told` and `flows` shift what is reported and what flows. */
function series(
  offsetsS: readonly number[],
  {
    sides = 'one',
    toldS = 0,
    flowsS = 0,
    byRequest = false,
  }: { sides?: 'one' | 'two'; toldS?: number; flowsS?: number; byRequest?: boolean } = {},
): string {
  const script = new Script();
  draws(script, [0, 0]);
  const events = offsetsS.map((offsetS, i) => {
    const startMs = (i + 1) * EVENT_MS;
    const atMs = startMs + offsetS * 1000;
    const body = { state: 'STARTED', at: iso(atMs + toldS * 1000), dispatchId: `d${i}` };
    const request = { eventId: `ev${i}`, dispatchId: `d${i}` };
    script.say(startMs - 200_000, U, 'DispatchRequest', request, { to: P });
    const subject = byRequest ? `d${i}` : `ev${i}`;
    const n = script.say(atMs, P, 'DispatchConfirmation', body, { to: U, subject });
    const flowMs = atMs + flowsS * 1000;
    draws(script, [flowMs, 0], [flowMs + 10, -2000], [flowMs + 200_000, -2000], [flowMs + 200_010, 0]);
    return { eventId: `ev${i}`, startMs, n };
  });
  return verdictOf(startsSpread(script.view, { pev: P, events, windowMs: 120_000, sides }));
}

test('starts inside the window that differ, reported as they are', () => {
  assert.equal(series([0, 60, 120]), 'pass');
  assert.equal(series([-60, 60, 120], { sides: 'two' }), 'pass');
});

test('a confirmation may go by the request instead of the event', () => {
  assert.equal(series([0, 60, 120], { byRequest: true }), 'pass');
  assert.equal(series([0, 60, 122], { byRequest: true }), 'fail');
});

test('a start outside the window', () => {
  assert.equal(series([0, 60, 122]), 'fail');
  assert.equal(series([10, -2, 60]), 'fail');
  assert.equal(series([10, -122, 60], { sides: 'two' }), 'fail');
});

test('starts that are always the same', () => {
  assert.equal(series([60, 60, 60]), 'fail');
  assert.equal(series([0, 0, 0]), 'fail');
});

test('starts that are the same but for a few', () => {
  const spread = Array.from({ length: 30 }, (_, i) => (i * 37) % 120);
  assert.equal(series(spread), 'pass');
  assert.equal(series(spread.map((offsetS, i) => (i < 2 ? offsetS + 1 : 0))), 'fail');
  assert.equal(series(spread.map((_, i) => (i % 2) * 60)), 'pass', 'of two kinds');
});

test('a report that is not the start of the power', () => {
  assert.equal(series([40, 60, 80], { toldS: -40 }), 'fail');
  assert.equal(series([40, 60, 80], { flowsS: -5 }), 'fail');
  assert.equal(series([40, 60, 80], { flowsS: 31 }), 'fail');
});

/** A request at 10 s, and power after so many seconds. */
function again(afterS: number): string {
  const script = new Script();
  draws(script, [0, 0]);
  const n = script.say(10_000, U, 'DispatchRequest', { dispatchId: 'd2' }, { to: P });
  const flowMs = 10_010 + afterS * 1000;
  draws(script, [flowMs, 0], [flowMs + 10, -2000], [flowMs + 60_000, -2000]);
  return verdictOf(startsAtOnce(script.view, { pev: P, requests: [n] }));
}

test('a fresh request is begun within the class, or the start was drawn anew', () => {
  assert.equal(again(2), 'pass');
  assert.equal(again(31), 'fail');
});
