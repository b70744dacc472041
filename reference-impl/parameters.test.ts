import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parametersFrom, sampleS, toleranceW, RESPONSE_CLASSES } from './parameters';

test('a profile replaces what it states and nothing else', () => {
  const p = parametersFrom({ P_T_STOP: 20, P_RAMP: 'steep' });
  assert.equal(p.stopS, 20);
  assert.equal(p.rampPctPerS, 10);
  assert.equal(p.classes.REGULATION.ackS, 1);
});

test('P_T_ACK replaces the ack time of every class', () => {
  const p = parametersFrom({ P_T_ACK: 3 });
  assert.deepEqual(new Set(Object.values(p.classes).map((c) => c.ackS)), new Set([3]));
  assert.equal(p.classes.FAST.fullS, RESPONSE_CLASSES.FAST.fullS);
});

test('the tolerance band has a floor that small setpoints do not escape', () => {
  assert.equal(toleranceW(10_000), 500);
  assert.equal(toleranceW(-10_000), 500);
  assert.equal(toleranceW(2000), 150);
  assert.equal(toleranceW(400), 100);
  assert.equal(toleranceW(0), 50);
  assert.equal(toleranceW(10_000, 10), 1000);
});

test('a fast class is sampled faster', () => {
  assert.equal(sampleS(RESPONSE_CLASSES.REGULATION), 0.1);
  assert.equal(sampleS(RESPONSE_CLASSES.SCHEDULED), 1);
});
