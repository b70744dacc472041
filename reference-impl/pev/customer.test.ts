import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { body, ESCI, HOUR, Rig } from './testing';

const told = (rig: Rig) => rig.last('ParticipationNotice').data;

test('an opt-out stops power in time, asks nobody, and is told (A-05, A-11)', () => {
  const rig = new Rig();
  rig.toPower();
  const atMs = rig.nowMs;
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev1', source: 'APP' }), null);
  const { action, source, sourceTime } = told(rig);
  assert.deepEqual([action, source, sourceTime], ['OPT_OUT', 'APP', timeText(atMs)]);
  rig.pass(10);
  assert.equal(rig.powerW, 0);
  assert.equal(rig.last('DispatchConfirmation').data.state, 'ENDED');
  assert.equal(rig.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_PREFERENCE');
  assert.equal(rig.stimulate('opt-in', { eventId: 'ev1' }), 'E_STATE');
});

test('the right to opt out holds in an emergency and without a link (A-05)', () => {
  const rig = new Rig({ link: 'while-plugged', silent: true });
  rig.connect();
  rig.event({ leadS: 60, noticeClass: 'EMERGENCY', durationS: HOUR });
  rig.pass(60);
  rig.request({ durationS: HOUR });
  rig.pass(30);
  assert.equal(rig.powerW, -5000);
  rig.stimulate('opt-out', { eventId: 'ev1' });
  rig.pass(10);
  assert.equal(rig.powerW, 0);
});

test('opting out before the start and back in leaves the event as it was (A-11)', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.stimulate('opt-out', { eventId: 'ev1' });
  rig.pass(60);
  assert.equal(rig.request().code, 'E_PREFERENCE');
  assert.equal(rig.stimulate('opt-in', { eventId: 'ev1' }), null);
  assert.deepEqual(
    rig.all('ParticipationNotice').map((n) => n.data.action),
    ['OPT_OUT', 'OPT_IN'],
  );
  rig.pass(25 * HOUR - 60);
  assert.equal(rig.request({ dispatchId: 'd2' }).status, 'ACCEPTED');
});

test('a request that waits for its start is not carried out after an opt-out', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.pass(25 * HOUR - 30);
  rig.request({ start: timeText(rig.nowMs + 30_000) });
  rig.stimulate('opt-out', { eventId: 'ev1' });
  rig.pass(300);
  assert.equal(rig.exportWh, 0);
});

test('after the end, or of an unknown event, nobody can opt out (A-05)', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 600 }, { durationS: 600 });
  rig.pass(600);
  const before = rig.sent.length;
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev1' }), 'E_STATE');
  assert.equal(rig.stimulate('opt-out', { eventId: 'x' }), 'E_UNKNOWN_EVENT');
  assert.equal(rig.sent.length, before);
});

test('an override gives less and stays in; a higher setpoint cannot lift it (reading D9)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 4000 });
  rig.stimulate('override', { eventId: 'ev1', source: 'HMI', limits: { W: 2000 } });
  assert.deepEqual([told(rig).action, told(rig).limits], ['OVERRIDE', { W: 2000 }]);
  rig.pass(15);
  assert.deepEqual([rig.powerW, rig.last('DispatchConfirmation').data.state], [-2000, 'CURTAILED']);
  assert.equal(rig.update({ dischargePowerW: 4500 }).status, 'ACCEPTED');
  rig.pass(15);
  assert.equal(rig.powerW, -2000);
  rig.stimulate('opt-in', { eventId: 'ev1' });
  rig.pass(15);
  assert.deepEqual([rig.powerW, rig.last('DispatchConfirmation').data.state], [-4500, 'AT_POWER']);
});

test('a pause is an override to zero for a while', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 4000 });
  rig.stimulate('override', { eventId: 'ev1', limits: { W: 0, durationS: 300 } });
  rig.pass(15);
  assert.deepEqual([rig.powerW, rig.last('DispatchConfirmation').data.state], [0, 'CURTAILED']);
  rig.pass(284);
  assert.equal(rig.powerW, 0);
  rig.pass(31);
  assert.deepEqual([rig.powerW, rig.last('DispatchConfirmation').data.state], [-4000, 'AT_POWER']);
});

