import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import { outlastsRenewals, renewsUnchanged } from './renewals';
import { iso, PARAMS, verdictOf } from './testing';

const ARGS = { utility: U, pev: P, basisN: 0 };
const START_MS = 60_000;

/** A request for 3 kW and its renewals, a minute apart, each [powerW, validForS]. */
function renewed(validForS: number, ...renewals: readonly (readonly [number, number])[]): Script {
  const script = new Script(PARAMS);
  const body = { dispatchId: 'd1', eventId: 'ev1', revision: 0, dischargePowerW: 3000, validForS };
  const request = {
    ...body,
    start: iso(START_MS),
    durationS: 3600,
    responseClass: 'SCHEDULED',
    sink: 'GRID',
  };
  script.say(START_MS - 5000, U, 'DispatchRequest', request, { to: P });
  for (const [i, [dischargePowerW, good]] of renewals.entries()) {
    const update = { dispatchId: 'd1', revision: i + 1, dischargePowerW, validForS: good };
    script.say(START_MS + (i + 1) * 60_000, U, 'DispatchUpdate', update, { to: P });
  }
  return script;
}

test('a command is good for three renewals, counted from the start of the event', () => {
  const judge = (validForS: number): string =>
    verdictOf(outlastsRenewals(renewed(validForS, [3000, validForS], [3000, validForS]).view, ARGS));
  assert.equal(judge(180), 'pass');
  assert.equal(judge(900), 'pass');
  assert.equal(judge(179), 'fail');
  assert.equal(judge(30), 'fail');
});

test('one command that is good for less is one too many', () => {
  const script = renewed(180, [3000, 180], [3000, 179], [3000, 180]);
  assert.equal(verdictOf(outlastsRenewals(script.view, ARGS)), 'fail');
});

test('without a renewal there is nothing to go by', () => {
  assert.equal(verdictOf(outlastsRenewals(renewed(180).view, ARGS)), 'fail');
  assert.equal(verdictOf(renewsUnchanged(renewed(180).view, ARGS)), 'fail');
});

test('a renewal asks for what the command asked', () => {
  assert.equal(verdictOf(renewsUnchanged(renewed(180, [3000, 180], [3000, 180]).view, ARGS)), 'pass');
  assert.equal(verdictOf(renewsUnchanged(renewed(180, [3000, 180], [2999, 180]).view, ARGS)), 'fail');
});
