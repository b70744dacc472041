import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import { chargesAfterDelay, delaysSpread, holdsTarget, needIsThere } from './afterwards';
import { draws, PARAMS, verdictOf } from './testing';

const HOUR_MS = 3_600_000;

test('charging waits for the declared delay, and comes', () => {
  const args = { pev: P, eventEndMs: 1000, byMs: HOUR_MS, afterN: 0 };
  const charging = (reboundDelayS: number | undefined, fromMs: number | null): string => {
    const script = new Script(PARAMS);
    draws(script, [0, -3000], [1000, 0]);
    script.say(
      1000,
      P,
      'DispatchConfirmation',
      { state: 'ENDED', ...(reboundDelayS === undefined ? {} : { reboundDelayS }) },
      { to: U },
    );
    if (fromMs !== null) draws(script, [fromMs, 0], [fromMs, 7000]);
    draws(script, [HOUR_MS, fromMs === null ? 0 : 7000]);
    return verdictOf(chargesAfterDelay(script.view, args));
  };
  assert.equal(charging(300, 301_000), 'pass');
  assert.equal(charging(300, 200_000), 'fail');
  assert.equal(charging(undefined, 301_000), 'fail');
  assert.equal(charging(300, null), 'fail');
});

test('charging before any report of the end fails', () => {
  const script = new Script(PARAMS);
  draws(script, [0, -3000], [1000, 0], [2000, 7000]);
  assert.equal(
    verdictOf(chargesAfterDelay(script.view, { pev: P, eventEndMs: 1000, byMs: HOUR_MS, afterN: 0 })),
    'fail',
  );
});

test('the customer has at the departure what was wanted', () => {
  const args = { pev: P, departureMs: HOUR_MS, departureSoc: 60, basisN: 0 };
  const holding = (soc: number): string => {
    const script = new Script(PARAMS);
    script.reading(HOUR_MS, P, { soc });
    return verdictOf(holdsTarget(script.view, args));
  };
  assert.equal(holding(60.1), 'pass');
  assert.equal(holding(58), 'fail');
  assert.equal(verdictOf(holdsTarget(new Script(PARAMS).until(HOUR_MS), args)), 'fail');
});

test('delays differ and stay in range', () => {
  const declared = (...delays: readonly (number | undefined)[]): string => {
    const script = new Script(PARAMS);
    delays.forEach((reboundDelayS, i) =>
      script.say(
        i * 1000,
        P,
        'DispatchConfirmation',
        { state: 'ENDED', ...(reboundDelayS === undefined ? {} : { reboundDelayS }) },
        { to: U },
      ),
    );
    return verdictOf(delaysSpread(script.view, { pev: P, count: 3, afterN: 0 }));
  };
  assert.equal(declared(0, 599, 12), 'pass');
  assert.equal(declared(30, 30, 30), 'fail');
  assert.equal(declared(30, 601, 12), 'fail');
  assert.equal(declared(30, undefined, 12), 'fail');
  assert.equal(declared(30, 12), 'inconclusive');
  const inMinutes = Array.from({ length: 20 }, (_, i) => i / 2);
  assert.equal(declared(...inMinutes), 'fail');
  assert.equal(declared(...inMinutes.map((minutes) => minutes * 60)), 'pass');
});

test('what the next event needs is there', () => {
  const args = {
    pev: P,
    atMs: HOUR_MS,
    needWh: 3000,
    floor: 30,
    capacityWh: 60_000,
    efficiency: 0.9,
    basisN: 0,
  };
  const holding = (soc: number): string => {
    const script = new Script(PARAMS);
    script.reading(HOUR_MS, P, { soc });
    return verdictOf(needIsThere(script.view, args));
  };
  assert.equal(holding(36), 'pass');
  assert.equal(holding(34), 'fail');
});
