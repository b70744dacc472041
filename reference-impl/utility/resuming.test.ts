/** Restarts (PR2-X-12): nothing is forgotten, and nothing is resumed that the watchdog has ended. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { HOUR, NOON, preference, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

function ordered(options: ConstructorParameters<typeof Rig>[0] = {}): Rig {
  const rig = new Rig({ refreshS: 20, ...options });
  rig.pev.connect();
  rig.order(30 * HOUR);
  return rig;
}

test('events, enrollments, preferences and outcomes survive, and are not sent again', () => {
  const rig = ordered();
  rig.from('urn:pr2:customer:c-p1', 'NotificationPreference', 'c-p1', preference('c-p1', { version: 5 }));
  rig.pass(60);
  const before = rig.log.length;
  rig.restart(600);
  rig.pass(60);
  assert.equal(rig.log.length, before);
  assert.equal(rig.targetState(), 'OPTED_IN');
  assert.equal(rig.outcomes().length, 1);
  assert.equal(rig.device.query({ at: rig.atMs, what: 'notificationHistory' }).records.length, 2);
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
});

test('a restart within the watchdog goes on where it was', () => {
  const rig = ordered();
  rig.until(START + 100 * SECOND);
  rig.restart(59);
  rig.pass(30);
  const revisions = [...new Set(rig.bodies('DispatchUpdate').map((u) => u.revision))];
  assert.ok(revisions.length > 5);
  assert.deepEqual(
    revisions,
    revisions.map((_, i) => i + 1),
  );
});

test('a restart past the watchdog resumes nothing', () => {
  const rig = ordered();
  rig.until(START + 100 * SECOND);
  const before = rig.sent('DispatchUpdate').length;
  rig.restart(61);
  rig.pass(3600);
  assert.equal(rig.sent('DispatchUpdate').length, before);
  assert.equal(rig.sent('DispatchRequest').length, 1);
  assert.deepEqual(
    rig.event().targets.map((t) => [t.state, t.code]),
    [['TERMINATED', 'RESTART']],
  );
});

test('a dispatch on its way before the start is repeated after a short restart, and not after a long one', () => {
  const attempts = (downS: number): number => {
    const rig = ordered();
    rig.pev.answer = () => null;
    rig.until(START - 4 * SECOND);
    rig.pev.answer = () => ({});
    rig.restart(downS);
    rig.pass(30);
    return rig.sent('DispatchRequest').length;
  };
  assert.equal(attempts(4), 2);
  assert.equal(attempts(120), 1);
});

test('an event whose start was slept through is dispatched late, after a fresh report', () => {
  const rig = ordered();
  rig.until(START - HOUR);
  rig.restart(3700);
  rig.pass(30);
  assert.equal(rig.sent('AvailabilityRequest').length, 1);
  assert.equal(rig.sent('DispatchRequest').length, 1);
});

test('a restart after the end closes the event', () => {
  const rig = ordered();
  rig.pev.isReported = false;
  rig.until(START + HOUR);
  rig.restart(7200);
  rig.pass(200);
  assert.equal(rig.state(), 'COMPLETED');
});

test('the same seed and the same inputs give the same messages', () => {
  const run = (): string => {
    const rig = ordered();
    rig.until(START + 3 * HOUR);
    return JSON.stringify(rig.log);
  };
  assert.equal(run(), run());
});
