import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  atPower,
  confirm,
  customerActs,
  dispatched,
  END,
  report,
  START,
  termination,
} from './testing-bodies';
import { HOUR, Rig } from './testing';

test('opted out half-way: the half that was delivered', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(START + HOUR / 2);
  customerActs(rig, 'OPT_OUT');
  rig.power(0);
  rig.pev('p1', 'TerminationNotice', termination(rig, { reason: 'USER_STOP', predicted: false }));
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  const { outcome, participation, deviations } = report(rig);
  assert.deepEqual([outcome, participation], ['OPTED_OUT', 0.5]);
  assert.deepEqual(deviations, [{ kind: 'OPT_OUT', fromS: 1800, toS: 3600, energyWh: -3000 }]);
});

test('an override to the half from the start: a part, with its deviation', () => {
  const rig = new Rig();
  dispatched(rig);
  rig.power(-3000);
  customerActs(rig, 'OVERRIDE');
  confirm(rig, 'CURTAILED', -3000);
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  const { outcome, reason, participation, deviations } = report(rig);
  assert.deepEqual([outcome, reason, participation], ['PARTIAL', 'OVERRIDE', 0.5]);
  assert.deepEqual(deviations, [{ kind: 'OVERRIDE', fromS: 0, toS: 3600, energyWh: -3000 }]);
});

test('a floor that is foreseen: terminated, with what is missing from then on', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(START + HOUR / 2 - 60_000);
  rig.pev('p1', 'TerminationNotice', termination(rig, { effectiveAt: rig.time(START + HOUR / 2) }));
  rig.to(START + HOUR / 2);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  const { outcome, reason, deviations } = report(rig);
  assert.deepEqual([outcome, reason], ['TERMINATED', 'SOC_MIN']);
  assert.deepEqual(deviations, [{ kind: 'SOC_MIN', fromS: 1800, toS: 3600, energyWh: -3000 }]);
});

test('an announced end that an update has put off to the planned one is none', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.wait(60_000);
  rig.pev('p1', 'TerminationNotice', termination(rig, { effectiveAt: rig.time(START + HOUR / 2) }));
  rig.pev('p1', 'TerminationNotice', termination(rig, { effectiveAt: rig.time(END) }));
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  assert.deepEqual([report(rig).outcome, report(rig).deviations], ['COMPLETED', []]);
});