test('a duration alone is how long the customer goes on; a floor is the floor of this event', () => {
  const shorter = new Rig();
  shorter.toPower();
  shorter.stimulate('override', { eventId: 'ev1', limits: { durationS: 600 } });
  shorter.pass(600);
  assert.equal(shorter.powerW, 0);
  assert.equal(shorter.last('TerminationNotice').data.reason, 'PREFERENCE');

  const higher = new Rig();
  higher.toPower();
  higher.stimulate('override', { eventId: 'ev1', limits: { socFloor: 45 } });
  higher.pass(2 * HOUR);
  assert.ok(higher.soc >= 45 && higher.soc < 45.001);
});

test('the latest action wins, and the stricter of two at once (A-20)', () => {
  const rig = new Rig();
  rig.toPower();
  const act = (action: 'OPT_OUT' | 'OVERRIDE' | 'OPT_IN', ms: number, W?: number) =>
    body(
      rig.send(
        'ParticipationNotice',
        {
          pevId: 'p1',
          eventId: 'ev1',
          action,
          source: 'EVSE',
          sourceTime: timeText(rig.nowMs + ms),
          ...(W === undefined ? {} : { limits: { W } }),
        },
        ESCI,
      ),
      'Receipt',
    );
  assert.equal(act('OVERRIDE', 0, 3000).status, 'TAKEN');
  act('OPT_IN', -1000);
  act('OPT_IN', 0);
  rig.pass(20);
  assert.equal(rig.powerW, -3000);
  act('OPT_OUT', 0);
  rig.pass(20);
  assert.equal(rig.powerW, 0);
  assert.equal(rig.all('ParticipationNotice').length, 0);
});

test('a notice of the customer is repeated until it is answered, with its original time (A-11)', () => {
  const rig = new Rig({ silent: true });
  rig.toPower();
  const atMs = rig.nowMs;
  rig.stimulate('opt-out', { eventId: 'ev1' });
  rig.pass(600);
  const notices = rig.sent.filter(({ message }) => message.type === 'pr2.ParticipationNotice.v1');
  assert.ok(notices.length > 50);
  assert.equal(new Set(notices.map(({ message }) => message.id)).size, 1);
  assert.deepEqual(new Set(notices.map(({ message }) => message.time)), new Set([timeText(atMs)]));
});

test('wrong preferences are refused and leave the last valid one (A-12)', () => {
  const rig = new Rig();
  rig.connect();
  assert.equal(rig.stimulate('set-preference', { socFloor: 40, enabled: true }), null);
  for (const [values, code] of [
    [{ socFloor: 95, enabled: true }, 'E_SCHEMA'],
    [{ socFloor: 40, enabled: 'yes' }, 'E_SCHEMA'],
    [{ socFloor: 40, enabled: true, source: 'FRIDGE' }, 'E_UNSUPPORTED'],
    [{ socFloor: 50, enabled: true, version: 0 }, 'E_STALE'],
    [
      { socFloor: 50, enabled: true, windows: [{ from: '22:00', to: '06:00', tz: 'Europe/Atlantis' }] },
      'E_SCHEMA',
    ],
  ] as const) {
    assert.equal(rig.stimulate('set-preference', values), code);
  }
  assert.equal(rig.last('AvailabilityReport').data.socFloor, 40);
});

test('of two limits at the same time both hold, the stricter of each; a later one replaces them (A-20)', () => {
  const rig = new Rig();
  rig.toPower();
  const limit = (ms: number, limits: { W?: number; socFloor?: number }) =>
    rig.send(
      'ParticipationNotice',
      { pevId: 'p1', eventId: 'ev1', action: 'OVERRIDE', source: 'EVSE', sourceTime: timeText(ms), limits },
      ESCI,
    );
  const atMs = rig.nowMs;
  limit(atMs, { W: 2000 });
  limit(atMs, { W: 4000 });
  limit(atMs, { socFloor: 10 });
  rig.pass(20);
  assert.equal(rig.powerW, -2000);
  limit(atMs + 1000, { W: 3000 });
  rig.pass(20);
  assert.equal(rig.powerW, -3000);
});
