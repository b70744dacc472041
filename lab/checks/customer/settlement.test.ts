import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageName } from '../../../schemas';
import { isPending, type Judgement } from '../check';
import { settles, statementAgrees } from './settlement';
import { E, P, Script, U } from './testing';

const HOUR_MS = 3_600_000;
const REPORT = {
  eventId: 'ev1',
  pevId: 'p1',
  outcome: 'COMPLETED',
  quality: 'MEASURED',
  requestedWh: 5000,
  deliveredWh: 5000,
  participation: 1,
  startRegister: 100,
  endRegister: 5100,
  deviations: [],
};
const args = {
  esci: E,
  pev: P,
  eventId: 'ev1',
  startMs: 0,
  endMs: HOUR_MS,
  outcomes: ['COMPLETED'],
  participation: { min: 0.98, max: 1 },
  reason: false,
  quality: 'MEASURED',
  afterN: 0,
} as const;

/** An hour of 5 kW and its report. */
function settled(change: object, at = HOUR_MS + 5000, more: object = {}): Judgement {
  const s = new Script();
  s.reading(0, P, { powerW: -5000, slopeWps: 0 });
  s.reading(HOUR_MS, P, { powerW: 0 });
  s.say(at, E, 'EventReport', { ...REPORT, ...change }, { to: U });
  return settles(s.until(HOUR_MS + 60_000), { ...args, ...more }) as Judgement;
}

test('a report that adds up and is true is accepted', () => {
  assert.equal(settled({}).verdict, 'pass');
  assert.equal(settled({ deliveredWh: 4950, endRegister: 5050, participation: 0.99 }).verdict, 'pass');
});

test('each figure that contradicts another, or the meter, is told', () => {
  assert.match(settled({ outcome: 'PARTIAL' }).observed, /PARTIAL/);
  assert.match(settled({ quality: 'ESTIMATED' }).observed, /ESTIMATED/);
  assert.match(settled({ endRegister: 6000 }).observed, /its registers/);
  assert.match(settled({ participation: 0.5 }).observed, /no participation of 0.5/);
  assert.match(
    settled({ deliveredWh: 3000, endRegister: 3100, participation: 0.6 }).observed,
    /5 kWh flowed/,
  );
  assert.match(settled({}, HOUR_MS + 10_001).observed, /1 ms late/);
  assert.match(settled({ eventId: 'ev2' }).observed, /none by/);
  assert.match(settled({}, undefined, { reason: true }).observed, /no reason/);
  assert.match(
    settled({}, undefined, { participation: { min: 0, max: 0.5 } }).observed,
    /participation of 1/,
  );
});

/** An event that ends after a second, for a reason. */
function endedEarly(untilMs: number, name: MessageName, data: object): ReturnType<typeof settles> {
  const s = new Script();
  s.say(0, U, 'DispatchRequest', { eventId: 'ev1', dispatchId: 'd1' }, { to: P }, E);
  s.say(500, name === 'EventCancel' ? U : P, name, { eventId: 'ev1', ...data }, { to: U }, E);
  s.say(1000, P, 'DispatchConfirmation', { dispatchId: 'd1', state: 'ENDED' }, { to: U }, E);
  return settles(s.until(untilMs), args);
}

test('an end that nobody can take back brings the report forward', () => {
  for (const [name, data] of [
    ['ParticipationNotice', { action: 'OPT_OUT' }],
    ['EventCancel', {}],
  ] as const) {
    assert.ok(isPending(endedEarly(11_009, name, data)));
    assert.equal((endedEarly(11_010, name, data) as Judgement).verdict, 'fail');
  }
});

test('after a failure the event may be taken up again, and the report wait for its end', () => {
  const failed = (ms: number) => endedEarly(ms, 'TerminationNotice', { reason: 'FAULT' });
  assert.ok(isPending(failed(HOUR_MS + 9_999)));
  assert.equal((failed(HOUR_MS + 10_000) as Judgement).verdict, 'fail');
});

test('nothing asked is a full participation', () => {
  const nothing = {
    requestedWh: 0,
    deliveredWh: 0,
    startRegister: 5,
    endRegister: 5,
    outcome: 'CANCELLED',
    participation: 1,
  };
  const s = new Script();
  s.reading(0, P, { powerW: 0 });
  s.say(100, E, 'EventReport', { ...REPORT, ...nothing }, { to: U });
  assert.equal((settles(s.until(200), { ...args, outcomes: ['CANCELLED'] }) as Judgement).verdict, 'pass');
});

test('a statement says what was reported; none is owed', () => {
  const judge = (statement?: object): string => {
    const s = new Script();
    s.say(0, E, 'EventReport', REPORT, { to: U });
    if (statement !== undefined)
      s.say(
        50,
        U,
        'SettlementStatement',
        { eventId: 'ev1', deliveredWh: 5000, participation: 1, ...statement },
        { to: 'urn:pr2:customer:c1' },
      );
    return (
      statementAgrees(s.until(1000), {
        utility: U,
        customerId: 'c1',
        eventId: 'ev1',
        untilMs: 1000,
      }) as Judgement
    ).verdict;
  };
  assert.deepEqual(
    [judge(), judge({}), judge({ participation: 0.5 }), judge({ deliveredWh: 1 })],
    ['pass', 'pass', 'fail', 'fail'],
  );
  const silent = statementAgrees(new Script().until(1000), {
    utility: U,
    customerId: 'c1',
    eventId: 'ev1',
    untilMs: 1000,
  }) as Judgement;
  assert.equal(silent.verdict, 'fail');
});
