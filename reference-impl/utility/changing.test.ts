/** Changing an event before and while it runs (PR2-A-04, A-09). */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Stimuli } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { DAY, HOUR, NOON, preference, Rig, SECOND } from './testing';

const change = (rig: Rig, patch: Stimuli['change-event']['patch']): string | null =>
  rig.stimulate('change-event', { eventId: 'ev1', patch });

test('a change goes to every target with the next revision, and is answered anew', () => {
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  rig.order(40 * HOUR);
  rig.pass(5);
  const intervals = [{ offsetS: 0, durationS: 7200, dischargePowerW: 3000 }];
  assert.equal(change(rig, { intervals }), null);
  assert.deepEqual(
    rig.event().targets.map((t) => t.state),
    ['PENDING', 'PENDING'],
  );
  rig.pass(5);
  const sent = rig.bodies('EnergySupplyEvent').filter((e) => e.revision === 1);
  assert.deepEqual(
    sent.map((e) => e.intervals),
    [intervals, intervals],
  );
  assert.deepEqual(
    rig.event().targets.map((t) => t.state),
    ['OPTED_IN', 'OPTED_IN'],
  );
  assert.equal(rig.event().revision, 1);
});

test('the class stays when the start moves later, and is judged anew when it moves earlier', () => {
  const rig = new Rig();
  rig.order(DAY);
  rig.pass(3600);
  assert.equal(change(rig, { durationS: 3600 }), null);
  assert.equal(rig.event().noticeClass, 'PLANNED');
  assert.equal(change(rig, { start: timeText(NOON + DAY + HOUR) }), null);
  assert.equal(rig.event().noticeClass, 'PLANNED');
  assert.equal(change(rig, { start: timeText(NOON + 10 * HOUR) }), 'E_NOTICE_TOO_SHORT');
  assert.equal(rig.event().revision, 2);
  assert.equal(change(rig, { start: timeText(NOON + 10 * HOUR), reason: 'RELIABILITY' }), null);
  assert.equal(rig.event().noticeClass, 'DAY_OF');
  assert.equal(rig.bodies('EnergySupplyEvent').at(-1)?.noticeClass, 'DAY_OF');
  rig.until(NOON + 10 * HOUR - 59 * SECOND);
  assert.equal(rig.state(), 'ARMED');
});

test('an answer to an older revision no longer counts', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  const [first] = rig.sent('EnergySupplyEvent');
  assert.ok(first);
  change(rig, { durationS: 3600 });
  rig.pev.endpoint.reply(rig.atMs, first.message, 'EventResponse', {
    pevId: 'p1',
    eventId: 'ev1',
    revision: 0,
    decision: 'OPT_IN',
  });
  rig.collect(rig.pev.endpoint);
  rig.pass(1);
  assert.equal(rig.targetState(), 'PENDING');
});

test('another duration keeps the powers: the last interval gives or takes', () => {
  const rig = new Rig();
  const intervals = [
    { offsetS: 0, durationS: 3600, dischargePowerW: 5000 },
    { offsetS: 3600, durationS: 3600, dischargePowerW: 3000 },
  ];
  rig.order(30 * HOUR, { intervals });
  change(rig, { durationS: 9000 });
  assert.deepEqual(rig.bodies('EnergySupplyEvent').at(-1)?.intervals[1], {
    offsetS: 3600,
    durationS: 5400,
    dischargePowerW: 3000,
  });
  change(rig, { durationS: 1800 });
  assert.deepEqual(rig.bodies('EnergySupplyEvent').at(-1)?.intervals, [
    { offsetS: 0, durationS: 1800, dischargePowerW: 5000 },
  ]);
});

test('what cannot be changed is refused', () => {
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  rig.pev.connect();
  assert.equal(change(rig, { durationS: 60 }), 'E_UNKNOWN_EVENT');
  rig.order(30 * HOUR, { targets: [{ pevId: 'p1' }] });
  assert.equal(change(rig, { targets: [{ pevId: 'p2' }] }), 'E_UNSUPPORTED');
  assert.equal(change(rig, { intervals: [{ offsetS: 0, durationS: 60, dischargePowerW: 5 }] }), 'E_SCHEMA');
  rig.until(NOON + 30 * HOUR - 30 * SECOND);
  assert.equal(change(rig, { durationS: 60 }), 'E_STATE');
  rig.until(NOON + 40 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  assert.equal(change(rig, { durationS: 60 }), 'E_STATE');
});

test('other powers while it runs reach the PEV as the next revision and as an update', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.order(30 * HOUR);
  rig.until(NOON + 31 * HOUR);
  const before = rig.sent('DispatchUpdate').length;
  assert.equal(change(rig, { intervals: [{ offsetS: 0, durationS: 7200, dischargePowerW: 3000 }] }), null);
  rig.pass(1);
  const update = rig.bodies('DispatchUpdate')[before];
  assert.equal(update?.dischargePowerW, 3000);
  assert.equal(rig.targetState(), 'AT_POWER');
  assert.equal(rig.bodies('EnergySupplyEvent').at(-1)?.revision, 1);
});

test('a change that nobody was told of yet is told with the first news', () => {
  const rig = new Rig({
    preferences: [preference('c-p1', { quietHours: { from: '11:00', to: '15:00', tz: 'UTC' } })],
  });
  rig.order(60 * HOUR);
  rig.pass(60);
  change(rig, { durationS: 3600 });
  rig.pass(4 * 3600);
  assert.deepEqual(
    rig.bodies('CustomerAlert').map((a) => [a.kind, a.revision]),
    [
      ['CREATE', 0],
      ['CHANGE', 1],
    ],
  );
  assert.equal(rig.state(), 'NOTIFIED');
});
