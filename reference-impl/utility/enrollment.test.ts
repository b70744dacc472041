import assert from 'node:assert/strict';
import test from 'node:test';
import { isEnrolled, isPermittedPlace, mayDischarge } from './enrollment';
import type { Connection } from './state';
import { enrollment } from './testing';

const START = Date.parse('2031-06-01T18:00:00Z');
const call = { startMs: START, programId: 'prog', eventsThisYear: 0 };

test('an enrollment counts from validFrom on and before validTo', () => {
  const at = (validFrom: string, validTo: string): boolean =>
    isEnrolled(enrollment('p1', { validFrom, validTo }), call);
  assert.ok(at('2031-06-01T18:00:00Z', '2031-06-01T18:00:01Z'));
  assert.ok(at('2031-06-01T20:00:00+02:00', '2032-01-01T00:00:00Z'));
  assert.ok(!at('2031-06-01T18:00:01Z', '2032-01-01T00:00:00Z'));
  assert.ok(!at('2031-01-01T00:00:00Z', '2031-06-01T18:00:00Z'));
});

test('nobody is called who is unknown, suspended, of another program, or was called often enough', () => {
  assert.ok(!isEnrolled(undefined, call));
  assert.ok(!isEnrolled(enrollment('p1', { status: 'SUSPENDED' }), call));
  assert.ok(!isEnrolled(enrollment('p1', { status: 'ENDED' }), call));
  assert.ok(!isEnrolled(enrollment('p1', { programId: 'other' }), call));
  assert.ok(isEnrolled(enrollment('p1', { maxEventsPerYear: 3 }), { ...call, eventsThisYear: 2 }));
  assert.ok(!isEnrolled(enrollment('p1', { maxEventsPerYear: 3 }), { ...call, eventsThisYear: 3 }));
});

const connection: Connection = {
  sessionId: 's',
  evseId: 'e',
  location: 'L1',
  architecture: 'S2',
  capabilities: { v2g: true, v2h: false },
  bidirectional: true,
  cordsetA: 32,
  inverterAuthorised: true,
};

test('a place is permitted only if it is known, listed, and of the enrolled architecture', () => {
  assert.ok(isPermittedPlace(enrollment('p1'), connection));
  assert.ok(!isPermittedPlace(enrollment('p1'), null));
  assert.ok(!isPermittedPlace(enrollment('p1'), { ...connection, location: 'L3' }));
  assert.ok(!isPermittedPlace(enrollment('p1'), { ...connection, architecture: 'S1' }));
});

test('a connection may discharge only if it is two-way, authorised, and its cordset known', () => {
  assert.ok(mayDischarge(connection));
  assert.ok(!mayDischarge({ ...connection, bidirectional: false }));
  assert.ok(!mayDischarge({ ...connection, capabilities: { v2g: false, v2h: true } }));
  assert.ok(!mayDischarge({ ...connection, inverterAuthorised: false }));
  assert.ok(!mayDischarge({ ...connection, cordsetA: 0 }));
  assert.ok(!mayDischarge({ ...connection, cordsetA: null }));
});
