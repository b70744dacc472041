import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registersOverRestart } from '../../oracles/restart';
import { E, P, Script } from '../customer/testing';
import { draws, verdictOf } from '../dispatch/testing';
import { registersGoOn } from './registers';

const WH = 3600;

/** A device whose register stands at `beforeWh` when the power goes and at `afterWh` 10 s later; 3.6 kW flow at the PEV. */
function restarted(device: string, beforeWh: number, afterWh: number): Script {
  const script = new Script();
  draws(script, [0, -3600]);
  script.reading(1000, device, { exportJ: beforeWh * WH, importJ: 0 });
  script.restart(1000, device, 'down');
  if (device === P) draws(script, [1000, 0]);
  script.restart(11_000, device, 'up');
  script.reading(11_000, device, { exportJ: afterWh * WH, importJ: 0 });
  return script;
}

function judged(device: string, beforeWh: number, afterWh: number): string {
  return verdictOf(registersGoOn(restarted(device, beforeWh, afterWh).view, { device, pev: P }));
}

test('a register stands where it stood, to one watt-hour', () => {
  assert.equal(judged(P, 500, 500), 'pass');
  assert.equal(judged(P, 500, 499), 'pass');
  assert.equal(judged(P, 500, 498.9), 'fail');
  assert.equal(judged(P, 500, 501.1), 'fail');
  assert.equal(judged(P, 500, 0), 'fail');
});

test('a meter may have counted what flowed while it was without power, and no more', () => {
  assert.equal(judged(E, 500, 510), 'pass');
  assert.equal(judged(E, 500, 500), 'pass');
  assert.equal(judged(E, 500, 511.1), 'fail');
  assert.equal(judged(E, 500, 250), 'fail');
});

test('without a restart there is nothing to say; the check wants one', () => {
  const script = new Script();
  script.reading(0, P, { exportJ: 0, importJ: 0 });
  assert.equal(verdictOf(registersGoOn(script.view, { device: P, pev: P })), 'fail');
  assert.deepEqual(registersOverRestart.judge(script.view, P), []);
});

test('the oracle speaks wherever the device under test was without power', () => {
  const [spoken] = registersOverRestart.judge(restarted(P, 500, 0).view, P);
  assert.equal(spoken?.requirement, 'PR2-X-12');
  assert.equal(spoken?.judgement.verdict, 'fail');
});
