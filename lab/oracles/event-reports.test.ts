import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso, PARAMS } from '../checks/dispatch/testing';
import { eventReports } from './event-reports';

const MINUTE_MS = 60_000;
const START_MS = 10 * MINUTE_MS;
const END_MS = 70 * MINUTE_MS;

/** 4 kW for an hour, lowered to 2 kW halfway and followed at once: 3 kWh asked for and delivered. */
const REPORT = {
  pevId: 'p1',
  eventId: 'ev1',
  outcome: 'COMPLETED',
  quality: 'MEASURED',
  requestedWh: 3000,
  deliveredWh: 3000,
  participation: 1,
  startRegister: 500,
  endRegister: 3500,
  deviations: [] as object[],
  responseTimes: { ackS: 0.1, startS: 1, fullS: 4 },
};

function judged(change: object, answer: object = { status: 'ACCEPTED' }): string {
  const s = new Script({ ...PARAMS });
  const dispatch = {
    dispatchId: 'd1',
    eventId: 'ev1',
    sink: 'GRID',
    responseClass: 'SCHEDULED',
    validForS: 900,
  };
  const ask = (
    at: number,
    name: 'DispatchRequest' | 'DispatchUpdate',
    revision: number,
    powerW: number,
  ): void => {
    const data = { ...dispatch, revision, dischargePowerW: powerW, start: iso(START_MS), durationS: 3600 };
    s.say(at, E, name, data, { id: `c${revision}`, source: U, to: P });
    const said = { pevId: 'p1', dispatchId: 'd1', revision, ...answer };
    s.say(at + 20, P, 'DispatchResponse', said, { to: U, correlationid: `c${revision}` }, E);
  };
  ask(MINUTE_MS, 'DispatchRequest', 0, 4000);
  s.reading(0, P, { powerW: 0, slopeWps: 0 });
  s.reading(START_MS, P, { powerW: -4000, slopeWps: 0 });
  ask(40 * MINUTE_MS, 'DispatchUpdate', 1, 2000);
  s.reading(40 * MINUTE_MS, P, { powerW: -2000, slopeWps: 0 });
  s.reading(END_MS, P, { powerW: 0, slopeWps: 0 });
  s.say(END_MS + 2000, E, 'EventReport', { ...REPORT, ...change }, { to: U });
  const [first] = eventReports.judge(s.until(END_MS + MINUTE_MS), E);
  return first === undefined ? 'nothing' : `${first.judgement.verdict}: ${first.judgement.observed}`;
}

test('a report of what was planned and what flowed is accepted, with and without what it need not tell', () => {
  assert.match(judged({}), /^pass/);
  assert.match(judged({ responseTimes: undefined }), /^pass/);
  assert.match(judged({ deliveredWh: 2950, endRegister: 3450, participation: 0.983 }), /^pass/);
});

test('figures that contradict each other are told', () => {
  assert.match(judged({ endRegister: 3400 }), /^fail: .*its registers/);
  assert.match(judged({ participation: 0.8 }), /^fail: .*no participation of 0.8/);
});

test('what was asked for is what dispatch and updates planned', () => {
  const part = { requestedWh: 4000, participation: 0.75 };
  assert.match(judged(part), /^fail: 4 kWh told as asked for, where 3 kWh were planned/);
});

test('what was delivered is what flowed, unless it is called an estimate', () => {
  const more = { deliveredWh: 3200, endRegister: 3700 };
  assert.match(judged(more), /^fail: 3.2 kWh told as delivered, where 3 kWh flowed/);
  assert.match(judged({ ...more, quality: 'ESTIMATED' }), /^pass/);
});

test('a deviation lies in the dispatch and cost what it says', () => {
  const one = (fromS: number, toS: number, energyWh: number): string =>
    judged({ deviations: [{ kind: 'OVERRIDE', fromS, toS, energyWh }] });
  assert.match(one(600, 1200, 0), /^pass/);
  assert.match(one(600, 1200, -400), /^fail: OVERRIDE/);
  assert.match(one(1200, 600, 0), /^fail: OVERRIDE/);
  assert.match(one(600, 7200, 0), /^fail: OVERRIDE/);
});

test('response times are those that were seen', () => {
  assert.match(judged({ responseTimes: { startS: 1000 } }), /^fail: .*to a tenth of the power/);
  assert.match(judged({ responseTimes: { fullS: 4000 } }), /^fail: .*to the power/);
  assert.match(judged({ responseTimes: { ackS: 540 } }), /^fail: .*to the answer/);
});

test('where a command was taken in part, what was asked for is not guessed', () => {
  const partly = { status: 'PARTIAL', acceptedPowerW: 1000 };
  assert.match(judged({ requestedWh: 4000, participation: 0.75 }, partly), /^pass/);
});
