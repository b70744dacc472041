import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { renewsWhatItAskedFor } from './renewals';

const START_MS = 60_000;

/** A request of an hour on commands good for a minute, that the PEV accepted. */
function asked(dischargePowerW = 4000): Script {
  const s = new Script();
  const request = {
    dispatchId: 'd1',
    eventId: 'ev1',
    start: iso(START_MS),
    durationS: 3600,
    validForS: 60,
    revision: 1,
  };
  s.say(0, U, 'DispatchRequest', { ...request, dischargePowerW }, { source: U, to: P, id: 'r1' }, P);
  answers(s, 0, 'r1', 1);
  return s;
}

function answers(s: Script, atMs: number, correlationid: string, revision: number): void {
  const data = { pevId: 'p1', dispatchId: 'd1', revision, status: 'ACCEPTED' };
  s.say(atMs + 20, P, 'DispatchResponse', data, { source: P, to: U, correlationid }, U);
}

function renews(s: Script, atMs: number, revision: number, dischargePowerW = 4000): Script {
  const data = { dispatchId: 'd1', revision, dischargePowerW, validForS: 60 };
  s.say(atMs, U, 'DispatchUpdate', data, { source: U, to: P, id: `r${revision}` }, P);
  answers(s, atMs, `r${revision}`, revision);
  return s;
}

function judged(s: Script, untilMs: number): string {
  return renewsWhatItAskedFor
    .judge(s.until(untilMs), U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`)
    .join();
}

test('renewed in time, from the start on, is renewed', () => {
  const s = renews(renews(asked(), START_MS + 60_000, 2), START_MS + 119_000, 3);
  assert.equal(judged(s, START_MS + 170_000), 'PR2-X-05 pass: 2 renewals of p1');
});

test('a command that ran out is told, whether another comes later or none', () => {
  assert.match(judged(asked(), START_MS + 70_000), /^PR2-X-05 fail: 4 kW asked of p1 ran out at .*, none/);
  const late = renews(asked(), START_MS + 75_000, 2);
  assert.match(judged(late, START_MS + 80_000), /^PR2-X-05 fail: .* the next 15 s later/);
  assert.equal(judged(asked(), START_MS + 62_000), '');
});

test('standby needs no renewal', () => {
  const s = renews(asked(), START_MS + 30_000, 2, 0);
  assert.match(judged(s, START_MS + 500_000), /pass/);
});

test('what has ended needs none; that its time ran out is no such end', () => {
  const said = (reason: string): Script => {
    const s = asked();
    const data = {
      pevId: 'p1',
      eventId: 'ev1',
      dispatchId: 'd1',
      reason,
      effectiveAt: iso(START_MS + 20_000),
    };
    s.say(START_MS + 20_000, P, 'TerminationNotice', data, { source: P, to: U }, U);
    return s;
  };
  assert.equal(judged(said('DERATE'), START_MS + 200_000), '');
  assert.match(judged(said('WATCHDOG'), START_MS + 200_000), /fail/);
  const cancelled = asked();
  cancelled.say(START_MS + 10_000, U, 'EventCancel', { eventId: 'ev1' }, { source: U, to: P }, E);
  assert.equal(judged(cancelled, START_MS + 200_000), '');
});

test('an end that is only foretold leaves something to renew until it comes', () => {
  const foretold = (endsMs: number): Script => {
    const s = asked();
    const data = {
      pevId: 'p1',
      eventId: 'ev1',
      reason: 'DEPARTURE',
      predicted: true,
      effectiveAt: iso(endsMs),
    };
    s.say(START_MS + 10_000, P, 'TerminationNotice', data, { source: P, to: U }, U);
    return s;
  };
  assert.match(judged(foretold(START_MS + 600_000), START_MS + 200_000), /^PR2-X-05 fail/);
  assert.equal(judged(foretold(START_MS + 60_000), START_MS + 200_000), '');
});

test('a Utility that was down, or whose clock was set, is left to other checks', () => {
  const down = asked();
  down.restart(START_MS + 10_000, U, 'down');
  assert.equal(judged(down, START_MS + 200_000), '');
  const set = asked();
  set.stimulus(START_MS, U, 'clock-step', { deltaMs: 3_600_000 });
  assert.equal(judged(set, START_MS + 200_000), '');
});
