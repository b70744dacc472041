/** A whole event, from the order to the settlement. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { DAY, HOUR, NOON, Rig, SECOND } from './testing';

test('an event goes its whole way: notice, dispatch, refreshes, end, report, settlement', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.pass(5);
  assert.equal(rig.order(30 * HOUR), null);
  rig.pass(5);
  assert.equal(rig.state(), 'NOTIFIED');
  assert.equal(rig.targetState(), 'OPTED_IN');
  const startMs = NOON + 30 * HOUR + 5 * SECOND;
  rig.until(startMs - 59 * SECOND);
  assert.equal(rig.state(), 'ARMED');
  rig.until(startMs + HOUR);
  assert.equal(rig.state(), 'ACTIVE');
  assert.equal(rig.targetState(), 'AT_POWER');
  rig.until(startMs + 2 * HOUR + 10 * SECOND);
  assert.equal(rig.state(), 'COMPLETED');
  assert.equal(rig.targetState(), 'DONE');
  assert.deepEqual(rig.bodies('SettlementStatement'), [
    { eventId: 'ev1', deliveredWh: 10_000, participation: 1 },
  ]);
  rig.pass(DAY / SECOND);
  const kinds = rig.log.map((s) => s.message.type.split('.')[1]);
  const once = kinds.filter((k, i) => k !== 'Receipt' && k !== kinds[i - 1] && kinds.indexOf(k) === i);
  assert.deepEqual(once, [
    'EnrollmentRecord',
    'EnergySupplyEvent',
    'CustomerAlert',
    'AvailabilityRequest',
    'DispatchRequest',
    'DispatchUpdate',
    'SettlementStatement',
  ]);
  assert.equal(kinds.filter((k) => k === 'DispatchUpdate').length, 119);
});
