import assert from 'node:assert/strict';
import test from 'node:test';
import { advanceTo, endOf, isFinal, outcomeOf, reportedOutcome } from './lifecycle';
import { newTarget, type EventReport, type EventState, type GridEvent, type Target } from './state';

const STATES: readonly EventState[] = [
  'DRAFT',
  'SCHEDULED',
  'NOTIFIED',
  'ARMED',
  'ACTIVE',
  'UPDATING',
  'ENDING',
  'COMPLETED',
  'CANCELLED',
  'SUPERSEDED',
  'EXPIRED',
  'OPTED_OUT',
  'FAILED',
];

test('final states absorb, and none is reached but by the state machine', () => {
  const allowed = STATES.flatMap((from) =>
    STATES.filter((to) => advanceTo({ state: from } as GridEvent, to)).map((to) => `${from} ${to}`),
  );
  assert.ok(!allowed.some((pair) => isFinal(pair.split(' ')[0] as EventState)));
  const ways = allowed.filter((pair) => !/ (CANCELLED|SUPERSEDED|EXPIRED|OPTED_OUT|FAILED)$/.test(pair));
  assert.deepEqual(ways, [
    'DRAFT SCHEDULED',
    'SCHEDULED NOTIFIED',
    'SCHEDULED ARMED',
    'NOTIFIED SCHEDULED',
    'NOTIFIED ARMED',
    'ARMED ACTIVE',
    'ARMED ENDING',
    'ACTIVE UPDATING',
    'ACTIVE ENDING',
    'UPDATING ACTIVE',
    'UPDATING ENDING',
    'ENDING COMPLETED',
  ]);
});

const target = (change: Partial<Target>): Target => ({ ...newTarget('p1', 'c1', [5000]), ...change });

test('an event is completed by one participant, opted out only by all', () => {
  const end = (...targets: Partial<Target>[]): string => endOf({ targets: targets.map(target) });
  assert.equal(end({ participated: true, state: 'OPTED_OUT' }, { state: 'UNREACHABLE' }), 'COMPLETED');
  assert.equal(end({ state: 'OPTED_OUT' }, { state: 'OPTED_OUT' }), 'OPTED_OUT');
  assert.equal(end({ state: 'OPTED_OUT' }, { state: 'UNREACHABLE' }), 'FAILED');
  assert.equal(end({ state: 'TERMINATED' }), 'FAILED');
});

test('every open target gets one outcome', () => {
  assert.equal(outcomeOf(target({ state: 'PENDING' })), 'UNREACHABLE');
  assert.equal(outcomeOf(target({ state: 'RECEIVED' })), 'UNREACHABLE');
  assert.equal(outcomeOf(target({ state: 'AT_POWER' })), 'DONE');
  assert.equal(outcomeOf(target({ state: 'DISPATCHED' })), 'UNREACHABLE');
  assert.equal(outcomeOf(target({ state: 'DISPATCHED', participated: true })), 'TERMINATED');
  assert.equal(outcomeOf(target({ state: 'OPTED_IN', code: 'E_NOT_READY' })), 'TERMINATED');
  assert.equal(outcomeOf(target({ state: 'OPTED_OUT' })), 'OPTED_OUT');
});

test('a report tells opted out from failed', () => {
  const of = (outcome: EventReport['outcome'], state: Target['state'] = 'AT_POWER'): string =>
    reportedOutcome(target({ state, report: { outcome } as EventReport }));
  assert.equal(of('COMPLETED'), 'DONE');
  assert.equal(of('PARTIAL'), 'DONE');
  assert.equal(of('OPTED_OUT'), 'OPTED_OUT');
  assert.equal(of('TERMINATED'), 'TERMINATED');
  assert.equal(of('CANCELLED'), 'TERMINATED');
  assert.equal(of('NOT_DELIVERED'), 'TERMINATED');
  assert.equal(of('NOT_DELIVERED', 'PENDING'), 'UNREACHABLE');
});
