import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { requestsAsAnnounced } from './requests';

const HOUR_MS = 3_600_000;

const EVENT = {
  eventId: 'ev1',
  start: iso(HOUR_MS),
  durationS: 3600,
  intervals: [{ offsetS: 0, durationS: 3600, dischargePowerW: 4000 }],
  responseClass: 'SCHEDULED',
};
const ASKED = {
  eventId: 'ev1',
  dispatchId: 'd1',
  sink: 'GRID',
  dischargePowerW: 4000,
  responseClass: 'SCHEDULED',
};

/** An event of an hour, what was said of it, and a request just before its start. */
function story(request: object, ...words: [atMs: number, decision: string][]): Script {
  const s = new Script({ P_T_OPT: 10 });
  s.say(0, U, 'EnergySupplyEvent', EVENT, { source: U, to: P }, E);
  for (const [atMs, decision] of words)
    s.say(atMs, P, 'EventResponse', { eventId: 'ev1', decision }, { source: P, to: U }, U);
  ask(s, HOUR_MS - 5000, request);
  return s;
}

function ask(s: Script, atMs: number, request: object): void {
  const plain = { ...ASKED, start: iso(HOUR_MS), durationS: 3600, ...request };
  s.say(atMs, U, 'DispatchRequest', plain, { source: U, to: P }, E);
}

function verdictOf(s: Script): string {
  return requestsAsAnnounced
    .judge(s.until(HOUR_MS), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`)
    .join();
}

const judged = (...told: Parameters<typeof story>): string => verdictOf(story(...told));

test('a request as announced, to a PEV that has opted in, is accepted', () => {
  assert.equal(judged({}, [1000, 'OPT_IN']), 'PR2-A-14 pass: 1 of them');
  assert.match(judged({}, [1000, 'OPT_OUT'], [2000, 'OPT_IN']), /pass/);
  assert.match(judged({ start: iso(HOUR_MS + 600_000), durationS: 3000 }, [1000, 'OPT_IN']), /pass/);
});

test('another class and an early end are told', () => {
  assert.match(judged({ responseClass: 'FAST' }, [1000, 'OPT_IN']), /fail: class FAST asked/);
  assert.match(judged({ durationS: 1800 }, [1000, 'OPT_IN']), /fail: a request that ends/);
});

test('an early end is right where there is too little charge for more', () => {
  const short = (availableEnergyWh: number): string => {
    const s = new Script({ P_T_OPT: 10 });
    s.say(0, P, 'AvailabilityReport', { availableEnergyWh }, { source: P, to: U }, U);
    s.say(100, U, 'EnergySupplyEvent', EVENT, { source: U, to: P }, E);
    ask(s, HOUR_MS - 5000, { durationS: 1800 });
    return verdictOf(s);
  };
  assert.match(short(2000), /pass/);
  assert.match(short(4000), /fail: a request that ends/);
});

test('an early end is right where the rest is asked for by itself', () => {
  const s = story({ durationS: 1800 }, [1000, 'OPT_IN']);
  ask(s, HOUR_MS - 4000, { dispatchId: 'd2', start: iso(HOUR_MS + 1_800_000), durationS: 1800 });
  assert.match(verdictOf(s), /pass/);
});

test('a PEV that is out or undecided is not asked, unless its word has only just come', () => {
  assert.match(judged({}, [1000, 'OPT_OUT']), /fail: .* whose last word was OPT_OUT/);
  assert.match(judged({}, [1000, 'OPT_IN'], [2000, 'UNDECIDED']), /fail: .* whose last word was UNDECIDED/);
  assert.match(judged({}, [1000, 'OPT_IN'], [HOUR_MS - 10_000, 'OPT_OUT']), /pass/);
});

test("a customer's word counts from when it was said, however late it comes", () => {
  const s = story({}, [1000, 'OPT_IN']);
  const about = { source: P, to: U };
  const word = (atMs: number, action: string, saidAtMs: number): void => {
    s.say(atMs, P, 'ParticipationNotice', { eventId: 'ev1', action, sourceTime: iso(saidAtMs) }, about, U);
  };
  word(3000, 'OPT_IN', 3000);
  word(5000, 'OPT_OUT', 2000);
  ask(s, HOUR_MS - 5000, { dispatchId: 'd2' });
  assert.match(verdictOf(s), /pass/);
  word(HOUR_MS - 4000, 'OPT_OUT', HOUR_MS - 4000);
  ask(s, HOUR_MS + 60_000, { dispatchId: 'd3' });
  assert.match(verdictOf(s), /fail: .* whose last word was OPT_OUT/);
});

test('a request for anything else than the grid is told, whatever its event is', () => {
  assert.equal(judged({ sink: 'HOME' }, [1000, 'OPT_IN']), 'PR2-G-01 fail: a request for HOME');
});
