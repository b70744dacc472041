import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESCI } from '../testing';
import { Home } from './testing';

test('PR2-B-10, X-12: nothing forms by itself again after a restart', () => {
  for (const atS of [0.5, 60]) {
    const home = new Home();
    home.plugIn();
    home.outage();
    home.stimulate('load', { W: 2000 });
    home.ask();
    home.pass(atS);
    home.restart(5000);
    assert.ok(home.isOff);
    home.outage();
    home.pass(600);
    assert.ok(home.isOff);
    assert.deepEqual(home.ends, ['RESTART']);
    assert.equal(home.askCode({ isolationRef: 'forgotten' }), 'E_ISOLATION_NOT_PROVEN');
    assert.equal(home.askCode({ requestId: 'r1' }), 'E_STATE');
    assert.equal(home.askCode({ requestId: 'r2' }), null);
  }
});

test('PR2-X-12: a proof does not outlive a restart', () => {
  const home = new Home();
  home.plugIn();
  home.outage();
  const isolationRef = home.isolation();
  home.restart(1000);
  home.outage();
  assert.equal(home.askCode({ isolationRef }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-X-12: the register goes on where it stood', () => {
  const home = new Home();
  home.supply(3600);
  home.pass(100);
  const before = home.exportWh;
  home.restart(5000);
  assert.ok(Math.abs(home.exportWh - before) < 0.001);
});

test('PR2-X-03: a clock that is put forward makes a proof old, never a duration', () => {
  const home = new Home();
  home.supply(1000, { maxDurationS: 600 });
  home.stimulate('clock-step', { deltaMs: 3_600_000 });
  home.pass(599);
  assert.equal(home.terminals.mode, 'forming');
  home.pass(1);
  assert.deepEqual(home.ends, ['MAX_DURATION']);
  assert.equal(home.askCode({ requestId: 'r2' }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-X-11: a secret is in no message', () => {
  const home = new Home();
  const text = 'WVWZZZ1KZ6W000001';
  home.stimulate('secret-canary', { text });
  home.supply();
  home.isolation({ position: 'CLOSED' });
  home.event();
  home.request({ eventId: 'none' });
  home.deliver(home.compose('DispatchRequest', {} as never, ESCI));
  assert.ok(home.sent.length > 5);
  for (const { message } of home.sent) assert.ok(!JSON.stringify(message).includes(text));
});
