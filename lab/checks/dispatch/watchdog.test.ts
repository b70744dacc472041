import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../customer/testing';
import { meetsClassMostly } from './response-share';
import { draws, iso, PARAMS, verdictOf } from './testing';
import { stopsAtDeadline } from './watchdog';

/** 5 kW on a command good for 60 s from the start at 1 s; the power goes at `goneMs`, and may come back. */
function silenced(goneMs: number, backMs?: number): string {
  const script = new Script(PARAMS);
  const body = {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    dischargePowerW: 5000,
    start: iso(1000),
    durationS: 3600,
    responseClass: 'SCHEDULED',
    sink: 'GRID',
    validForS: 60,
  };
  script.say(0, U, 'DispatchRequest', body, { id: 'r', to: P });
  script.say(
    20,
    P,
    'DispatchResponse',
    { dispatchId: 'd1', revision: 0, status: 'ACCEPTED' },
    { to: U, correlationid: 'r' },
  );
  draws(script, [1000, -5000], [goneMs, -5000], [goneMs, 0]);
  if (backMs !== undefined) draws(script, [backMs, 0], [backMs, -5000]);
  draws(script, [200_000, backMs === undefined ? 0 : -5000]);
  return verdictOf(
    stopsAtDeadline(script.view, {
      pev: P,
      setpointW: 5000,
      fromMs: 5000,
      limitMs: 10_000,
      staysMs: 120_000,
      basisN: 0,
    }),
  );
}

test('the power ends with the time of the command, not before, not long after, and for good', () => {
  assert.equal(silenced(63_000), 'pass');
  assert.equal(silenced(40_000), 'fail');
  assert.equal(silenced(80_000), 'fail');
  assert.equal(silenced(63_000, 100_000), 'fail');
});

/**
 * A renewal that an ESCI put on the wire at 50 s, its time 60 s; the utility wrote `written` of it, or nothing at all.
 * The power goes at `goneMs`. Judged by what the utility wrote.
 */
function throughRelay(written: number | null, goneMs: number): string {
  const script = new Script(PARAMS);
  const body = { dispatchId: 'd1', eventId: 'ev1', responseClass: 'SCHEDULED', validForS: 60 };
  const first = { ...body, revision: 0, dischargePowerW: 5000, start: iso(1000), durationS: 3600 };
  const next = { ...body, revision: 1, dischargePowerW: 5000 };
  const accept = (at: number, correlationid: string, revision: number): number =>
    script.say(
      at,
      P,
      'DispatchResponse',
      { dispatchId: 'd1', revision, status: 'ACCEPTED' },
      { to: U, correlationid },
    );
  script.say(0, U, 'DispatchRequest', first, { id: 'r', to: P }, E);
  script.say(10, E, 'DispatchRequest', first, { id: 'r', source: U, to: P });
  accept(20, 'r', 0);
  if (written !== null)
    script.say(49_990, U, 'DispatchUpdate', { ...next, validForS: written }, { id: 'u', to: P }, E);
  script.say(50_000, E, 'DispatchUpdate', next, { id: 'u', source: U, to: P });
  accept(50_010, 'u', 1);
  draws(script, [1000, -5000], [goneMs, -5000], [goneMs, 0], [200_000, 0]);
  return verdictOf(
    stopsAtDeadline(script.view, {
      pev: P,
      setpointW: 5000,
      fromMs: 5000,
      limitMs: 10_000,
      staysMs: 60_000,
      basisN: 0,
      writer: U,
    }),
  );
}

test('behind a relay a command is good for as long as the utility wrote, and not at all where it wrote none', () => {
  assert.equal(throughRelay(60, 112_000), 'pass');
  assert.equal(throughRelay(30, 112_000), 'fail');
  assert.equal(throughRelay(30, 82_000), 'pass');
  assert.equal(throughRelay(null, 112_000), 'fail');
  assert.equal(throughRelay(null, 63_000), 'pass');
});

test('without an accepted command there is no time that could be over', () => {
  const script = new Script(PARAMS);
  assert.equal(
    verdictOf(
      stopsAtDeadline(script.view, {
        pev: P,
        setpointW: 5000,
        fromMs: 0,
        limitMs: 10_000,
        staysMs: 0,
        basisN: 0,
      }),
    ),
    'fail',
  );
});

/** Four changes between 2 and 4 kW, 20 s apart; those listed are not followed. */
function series(...missed: readonly number[]): string {
  const script = new Script(PARAMS);
  draws(script, [0, -2000]);
  const changes = [4000, 2000, 4000, 2000].map((powerW, i) => {
    const at = 10_000 + i * 20_000;
    const n = script.say(at, U, 'DispatchUpdate', { revision: i + 1, dischargePowerW: powerW }, { to: P });
    const fromW = powerW === 4000 ? 2000 : 4000;
    const heldW = missed.includes(i) ? fromW : powerW;
    draws(script, [at + 500, -fromW], [at + 1500, -heldW], [at + 19_000, -heldW], [at + 19_900, -powerW]);
    return { n, fromW, powerW };
  });
  const args = {
    pev: P,
    receivedBy: P,
    responseClass: 'REGULATION',
    changes,
    holdMs: 15_000,
    pct: 75,
  } as const;
  return verdictOf(meetsClassMostly(script.until(120_000), args));
}

test('enough of the changes are met', () => {
  assert.equal(series(), 'pass');
  assert.equal(series(1), 'pass');
  assert.equal(series(1, 2), 'fail');
});
