import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import { asksAtMost, changesRequest, commandsWithinReport, renewsInTime, validityInBounds } from './commands';
import { draws, iso, PARAMS, verdictOf } from './testing';

const ARGS = { utility: U, pev: P, basisN: 0 };
const START_MS = 60_000;

function report(script: Script, at: number, maxDischargeW: number, availableEnergyWh: number): void {
  script.say(at, P, 'AvailabilityReport', { asOf: iso(at), maxDischargeW, availableEnergyWh }, { to: U });
}

/** One hour of `dischargePowerW` from the start, good for `validForS`; answered by the PEV. */
function request(script: Script, at: number, dischargePowerW: number, validForS = 90): void {
  const id = `r${at}`;
  const body = {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    dischargePowerW,
    start: iso(START_MS),
    durationS: 3600,
    responseClass: 'SCHEDULED',
    sink: 'GRID',
    validForS,
  };
  script.say(at, U, 'DispatchRequest', body, { id, to: P });
  script.say(
    at + 20,
    P,
    'DispatchResponse',
    { dispatchId: 'd1', revision: 0, status: 'ACCEPTED' },
    { to: U, correlationid: id },
  );
}

function update(
  script: Script,
  at: number,
  revision: number,
  dischargePowerW: number,
  validForS = 90,
  dispatchId = 'd1',
): void {
  const id = `u${at}`;
  script.say(at, U, 'DispatchUpdate', { dispatchId, revision, dischargePowerW, validForS }, { id, to: P });
  script.say(
    at + 20,
    P,
    'DispatchResponse',
    { dispatchId, revision, status: 'ACCEPTED' },
    { to: U, correlationid: id },
  );
}

test('requests stay within what was reported', () => {
  const asked = (powerW: number, maxW: number, wh: number): string => {
    const script = new Script(PARAMS);
    report(script, 1000, maxW, wh);
    request(script, 50_000, powerW);
    return verdictOf(commandsWithinReport(script.view, ARGS));
  };
  assert.equal(asked(4000, 6000, 4000), 'pass');
  assert.equal(asked(4002, 6000, 4000), 'fail');
  assert.equal(asked(4000, 3000, 4000), 'fail');
});

test('what has flowed since the report is gone', () => {
  const changed = (powerW: number): string => {
    const script = new Script(PARAMS);
    report(script, 1000, 6000, 4000);
    request(script, 50_000, 4000);
    draws(script, [START_MS, 0], [START_MS, -4000], [START_MS + 1_800_000, -4000]);
    update(script, START_MS + 1_800_000, 1, powerW);
    return verdictOf(commandsWithinReport(script.view, ARGS));
  };
  assert.equal(changed(4000), 'pass');
  assert.equal(changed(5000), 'fail');
});

test('a report that a younger one has overtaken is not the last word', () => {
  const script = new Script(PARAMS);
  const reported = { asOf: iso(1000), availableEnergyWh: 9000 };
  const older = { ...reported, maxDischargeW: 6000 };
  script.say(1000, P, 'AvailabilityReport', older, { id: 'older', to: U, lost: true });
  script.say(2000, P, 'AvailabilityReport', { ...reported, maxDischargeW: 3000 }, { to: U });
  script.say(11_000, P, 'AvailabilityReport', older, { id: 'older', to: U });
  request(script, 50_000, 3000);
  assert.equal(verdictOf(commandsWithinReport(script.view, ARGS)), 'pass');
  update(script, START_MS, 1, 4000);
  assert.equal(verdictOf(commandsWithinReport(script.view, ARGS)), 'fail');
});

test('nothing reported, nothing to ask', () => {
  const script = new Script(PARAMS);
  assert.equal(verdictOf(commandsWithinReport(script.view, ARGS)), 'fail');
  request(script, 50_000, 1000);
  assert.equal(verdictOf(commandsWithinReport(script.view, ARGS)), 'fail');
});

test('first requests together ask for no more than the bound', () => {
  const args = { ...ARGS, eventIds: ['ev1'], maxWh: 4000, maxW: 5000 };
  const asked = (powerW: number): string => {
    const script = new Script(PARAMS);
    request(script, 50_000, powerW);
    return verdictOf(asksAtMost(script.view, args));
  };
  assert.equal(asked(4000), 'pass');
  assert.equal(asked(4500), 'fail');
  assert.equal(verdictOf(asksAtMost(new Script(PARAMS).view, args)), 'fail');
});

test('a change carries the next revision of the running request, in time', () => {
  const args = { ...ARGS, powerW: 2000, fromMs: 100_000, byMs: 110_000 };
  const changed = (at: number, revision: number, powerW = 2000, dispatchId = 'd1'): string => {
    const script = new Script(PARAMS);
    request(script, 50_000, 3000);
    update(script, at, revision, powerW, 90, dispatchId);
    return verdictOf(changesRequest(script.until(120_000), args));
  };
  assert.equal(changed(101_000, 1), 'pass');
  assert.equal(changed(101_000, 2), 'fail');
  assert.equal(changed(112_000, 1), 'fail');
  assert.equal(changed(101_000, 1, 2500), 'fail');
  assert.equal(changed(101_000, 0, 2000, 'd2'), 'fail');
});

test('each command is renewed before its time is over', () => {
  const renewed = (...atS: readonly number[]): string => {
    const script = new Script(PARAMS);
    request(script, 50_000, 3000);
    atS.forEach((s, i) => update(script, START_MS + s * 1000, i + 1, 3000));
    return verdictOf(renewsInTime(script.until(START_MS + 200_000), ARGS));
  };
  assert.equal(renewed(60, 120, 180), 'pass');
  assert.equal(renewed(60, 160), 'fail');
  assert.equal(renewed(60), 'fail');
  assert.equal(renewed(), 'fail');
});

test('a command that needs no renewal yet has still to be renewed once', () => {
  const script = new Script(PARAMS);
  request(script, 50_000, 3000, 900);
  assert.equal(verdictOf(renewsInTime(script.until(START_MS + 200_000), ARGS)), 'fail');
});

test('validity within the bounds of the watchdog', () => {
  const valid = (validForS: number): string => {
    const script = new Script(PARAMS);
    request(script, 50_000, 3000, validForS);
    return verdictOf(validityInBounds(script.view, { ...ARGS, minS: 30, maxS: 900 }));
  };
  assert.equal(valid(30), 'pass');
  assert.equal(valid(29), 'fail');
  assert.equal(valid(901), 'fail');
  assert.equal(
    verdictOf(validityInBounds(new Script(PARAMS).view, { ...ARGS, minS: 30, maxS: 900 })),
    'fail',
  );
});

test('a request asks for its power until the event foresees another', () => {
  const script = new Script(PARAMS);
  const intervals = [
    { offsetS: 0, durationS: 1800, dischargePowerW: 4000 },
    { offsetS: 1800, durationS: 1800, dischargePowerW: 1000 },
  ];
  const event = { eventId: 'ev1', start: iso(START_MS), durationS: 3600, intervals };
  script.say(0, U, 'EnergySupplyEvent', event, { to: P });
  report(script, 1000, 6000, 2500);
  request(script, 2000, 4000);
  assert.equal(verdictOf(commandsWithinReport(script.view, ARGS)), 'pass');
  const alone = new Script(PARAMS);
  report(alone, 1000, 6000, 2500);
  request(alone, 2000, 4000);
  assert.equal(verdictOf(commandsWithinReport(alone.view, ARGS)), 'fail');
});
