import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { body, CAR, HOUR, Rig } from './testing';

const states = (rig: Rig) => rig.all('DispatchConfirmation').map(({ data }) => data.state);

test('up, down, to zero and back, each confirmed when it is measured (A-22)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 2000 }, { powerW: 2000 });
  for (const [w, confirmed] of [
    [5000, 'AT_POWER'],
    [1000, 'AT_POWER'],
    [0, 'STANDBY'],
    [3000, 'AT_POWER'],
  ] as const) {
    const answer = rig.update({ dischargePowerW: w });
    assert.deepEqual([answer.status, answer.acceptedPowerW], ['ACCEPTED', w]);
    rig.pass(30);
    assert.equal(rig.powerW, 0 - w);
    const { data } = rig.last('DispatchConfirmation');
    assert.deepEqual([data.state, data.activePowerW, data.revision], [confirmed, 0 - w, answer.revision]);
  }
});

test('changes keep to the ramp (P_RAMP)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 1000 }, { powerW: 1000 });
  rig.update({ dischargePowerW: 5000 });
  rig.pass(1);
  assert.ok(Math.abs(rig.read('slopeWps').slopeWps ?? 0) <= 600);
  assert.ok(Math.abs(rig.powerW + 1600) < 1);
});

test('a refresh with the same power changes nothing but the deadline (X-05)', () => {
  const rig = new Rig();
  rig.toPower({ validForS: 60 });
  const before = states(rig).length;
  rig.update({ validForS: 120 });
  rig.pass(100);
  assert.equal(rig.powerW, -5000);
  assert.equal(states(rig).length, before);
});

test('old, unknown and late updates are refused by name', () => {
  const rig = new Rig();
  rig.toPower({ durationS: 600 });
  assert.equal(rig.update({ revision: 5, dischargePowerW: 3000 }).status, 'ACCEPTED');
  assert.equal(rig.update({ revision: 5, dischargePowerW: 3000 }).code, 'E_STALE');
  assert.equal(rig.update({ revision: 4, dischargePowerW: 3000 }).code, 'E_STALE');
  assert.equal(rig.update({ dispatchId: 'x', revision: 9 }).code, 'E_UNKNOWN_DISPATCH');
  rig.pass(600);
  assert.equal(rig.update({ revision: 9 }).code, 'E_STATE');
});

test('more power is checked against the limits and the energy that is left, less power is not', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 5000 });
  const greedy = rig.update({ dischargePowerW: 5500 });
  assert.equal(greedy.code, 'E_ENERGY_EXCEEDS_AVAILABLE');
  assert.ok((greedy.counterOffer?.Wh ?? 0) <= 10_000);
  assert.equal(rig.update({ dischargePowerW: 6001 }).code, 'E_POWER_EXCEEDS');
  assert.equal(rig.update({ dischargePowerW: 499 }).code, 'E_POWER_BELOW_MIN');
  rig.stimulate('set-soc', { soc: 35 });
  assert.equal(rig.update({ dischargePowerW: 4000 }).status, 'ACCEPTED');
});

test('an update for later takes effect then, and a refresh in between leaves it in place', () => {
  const rig = new Rig();
  const intervals = [
    { offsetS: 0, durationS: HOUR, dischargePowerW: 4000 },
    { offsetS: HOUR, durationS: HOUR, dischargePowerW: 5000 },
  ];
  rig.toStart({ intervals });
  const start = rig.nowMs;
  rig.request({ dischargePowerW: 4000 });
  rig.until(start + HOUR * 1000 - 10_000);
  assert.equal(
    rig.update({ dischargePowerW: 5000, effectiveAt: timeText(start + HOUR * 1000) }).status,
    'ACCEPTED',
  );
  rig.pass(5);
  assert.equal(rig.update({ dischargePowerW: 4000 }).status, 'ACCEPTED');
  rig.until(start + HOUR * 1000 - 1);
  assert.equal(rig.powerW, -4000);
  rig.until(start + HOUR * 1000 + 30_000);
  assert.equal(rig.powerW, -5000);
  assert.equal(rig.last('DispatchConfirmation').data.state, 'AT_POWER');
});

test('a cancel wins over an update that races it (A-22, A-24)', () => {
  const rig = new Rig();
  rig.toPower();
  const cancel = { eventId: 'ev1', revision: 1, reason: 'ABATED' } as const;
  assert.equal(body(rig.send('EventCancel', cancel), 'Receipt').status, 'TAKEN');
  assert.equal(rig.update({ dischargePowerW: 6000 }).code, 'E_STATE');
  rig.pass(10);
  assert.equal(rig.powerW, 0);
  assert.equal(states(rig).at(-1), 'ENDED');
  assert.equal(rig.read('contactor').contactor, 'OPEN');
});

test('without word for validForS power goes to zero, is told, and comes back with the next word (X-05)', () => {
  const rig = new Rig();
  rig.toStart();
  const start = rig.nowMs;
  rig.request({ validForS: 60 });
  rig.until(start + 59_999);
  assert.equal(rig.powerW, -5000);
  assert.equal(rig.all('TerminationNotice').length, 0);
  rig.until(start + 60_000);
  assert.deepEqual(
    [rig.last('TerminationNotice').data.reason, rig.last('TerminationNotice').data.predicted],
    ['WATCHDOG', false],
  );
  rig.until(start + 70_000);
  assert.equal(rig.powerW, 0);
  rig.pass(10);
  assert.equal(states(rig).at(-1), 'STANDBY');
  assert.equal(rig.update({ dischargePowerW: 5000, validForS: 60 }).status, 'ACCEPTED');
  rig.pass(30);
  assert.equal(rig.powerW, -5000);
  assert.equal(states(rig).at(-1), 'AT_POWER');
  rig.pass(2 * HOUR);
  assert.equal(states(rig).at(-1), 'ENDED');
  assert.equal(rig.last('DispatchConfirmation').atMs, start + 2 * HOUR * 1000);
});

test('the watchdog of a request that comes early counts from its start', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.pass(25 * HOUR - 50);
  rig.request({ start: timeText(rig.nowMs + 50_000), validForS: 60 });
  rig.pass(50 + 59);
  assert.equal(rig.powerW, -5000);
  rig.pass(2);
  assert.equal(rig.last('TerminationNotice').data.reason, 'WATCHDOG');
});

test('a rejected update is no sign of life', () => {
  const rig = new Rig();
  rig.toPower({ validForS: 60 });
  rig.update({ dischargePowerW: 9000 });
  rig.pass(31);
  assert.equal(rig.last('TerminationNotice').data.reason, 'WATCHDOG');
});

test('above the rate the newest command of a dispatch is kept, and a cancel is never refused (X-10)', () => {
  const rig = new Rig({ state: CAR });
  rig.toPower();
  const busy: unknown[] = [];
  for (let revision = 1; revision <= 40; revision++) {
    for (const m of rig.send('DispatchUpdate', {
      dispatchId: 'd1',
      revision,
      dischargePowerW: 2000 + revision,
      validForS: 900,
    })) {
      if (m.type === 'pr2.Receipt.v1') busy.push(m.data);
    }
  }
  assert.ok(busy.length >= 18);
  rig.pass(20);
  assert.equal(rig.powerW, -2040);
});
