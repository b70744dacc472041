import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../testing';
import { Home } from './testing';

/** Discharging 5 kW to the grid. */
function discharging(): Home {
  const home = new Home();
  home.connect({ v2h: true }, { capabilities: { v2g: true, v2h: true } });
  home.event();
  home.pass(25 * HOUR);
  home.request();
  home.pass(60);
  assert.equal(home.read('mode').mode, 'following');
  return home;
}

const GONE = { voltageV: 0, frequencyHz: 0, gridPresent: false };

test('PR2-B-03: a grid that is lost while it follows ends the discharge before any island', () => {
  const home = discharging();
  home.electrical(GONE);
  assert.ok(home.isOff);
  assert.equal(home.last('TerminationNotice').data.reason, 'GRID');
});

test('PR2-B-03: a home that draws just what it gives hides the loss for less than P_AI', () => {
  const home = discharging();
  home.stimulate('matched-load', { on: true });
  home.electrical(GONE);
  assert.equal(home.powerW, -5000);
  home.pass(2);
  assert.ok(home.isOff);
  assert.equal(home.last('TerminationNotice').data.reason, 'GRID');
  home.pass(600);
  assert.ok(home.isOff);
});

test('PR2-B-03: a dip that has to be ridden through neither stops it nor makes an island', () => {
  const home = discharging();
  home.electrical({ voltageV: 150, frequencyHz: 60, gridPresent: true });
  home.pass(0.9);
  home.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  home.pass(60);
  assert.equal(home.powerW, -5000);
  assert.equal(home.read('mode').mode, 'following');
});
