import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script } from '../customer/testing';
import { noImport, rampKept, staysIdle } from './curves';
import { draws, PARAMS, verdictOf } from './testing';

const WINDOW = { pev: P, fromMs: 0, toMs: 60_000, basisN: 0 };

test('a change at the agreed ramp is kept, a faster one and a step are not', () => {
  const ramp = { ...WINDOW, maxW: 6000 };
  const at = (...corners: readonly (readonly [number, number])[]): string => {
    const script = new Script(PARAMS);
    draws(script, [0, 0], ...corners, [60_000, -3000]);
    return verdictOf(rampKept(script.view, ramp));
  };
  assert.equal(at([10_000, 0], [15_000, -3000]), 'pass');
  assert.equal(at([10_000, 0], [12_000, -3000]), 'fail');
  assert.equal(at([10_000, 0], [10_000, -3000]), 'fail');
});

test('a step at the very instant at which the change is due is one', () => {
  const script = new Script(PARAMS);
  draws(script, [0, -6000], [10_000, -6000], [10_000, -3000], [60_000, -3000]);
  const judgement = rampKept(script.view, { ...WINDOW, maxW: 6000, fromMs: 10_000 });
  assert.equal(verdictOf(judgement), 'fail');
});

test('a ramp is not judged before its time is over, and not without readings', () => {
  assert.equal(verdictOf(rampKept(new Script(PARAMS).until(59_000), { ...WINDOW, maxW: 6000 })), 'pending');
  assert.equal(verdictOf(rampKept(new Script(PARAMS).until(60_000), { ...WINDOW, maxW: 6000 })), 'fail');
});

test('any import in the window breaks it, export does not', () => {
  const charges = new Script(PARAMS);
  draws(charges, [0, -3000], [30_000, -3000], [30_000, 400], [40_000, -3000]);
  assert.equal(verdictOf(noImport(charges.view, WINDOW)), 'fail');
  const gives = new Script(PARAMS);
  draws(gives, [0, -3000], [60_000, -3000]);
  assert.equal(verdictOf(noImport(gives.view, WINDOW)), 'pass');
});

test('idle is no power either way', () => {
  for (const [powerW, verdict] of [
    [20, 'pass'],
    [-200, 'fail'],
    [200, 'fail'],
  ] as const) {
    const script = new Script(PARAMS);
    draws(script, [0, 0], [30_000, powerW], [60_000, powerW]);
    assert.equal(verdictOf(staysIdle(script.view, WINDOW)), verdict);
  }
});
