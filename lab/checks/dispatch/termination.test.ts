import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../customer/testing';
import {
  contactorOpens,
  endsAsAnnounced,
  endsAtFloor,
  noticeAhead,
  noticeBeforeOpening,
  noticeTrue,
} from './termination';
import { draws, iso, PARAMS, verdictOf } from './testing';

const ARGS = { by: P, pev: P, afterN: 0, byMs: 600_000 };

interface Story {
  noticeMs?: number;
  effectiveMs: number;
  downMs: number;
  reason?: string;
  predicted?: boolean;
}

/** 5 kW until `downMs`, with a notice on the way. */
function ends({ noticeMs, effectiveMs, downMs, reason = 'SOC_MIN', predicted = true }: Story): Script {
  const script = new Script(PARAMS);
  draws(script, [0, -5000]);
  if (noticeMs !== undefined) {
    script.say(
      noticeMs,
      P,
      'TerminationNotice',
      { reason, predicted, effectiveAt: iso(effectiveMs) },
      { to: U },
    );
  }
  draws(script, [downMs, -5000], [downMs + 5000, 0], [600_000, 0]);
  return script;
}

test('notice well ahead of the end', () => {
  const judge = (story: Story): string =>
    verdictOf(noticeAhead(ends(story).view, { ...ARGS, reason: 'SOC_MIN' }));
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000 }), 'pass');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 130_000, downMs: 130_000 }), 'fail');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 120_000 }), 'fail');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000, predicted: false }), 'fail');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000, reason: 'FAULT' }), 'fail');
  assert.equal(judge({ effectiveMs: 0, downMs: 161_000 }), 'fail');
});

test('one of two reasons will do, and no third', () => {
  const judge = (reason: string): string => {
    const story = { noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000, reason };
    return verdictOf(noticeAhead(ends(story).view, { ...ARGS, reason: ['SOC_MIN', 'PREFERENCE'] }));
  };
  assert.deepEqual(['SOC_MIN', 'PREFERENCE', 'DEPARTURE'].map(judge), ['pass', 'pass', 'fail']);
});

test('with little left, notice at once will do, whatever its lead', () => {
  const judge = (story: Story): string =>
    verdictOf(noticeAhead(ends(story).view, { ...ARGS, reason: 'SOC_MIN', atOnceByMs: 5000 }));
  assert.equal(judge({ noticeMs: 4000, effectiveMs: 34_000, downMs: 34_000 }), 'pass');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000 }), 'pass');
  assert.equal(judge({ noticeMs: 6000, effectiveMs: 34_000, downMs: 34_000 }), 'fail');
});

test('the end comes as announced, and stays', () => {
  const judge = (story: Story): string => verdictOf(endsAsAnnounced(ends(story).view, ARGS));
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 161_000 }), 'pass');
  assert.equal(judge({ noticeMs: 100_000, effectiveMs: 161_000, downMs: 200_000 }), 'fail');
  assert.equal(judge({ effectiveMs: 0, downMs: 161_000 }), 'fail');
});

test('the notice tells register and charge as they are', () => {
  const told = (registerWh: number, soc?: number): string => {
    const script = new Script(PARAMS);
    draws(script, [0, -3600]);
    script.say(0, P, 'EnergyTelemetry', { at: iso(0), exportRegisterWh: 1000 }, { to: U });
    script.reading(600_000, P, { powerW: -3600, soc: 41.2 });
    script.say(
      600_000,
      P,
      'TerminationNotice',
      { registerWh, ...(soc === undefined ? {} : { soc }) },
      { to: U },
    );
    return verdictOf(noticeTrue(script.view, { ...ARGS, withSoc: true }));
  };
  assert.equal(told(1600, 41), 'pass');
  assert.equal(told(1540, 41), 'fail');
  assert.equal(told(1600, 30), 'fail');
  assert.equal(told(1600), 'fail');
});

test('without an earlier register there is nothing to measure from', () => {
  const script = new Script(PARAMS);
  script.say(600_000, P, 'TerminationNotice', { registerWh: 5 }, { to: U });
  assert.equal(verdictOf(noticeTrue(script.view, { ...ARGS, withSoc: true })), 'inconclusive');
});

test('notice before the contactor opens', () => {
  const order = (noticeMs: number | null, openMs: number): string => {
    const script = new Script(PARAMS);
    draws(script, [0, -5000]);
    const open = (): number => script.reading(openMs, P, { powerW: 0, contactor: 'OPEN' });
    const notice = (): number =>
      script.say(noticeMs ?? 0, P, 'TerminationNotice', { reason: 'USER_STOP' }, { to: U });
    if (noticeMs !== null && noticeMs <= openMs) notice();
    open();
    if (noticeMs !== null && noticeMs > openMs) notice();
    return verdictOf(noticeBeforeOpening(script.until(600_000), ARGS));
  };
  assert.equal(order(1000, 3000), 'pass');
  assert.equal(order(3000, 1000), 'fail');
  assert.equal(order(null, 1000), 'fail');
});

test('the discharge ends at the floor, neither above nor below', () => {
  const endedAt = (soc: number): string => {
    const script = new Script(PARAMS);
    draws(script, [0, -5000]);
    script.reading(10_000, P, { powerW: -5000, soc });
    script.reading(10_000, P, { powerW: 0, soc });
    return verdictOf(endsAtFloor(script.view, { pev: P, floor: 30, afterN: 0, fromMs: 0, byMs: 600_000 }));
  };
  assert.equal(endedAt(30.2), 'pass');
  assert.equal(endedAt(33.5), 'fail');
  assert.equal(endedAt(28.5), 'fail');
});

test('a discharge that does not end is no end at the floor', () => {
  const script = new Script(PARAMS);
  draws(script, [0, -5000], [600_000, -5000]);
  assert.equal(
    verdictOf(endsAtFloor(script.view, { pev: P, floor: 30, afterN: 0, fromMs: 0, byMs: 600_000 })),
    'fail',
  );
});

test('after a fault the contactor is open, or nothing flows where none can be seen', () => {
  const judge = (readings: object): string => {
    const script = new Script(PARAMS);
    script.reading(0, P, { powerW: -5000, contactor: 'CLOSED' });
    script.reading(5000, P, readings);
    return verdictOf(contactorOpens(script.until(20_000), { pev: P, afterN: 1, byMs: 10_000 }));
  };
  assert.equal(judge({ powerW: 0, contactor: 'OPEN' }), 'pass');
  assert.equal(judge({ powerW: 0, contactor: 'CLOSED' }), 'fail');
  const unseen = new Script(PARAMS);
  unseen.reading(5000, P, { powerW: 0 });
  assert.equal(verdictOf(contactorOpens(unseen.until(20_000), { pev: P, afterN: 1, byMs: 10_000 })), 'pass');
});
