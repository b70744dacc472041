import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageBodies } from '../../schemas';
import { body, DAY, HOUR, Rig } from './testing';
import { comparePrecedence, compareRank, supersedes } from './precedence';
import type { EventRecord } from './state';

const record = (firstWallMs: number, data: Partial<MessageBodies['EnergySupplyEvent']>): EventRecord =>
  ({
    firstWallMs,
    message: {
      data: { eventId: 'e', reason: 'PEAK', noticeClass: 'PLANNED', serviceType: 'ENERGY_DR', ...data },
    },
  }) as EventRecord;

const emergency = record(9, { eventId: 'x', noticeClass: 'EMERGENCY', reason: 'RELIABILITY', priority: 0 });
const reliability = record(8, { eventId: 'r', reason: 'RELIABILITY' });
const economic = record(1, { eventId: 'a', priority: 10 });

test('emergency before reliability before economy, whatever the priority and the age', () => {
  assert.ok(comparePrecedence(emergency, reliability) > 0);
  assert.ok(comparePrecedence(reliability, economic) > 0);
  assert.ok(comparePrecedence(economic, emergency) < 0);
});

test('of one class the higher priority goes first, if both are stated', () => {
  const high = record(5, { eventId: 'h', priority: 7 });
  const low = record(1, { eventId: 'l', priority: 3 });
  const silent = record(3, { eventId: 's' });
  assert.ok(compareRank(high, low) > 0);
  assert.equal(compareRank(high, silent), 0);
  assert.ok(comparePrecedence(high, silent) < 0, 'the older one goes first');
});

test('equals go by age, then by id; what runs is not displaced by an equal', () => {
  const [older, newer] = [record(1, { eventId: 'z' }), record(2, { eventId: 'a' })];
  assert.ok(comparePrecedence(older, newer) > 0);
  const twin = record(1, { eventId: 'a' });
  assert.ok(comparePrecedence(twin, older) > 0);
  assert.ok(supersedes(twin, older, false));
  assert.ok(!supersedes(twin, older, true));
  assert.ok(supersedes(emergency, older, true));
});

test('where energy has become too little, the older promise is kept and the younger is not (A-15)', () => {
  for (const [first, second, served] of [
    ['old', 'young', 'old'],
    ['young', 'old', 'old'],
  ] as const) {
    const rig = new Rig();
    rig.connect();
    rig.event({ eventId: 'old', powerW: 3000 });
    rig.pass(60);
    rig.event({ eventId: 'young', leadS: DAY + HOUR - 60, powerW: 2000 });
    rig.pass(DAY + HOUR - 60);
    rig.stimulate('set-soc', { soc: 42 });
    const answers = [first, second].map((eventId) => {
      const dischargePowerW = eventId === 'old' ? 3000 : 2000;
      return [eventId, rig.request({ dispatchId: eventId, eventId, dischargePowerW }).status];
    });
    assert.deepEqual(
      answers.filter(([, status]) => status === 'ACCEPTED').map(([eventId]) => eventId),
      [served],
    );
  }
});

test('of two requests that wait, the one that goes before takes the place of the other, which is answered', () => {
  const rig = new Rig();
  rig.connect();
  assert.equal(body(rig.event({ eventId: 'b', powerW: 1000 }), 'EventResponse').decision, 'OPT_IN');
  rig.event({ eventId: 'a', powerW: 1000 });
  const start = new Date(rig.nowMs + (DAY + HOUR) * 1000).toISOString();
  assert.equal(
    rig.request({ dispatchId: 'b', eventId: 'b', start, dischargePowerW: 1000 }).status,
    'ACCEPTED',
  );
  assert.equal(
    rig.request({ dispatchId: 'a', eventId: 'a', start, dischargePowerW: 1000 }).status,
    'ACCEPTED',
  );
  assert.deepEqual(
    [rig.last('TerminationNotice').data.dispatchId, rig.last('TerminationNotice').data.reason],
    ['b', 'CANCEL'],
  );
  rig.pass(DAY + 2 * HOUR);
  assert.equal(rig.powerW, -1000);
});
