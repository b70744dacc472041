import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../checks/customer/testing';
import { draws, PARAMS, REQUEST } from '../checks/dispatch/testing';
import { everyPowerConfirmed } from './confirmations';

const MINUTE_MS = 60_000;
const HOUR = { ...REQUEST, validForS: 3600 };

/** 3 kW, and from ten minutes in 5 kW, at which the power is or is not; each revision named is confirmed. */
function verdict(revisions: readonly number[], secondW = 5000, askedMs = 10 * MINUTE_MS): string | undefined {
  const script = new Script({ ...PARAMS, P_CLK_SKEW: 1 });
  const accepted = { pevId: 'p1', dispatchId: 'd1', status: 'ACCEPTED' };
  const confirms = (atMs: number, revision: number): void => {
    const said = { pevId: 'p1', dispatchId: 'd1', state: 'AT_POWER', revision };
    if (revisions.includes(revision)) script.say(atMs, P, 'DispatchConfirmation', said, { to: U });
  };
  script.say(-3000, U, 'DispatchRequest', HOUR, { to: P, id: 'request' });
  script.say(-2000, P, 'DispatchResponse', accepted, { to: U, correlationid: 'request' });
  draws(script, [0, -3000]);
  confirms(5000, 0);
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 5000, validForS: 3600 };
  script.say(askedMs, U, 'DispatchUpdate', update, { to: P, id: 'update' });
  script.say(askedMs + 50, P, 'DispatchResponse', accepted, { to: U, correlationid: 'update' });
  draws(script, [askedMs + 60, -3000], [askedMs + 4000, -secondW]);
  confirms(askedMs + 8000, 1);
  draws(script, [50 * MINUTE_MS, -secondW]);
  const [said] = everyPowerConfirmed.judge(script.until(50 * MINUTE_MS), P);
  return said?.judgement.verdict;
}

test('each power that was reached is confirmed', () => assert.equal(verdict([0, 1]), 'pass'));

test('one that is not is missed, be it the first or a later one', () => {
  assert.equal(verdict([0]), 'fail');
  assert.equal(verdict([]), 'fail');
});

test('a power that is not there owes no confirmation', () => assert.equal(verdict([0], 4000), 'pass'));

test('nor does one that gives way to another before its time is over', () =>
  assert.equal(verdict([1], 5000, 2 * MINUTE_MS), 'pass'));
