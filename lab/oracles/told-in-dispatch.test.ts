import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { draws, iso, PARAMS, REQUEST } from '../checks/dispatch/testing';
import { toldInDispatch } from './told-in-dispatch';

const MINUTE_MS = 60_000;
const NOTICE = {
  pevId: 'p1',
  eventId: 'e1',
  dispatchId: 'd1',
  reason: 'SOC_MIN',
  predicted: true,
  originator: 'PEV',
};
const CONFIRMED = { pevId: 'p1', dispatchId: 'd1', state: 'AT_POWER', activePowerW: -5000 };

/** A dispatch of 3 kW, changed to 5 kW a minute in, that is at 0 W after thirty minutes. */
function verdictOf(requirement: string, said: (script: Script) => void): string | undefined {
  const script = new Script({ ...PARAMS, P_CLK_SKEW: 1 });
  script.reading(-5000, P, { soc: 60 });
  script.say(-4000, E, 'ConnectionNotice', { sessionId: 's1', pevId: 'p1' }, { to: P });
  script.say(-3000, U, 'DispatchRequest', REQUEST, { to: P, id: 'request' });
  const accepted = { pevId: 'p1', dispatchId: 'd1', status: 'ACCEPTED' };
  script.say(-2000, P, 'DispatchResponse', accepted, { to: U, correlationid: 'request' });
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 5000, validForS: 900 };
  script.say(MINUTE_MS, U, 'DispatchUpdate', update, { to: P, id: 'update' });
  script.say(MINUTE_MS + 50, P, 'DispatchResponse', accepted, { to: U, correlationid: 'update' });
  draws(script, [0, -3000], [2 * MINUTE_MS, -5000]);
  said(script);
  draws(script, [30 * MINUTE_MS, -5000], [30 * MINUTE_MS + 1, 0]);
  script.reading(31 * MINUTE_MS, P, { soc: 55 });
  const view = script.until(60 * MINUTE_MS);
  return toldInDispatch.judge(view, P).find((j) => j.requirement === requirement)?.judgement.verdict;
}

describe('telemetry', () => {
  const metered = (data: object) => (script: Script) =>
    void script.say(3 * MINUTE_MS, P, 'EnergyTelemetry', { sessionId: 's1', soc: 58, ...data }, { to: U });
  test('is of the session, with the charge between two readings', () =>
    assert.equal(verdictOf('PR2-A-16', metered({})), 'pass'));
  test('of another session or charge is wrong', () => {
    assert.equal(verdictOf('PR2-A-16', metered({ sessionId: 's0' })), 'fail');
    assert.equal(verdictOf('PR2-A-16', metered({ soc: 70 })), 'fail');
  });
});

describe('a confirmation', () => {
  const confirmed = (revision: number) => (script: Script) =>
    void script.say(3 * MINUTE_MS, P, 'DispatchConfirmation', { ...CONFIRMED, revision }, { to: U });
  test('is of the command whose power is in force', () =>
    assert.equal(verdictOf('PR2-A-18', confirmed(1)), 'pass'));
  test('of a command before it is wrong', () => assert.equal(verdictOf('PR2-A-18', confirmed(0)), 'fail'));
  test('of a command before it is right where it is repeated', () =>
    assert.equal(
      verdictOf('PR2-A-18', (script) => {
        for (const atMs of [MINUTE_MS - 1000, 3 * MINUTE_MS]) {
          const said = { ...CONFIRMED, revision: 0 };
          script.say(atMs, P, 'DispatchConfirmation', said, { to: U, id: 'first' });
        }
      }),
      'pass',
    ));
  test('of a dispatch that is over is wrong, a repeat of one before that is not', () => {
    const ended = (again: string) => (script: Script) => {
      const said = { ...CONFIRMED, revision: 1 };
      script.say(3 * MINUTE_MS, P, 'DispatchConfirmation', said, { to: U, id: 'first' });
      script.say(40 * MINUTE_MS, P, 'DispatchConfirmation', { ...said, state: 'ENDED' }, { to: U });
      script.say(41 * MINUTE_MS, P, 'DispatchConfirmation', said, { to: U, id: again });
    };
    assert.equal(verdictOf('PR2-A-18', ended('first')), 'pass');
    assert.equal(verdictOf('PR2-A-18', ended('second')), 'fail');
  });
  test('of the end is said once, or anew to who was busy', () => {
    const twice = (busy: boolean) => (script: Script) => {
      const said = { ...CONFIRMED, revision: 1, state: 'ENDED' };
      script.say(40 * MINUTE_MS, P, 'DispatchConfirmation', said, { to: U, id: 'first' });
      const refusal = { refMessageId: 'first', status: 'REJECTED', code: 'E_BUSY', retryAfterS: 1 };
      if (busy) script.say(40 * MINUTE_MS, U, 'Receipt', refusal, { to: P, correlationid: 'first' });
      script.say(40 * MINUTE_MS, P, 'DispatchConfirmation', said, { to: U, id: 'second' });
    };
    assert.equal(verdictOf('PR2-A-18', twice(true)), 'pass');
    assert.equal(verdictOf('PR2-A-18', twice(false)), 'fail');
  });
});

describe('a notice of the end', () => {
  const told = (data: object) => (script: Script) =>
    void script.say(28 * MINUTE_MS, P, 'TerminationNotice', { ...NOTICE, ...data }, { to: U });
  test('names the instant at which the power goes', () =>
    assert.equal(verdictOf('PR2-A-21', told({ effectiveAt: iso(30 * MINUTE_MS) })), 'pass'));
  test('that names a later one is wrong', () =>
    assert.equal(verdictOf('PR2-A-21', told({ effectiveAt: iso(50 * MINUTE_MS) })), 'fail'));
  test("is the PEV's own word", () =>
    assert.equal(
      verdictOf('PR2-A-21', told({ originator: 'ESCI', effectiveAt: iso(30 * MINUTE_MS) })),
      'fail',
    ));
  test('foresees no fault', () =>
    assert.equal(verdictOf('PR2-A-21', told({ reason: 'FAULT', effectiveAt: iso(28 * MINUTE_MS) })), 'fail'));
  test('names the floor only where the charge is near it', () => {
    const ends = (socFloor: number) => (script: Script) => {
      script.say(0, P, 'AvailabilityReport', { pevId: 'p1', socFloor }, { to: U });
      told({ effectiveAt: iso(30 * MINUTE_MS) })(script);
    };
    assert.equal(verdictOf('PR2-A-21', ends(54)), 'pass');
    assert.equal(verdictOf('PR2-A-21', ends(30)), 'fail');
  });
  test('foresees the end by an unlocked cable', () => {
    const unlocked = (predicted: boolean) => (script: Script) => {
      script.stimulus(28 * MINUTE_MS, P, 'unlock', {});
      told({ reason: 'UNPLUG', predicted, effectiveAt: iso(28 * MINUTE_MS) })(script);
    };
    assert.equal(verdictOf('PR2-A-21', unlocked(true)), 'pass');
    assert.equal(verdictOf('PR2-A-21', unlocked(false)), 'fail');
  });
});
