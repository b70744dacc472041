import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageBodies } from '../../../schemas';
import { body } from '../testing';
import { Home, shows } from './testing';

test('PR2-B-02: a stop of the ESCI is obeyed at once and answered, twice as well as once', () => {
  const home = new Home();
  home.supply();
  assert.equal(body(home.stop(), 'Receipt').status, 'TAKEN');
  assert.ok(home.isOff);
  assert.deepEqual(home.states, ['FORMING', 'ISLAND_SUPPLY', 'ISLAND_STOP']);
  assert.deepEqual(home.ends, []);
  assert.equal(body(home.stop(), 'Receipt').status, 'TAKEN');
  assert.equal(body(home.stop('other'), 'Receipt').status, 'TAKEN');
});

test('PR2-B-02: a stop of another supply stops nothing', () => {
  const home = new Home();
  home.supply();
  assert.equal(body(home.stop('other'), 'Receipt').code, 'E_STATE');
  assert.equal(home.terminals.mode, 'forming');
});

for (const [name, patch] of [
  ['closed', { position: 'CLOSED' }],
  ['unknown', { position: 'UNKNOWN' }],
  ['open with a closed contact', { evidence: [shows('AUX_CONTACT', 'CLOSED')] }],
  ['open with a coupling', { evidence: [shows('AUX_CONTACT'), shows('GRID_COUPLING', 'CLOSED')] }],
] satisfies [string, Partial<MessageBodies['IsolationStatus']>][]) {
  test(`PR2-B-02: a switch that is ${name} ends a supply at once, and keeps one from beginning`, () => {
    const home = new Home();
    home.supply();
    home.isolation(patch);
    assert.ok(home.isOff);
    assert.deepEqual(home.ends, ['ISOLATION_LOST']);

    const forming = new Home();
    forming.plugIn();
    forming.outage();
    forming.ask();
    forming.isolation(patch);
    forming.pass(10);
    assert.ok(forming.isOff);
    assert.deepEqual(forming.ends, ['ISOLATION_LOST']);
  });
}

test('PR2-B-02: its own voltage on the bus is no sign of a closed switch', () => {
  const home = new Home();
  home.supply();
  home.isolation({ evidence: [shows('AUX_CONTACT'), shows('DEAD_BUS', 'CLOSED')], premisesV: 240 });
  assert.equal(home.terminals.mode, 'forming');
});

test('PR2-B-02: a voltage that is not its own takes its own away', () => {
  const home = new Home();
  home.supply();
  home.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  assert.ok(home.isOff);
  assert.deepEqual(home.ends, ['GRID_SENSED']);
});

test('PR2-B-03: a grid that returns while it forms is never met by a voltage', () => {
  for (const back of [
    (home: Home): void => home.tellGrid('IN_RANGE'),
    (home: Home): void => home.tellGrid('OUT'),
    (home: Home): void => home.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true }),
    (home: Home): void => void home.isolation({ gridPresent: true }),
  ]) {
    const home = new Home();
    home.plugIn();
    home.outage();
    home.ask();
    home.pass(0.5);
    home.onStep = () => assert.equal(home.terminals.voltageV, 0);
    back(home);
    home.pass(60);
    assert.deepEqual(home.ends, ['GRID_RETURNED']);
    assert.deepEqual(home.states, ['FORMING', 'ISLAND_STOP']);
  }
});

test('PR2-B-04: once it supplies, a grid that is back is the business of the ESCI', () => {
  const home = new Home();
  home.supply();
  home.tellGrid('IN_RANGE');
  home.isolation({ gridPresent: true });
  home.pass(300);
  assert.equal(home.terminals.mode, 'forming');
  home.stop();
  assert.ok(home.isOff);
});
