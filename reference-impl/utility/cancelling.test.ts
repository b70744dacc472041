/** Cancelling: by the operator, with the enrollment, and for a more urgent event (PR2-A-24, G-02, X-06). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { enrollment, HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

function running(options: ConstructorParameters<typeof Rig>[0] = {}): Rig {
  const rig = new Rig(options);
  for (const pev of Object.values(rig.pevs)) pev.connect();
  rig.order(30 * HOUR);
  return rig;
}

test('a cancel goes to every target, one revision above the event, with its reason', () => {
  const rig = running({ pevs: ['p1', 'p2'] });
  rig.pass(10);
  assert.equal(rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' }), null);
  assert.deepEqual(
    rig.bodies('EventCancel'),
    Array.from({ length: 2 }, () => ({ eventId: 'ev1', revision: 1, reason: 'ABATED' })),
  );
  assert.deepEqual(
    rig.sent('EventCancel').map((s) => s.message.destination),
    ['urn:pr2:pev:p1', 'urn:pr2:pev:p2'],
  );
  assert.equal(rig.state(), 'CANCELLED');
  rig.until(START + 3 * HOUR);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  assert.equal(rig.sent('AvailabilityRequest').length, 0);
});

test('a cancel while it runs ends all commands at once', () => {
  const rig = running();
  rig.until(START + HOUR);
  const commands = rig.sent('DispatchUpdate').length;
  rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' });
  rig.pass(7200);
  assert.equal(rig.sent('DispatchUpdate').length, commands);
  assert.equal(rig.state(), 'CANCELLED');
  assert.equal(rig.targetState(), 'TERMINATED');
});

test('a cancel that is not answered is repeated, and an update on its way is not', () => {
  const rig = running();
  rig.until(START + HOUR);
  rig.pev.answer = () => null;
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 2000 });
  rig.cut.add('urn:pr2:esci:e1');
  rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'OPERATOR' });
  const updates = rig.sent('DispatchUpdate').length;
  rig.pass(120);
  assert.deepEqual(
    rig.sent('EventCancel').map((s) => s.atMs - START - HOUR),
    [0, 10, 20, 30].map((s) => s * SECOND),
  );
  assert.equal(new Set(rig.sent('EventCancel').map((s) => s.message.id)).size, 1);
  assert.equal(rig.sent('DispatchUpdate').length, updates);
  rig.cut.clear();
  rig.pev.connect();
  rig.pass(5);
  assert.equal(rig.sent('EventCancel').length, 5);
});

test('what is unknown or over cannot be cancelled', () => {
  const rig = running();
  assert.equal(rig.stimulate('cancel-event', { eventId: 'ev9', reason: 'ABATED' }), 'E_UNKNOWN_EVENT');
  rig.until(START + 2 * HOUR);
  assert.equal(rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' }), 'E_STATE');
  rig.until(START + 4 * HOUR);
  assert.equal(rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' }), 'E_STATE');
  assert.equal(rig.state(), 'COMPLETED');
});

test('an enrollment that ends takes its event with it at once, and its customer is told', () => {
  for (const status of ['SUSPENDED', 'ENDED'] as const) {
    const rig = running();
    rig.until(START + HOUR);
    assert.equal(rig.stimulate('revoke-enrollment', { pevId: 'p1', status }), null);
    assert.deepEqual(rig.bodies('EventCancel'), [{ eventId: 'ev1', revision: 1, reason: 'ENROLLMENT' }]);
    assert.equal(rig.sent('EventCancel')[0]?.atMs, START + HOUR);
    assert.deepEqual(
      rig.bodies('EnrollmentRecord').map((e) => [e.version, e.status]),
      [
        [1, 'ACTIVE'],
        [2, status],
      ],
    );
    assert.deepEqual(
      rig.bodies('CustomerAlert').map((a) => a.kind),
      ['CREATE', 'CANCEL'],
    );
    assert.equal(rig.state(), 'CANCELLED');
  }
});

test('of several targets only the one whose enrollment ended is cancelled', () => {
  const rig = running({ pevs: ['p1', 'p2'] });
  rig.until(START + HOUR);
  rig.stimulate('revoke-enrollment', { pevId: 'p1', status: 'ENDED' });
  assert.deepEqual(
    rig.sent('EventCancel').map((s) => s.message.destination),
    ['urn:pr2:pev:p1'],
  );
  assert.equal(rig.state(), 'ACTIVE');
  rig.pass(120);
  rig.stimulate('change-event', {
    eventId: 'ev1',
    patch: { intervals: [{ offsetS: 0, durationS: 7200, dischargePowerW: 3000 }] },
  });
  const changed = rig.sent('EnergySupplyEvent').filter((s) => s.message.data.revision === 2);
  assert.deepEqual(
    changed.map((s) => s.message.data.targets),
    [[{ pevId: 'p2' }]],
  );
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  assert.deepEqual(
    rig.event().targets.map((t) => t.state),
    ['TERMINATED', 'DONE'],
  );
});

test('a new enrollment replaces an older one only', () => {
  const rig = running();
  assert.equal(rig.stimulate('enroll', enrollment('p1', { version: 1 })), 'E_STALE');
  assert.equal(
    rig.stimulate('enroll', enrollment('p1', { version: 2, validTo: '2020-01-01T00:00:00Z' })),
    'E_SCHEMA',
  );
  assert.equal(rig.stimulate('revoke-enrollment', { pevId: 'p9', status: 'ENDED' }), 'E_NOT_ENROLLED');
  assert.equal(rig.stimulate('enroll', enrollment('p1', { version: 2, validTo: timeText(START + 1) })), null);
  assert.equal(rig.sent('EventCancel').length, 0);
  assert.equal(rig.stimulate('enroll', enrollment('p1', { version: 3, validTo: timeText(START) })), null);
  assert.equal(rig.sent('EventCancel').length, 1);
});

const emergency = { eventId: 'ev2', reason: 'RELIABILITY', responseClass: 'EMERGENCY' } as const;

test('a more urgent event takes the PEV from one that runs, which is told and never taken up again', () => {
  const rig = running();
  rig.until(START + HOUR);
  assert.equal(rig.order(120 * SECOND, { ...emergency, durationS: 600 }), null);
  assert.deepEqual(rig.bodies('EventCancel'), [{ eventId: 'ev1', revision: 1, reason: 'SUPERSEDED' }]);
  assert.equal(rig.state('ev1'), 'SUPERSEDED');
  rig.pass(150);
  assert.equal(rig.state('ev2'), 'ACTIVE');
  rig.stimulate('cancel-event', { eventId: 'ev2', reason: 'ABATED' });
  const commands = rig.sent('DispatchUpdate').length;
  rig.pass(7200);
  assert.equal(rig.sent('DispatchUpdate').length, commands);
  assert.equal(rig.state('ev1'), 'SUPERSEDED');
});

test('a less urgent event does not even begin', () => {
  const rig = new Rig();
  rig.order(30 * HOUR, { reason: 'RELIABILITY' });
  assert.equal(rig.order(31 * HOUR, { eventId: 'ev2' }), null);
  assert.equal(rig.state('ev2'), 'SUPERSEDED');
  assert.equal(rig.sent('EnergySupplyEvent').length, 1);
  assert.equal(rig.bodies('CustomerAlert').length, 1);
});

test('events that do not meet, or want other PEVs, leave each other alone', () => {
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  rig.order(30 * HOUR, { targets: [{ pevId: 'p1' }] });
  rig.order(32 * HOUR, { eventId: 'ev2', reason: 'RELIABILITY', targets: [{ pevId: 'p1' }] });
  rig.order(30 * HOUR, { eventId: 'ev3', reason: 'RELIABILITY', targets: [{ pevId: 'p2' }] });
  assert.equal(rig.sent('EventCancel').length, 0);
  rig.order(31 * HOUR, { eventId: 'ev4', priority: 9, targets: [{ pevId: 'p2' }] });
  assert.equal(rig.state('ev4'), 'SUPERSEDED');
});

test('the more urgent event takes only the PEVs that both want', () => {
  const rig = running({ pevs: ['p1', 'p2'] });
  rig.until(START + HOUR);
  rig.order(120 * SECOND, { ...emergency, durationS: 600, targets: [{ pevId: 'p1' }] });
  assert.equal(rig.state('ev1'), 'ACTIVE');
  rig.until(START + 3 * HOUR);
  assert.deepEqual(
    rig.event('ev1').targets.map((t) => t.state),
    ['TERMINATED', 'DONE'],
  );
  assert.equal(rig.event('ev1').targets[0]?.code, 'SUPERSEDED');
});
