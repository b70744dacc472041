import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import { confirmsAtPower, resent, sendsOneOf, sentTimes } from './confirmations';
import { draws, PARAMS, verdictOf } from './testing';

const CONFIRMS = {
  pev: P,
  dispatchId: 'd1',
  setpointW: 5000,
  responseClass: 'FAST',
  t0Ms: 1000,
  basisN: 0,
} as const;

/** The power is in the band from 10.5 s on; the confirmation comes at `atMs` with `activePowerW`. */
function confirmedAt(atMs: number | null, activePowerW = -5000): string {
  const script = new Script(PARAMS);
  draws(script, [0, 0], [1000, 0], [11_000, -5000]);
  if (atMs !== null) {
    script.reading(atMs, P, { powerW: atMs < 11_000 ? -5000 * ((atMs - 1000) / 10_000) : -5000 });
    script.say(
      atMs,
      P,
      'DispatchConfirmation',
      { dispatchId: 'd1', state: 'AT_POWER', activePowerW },
      { to: U },
    );
  }
  draws(script, [40_000, -5000]);
  return verdictOf(confirmsAtPower(script.view, CONFIRMS));
}

test('a confirmation follows the power within its time', () => {
  assert.equal(confirmedAt(12_000), 'pass');
});

test('early, late, missing or false confirmations fail', () => {
  assert.equal(confirmedAt(8000), 'fail');
  assert.equal(confirmedAt(17_000), 'fail');
  assert.equal(confirmedAt(null), 'fail');
  assert.equal(confirmedAt(12_000, 5000), 'fail');
});

test('the confirmation is waited for', () => {
  const script = new Script(PARAMS);
  draws(script, [0, 0], [1000, 0], [5000, -2000]);
  assert.equal(verdictOf(confirmsAtPower(script.view, CONFIRMS)), 'pending');
});

test('one of several messages is enough, by its time', () => {
  const args = {
    by: P,
    options: [{ name: 'TerminationNotice', fields: { reason: { eq: 'DERATE' } } }],
    afterN: 0,
    byMs: 5000,
  } as const;
  const script = new Script(PARAMS);
  script.say(1000, P, 'TerminationNotice', { reason: 'GRID' }, { to: U });
  assert.equal(verdictOf(sendsOneOf(script.view, args)), 'pending');
  assert.equal(verdictOf(sendsOneOf(script.until(5000), args)), 'fail');
  script.say(4000, P, 'TerminationNotice', { reason: 'DERATE' }, { to: U });
  assert.equal(verdictOf(sendsOneOf(script.view, args)), 'pass');
});

test('what was lost comes again under its id', () => {
  const args = { by: P, name: 'DispatchConfirmation', afterN: 0, untilMs: 60_000 } as const;
  const copies = (second: { id: string; lost: boolean } | null): string => {
    const script = new Script(PARAMS);
    script.say(1000, P, 'DispatchConfirmation', { state: 'STARTED' }, { id: 'a', to: U, lost: true });
    if (second !== null)
      script.say(11_000, P, 'DispatchConfirmation', { state: 'STARTED' }, { ...second, to: U });
    return verdictOf(resent(script.until(60_000), args));
  };
  assert.equal(copies({ id: 'a', lost: false }), 'pass');
  assert.equal(copies({ id: 'b', lost: false }), 'fail');
  assert.equal(copies({ id: 'a', lost: true }), 'fail');
  assert.equal(copies(null), 'fail');
  assert.equal(verdictOf(resent(new Script(PARAMS).until(60_000), args)), 'inconclusive');
});

test('so many copies, and alike', () => {
  const args = { by: P, name: 'DispatchConfirmation', afterN: 0, untilMs: 60_000, times: 2 } as const;
  const sent = (...bodies: readonly object[]): string => {
    const script = new Script(PARAMS);
    bodies.forEach((data, i) =>
      script.say(1000 + i * 10_000, P, 'DispatchConfirmation', data, { id: 'a', to: U }),
    );
    return verdictOf(sentTimes(script.until(60_000), args));
  };
  assert.equal(sent({ registerWh: 1 }, { registerWh: 1 }), 'pass');
  assert.equal(sent({ registerWh: 1 }, { registerWh: 2 }), 'fail');
  assert.equal(sent({ registerWh: 1 }), 'fail');
  assert.equal(sent(), 'fail');
});

test('copies that follow a sign of life of the other are not counted', () => {
  const sent = (aliveMs: number): string => {
    const script = new Script(PARAMS);
    const say = (atMs: number): void =>
      void script.say(atMs, P, 'DispatchConfirmation', { registerWh: 1 }, { id: 'a', to: U });
    [1000, 11_000].forEach(say);
    const alive = (): void => void script.say(aliveMs, U, 'AvailabilityRequest', {}, { to: P });
    if (aliveMs < 40_000) alive();
    say(40_000);
    if (aliveMs >= 40_000) alive();
    const args = { by: P, name: 'DispatchConfirmation', afterN: 0, untilMs: 50_000, times: 2 } as const;
    return verdictOf(sentTimes(script.until(60_000), args));
  };
  assert.equal(sent(20_000), 'pass');
  assert.equal(sent(45_000), 'fail');
});
