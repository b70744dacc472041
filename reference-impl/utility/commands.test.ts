/** Updates: refreshes, later intervals, changes of power, re-checks (PR2-A-15, A-22, X-05). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

function active(
  options: ConstructorParameters<typeof Rig>[0] = {},
  change: Parameters<Rig['order']>[1] = {},
): Rig {
  const rig = new Rig(options);
  for (const pev of Object.values(rig.pevs)) pev.connect();
  assert.equal(rig.order(30 * HOUR, change), null);
  rig.until(START + 30 * SECOND);
  return rig;
}

test('a running dispatch is refreshed every update interval: same power, next revision, no instant', () => {
  const rig = active({ refreshS: 20 });
  rig.until(START + 100 * SECOND);
  const updates = rig.sent('DispatchUpdate');
  assert.deepEqual(
    updates.map((s) => s.atMs - START),
    [20, 40, 60, 80, 100].map((s) => s * SECOND),
  );
  assert.deepEqual(
    updates.map((s) => s.message.data.revision),
    [1, 2, 3, 4, 5],
  );
  for (const { message } of updates) {
    assert.equal(message.data.dischargePowerW, 5000);
    assert.equal(message.data.validForS, 60);
    assert.ok(!('effectiveAt' in message.data));
  }
  rig.until(START + 2 * HOUR + 60 * SECOND);
  assert.ok((rig.sent('DispatchUpdate').at(-1)?.atMs ?? 0) < START + 2 * HOUR);
});

test('validForS is three update intervals, within 30 and 900 seconds', () => {
  const validForS = (refreshS: number, params = {}): number | undefined =>
    active({ refreshS, params }).bodies('DispatchRequest')[0]?.validForS;
  assert.equal(validForS(1), 30);
  assert.equal(validForS(10), 30);
  assert.equal(validForS(11), 33);
  assert.equal(validForS(300), 900);
  assert.equal(validForS(900), 900);
});

test('a dispatch that was not answered is not refreshed', () => {
  const rig = new Rig({ refreshS: 20 });
  rig.pev.answer = () => null;
  rig.pev.connect();
  rig.order(30 * HOUR);
  rig.until(START + 100 * SECOND);
  assert.equal(rig.sent('DispatchUpdate').length, 0);
  assert.equal(rig.sent('DispatchRequest').length, 4);
  assert.equal(new Set(rig.sent('DispatchRequest').map((s) => s.message.id)).size, 1);
});

test('only the newest command is repeated', () => {
  const rig = active({ refreshS: 25 });
  rig.pev.answer = () => null;
  rig.until(START + 99 * SECOND);
  const late = rig.sent('DispatchUpdate').filter((s) => s.atMs >= START + 75 * SECOND);
  assert.equal(late.length, 3);
  assert.deepEqual(new Set(late.map((s) => s.message.data.revision)), new Set([3]));
});

const steps = [
  { offsetS: 0, durationS: 3600, dischargePowerW: 5000 },
  { offsetS: 3600, durationS: 1800, dischargePowerW: 2000 },
  { offsetS: 5400, durationS: 1800, dischargePowerW: 4000 },
];

test('each later interval is sent ahead, for when it begins', () => {
  const rig = active({}, { intervals: steps });
  rig.until(START + 2 * HOUR);
  const ahead = rig.sent('DispatchUpdate').filter((s) => s.message.data.effectiveAt !== undefined);
  assert.deepEqual(
    ahead.map((s) => [s.atMs - START, s.message.data.dischargePowerW, s.message.data.effectiveAt]),
    [
      [3595 * SECOND, 2000, timeText(START + 3600 * SECOND)],
      [5395 * SECOND, 4000, timeText(START + 5400 * SECOND)],
    ],
  );
  const refreshed = rig.sent('DispatchUpdate').filter((s) => s.message.data.effectiveAt === undefined);
  for (const { atMs, message } of refreshed) {
    const expected = atMs < START + HOUR ? 5000 : atMs < START + 1.5 * HOUR ? 2000 : 4000;
    assert.equal(message.data.dischargePowerW, expected, String(atMs - START));
  }
  const revisions = rig.bodies('DispatchUpdate').map((u) => u.revision);
  assert.deepEqual(
    revisions,
    revisions.map((_, i) => i + 1),
  );
});

test('an update sent ahead is not undone by a refresh before it takes effect', () => {
  const rig = active({ refreshS: 9 }, { intervals: steps });
  rig.until(START + 3600 * SECOND - 1);
  assert.equal(rig.sent('DispatchUpdate').at(-1)?.message.data.effectiveAt, timeText(START + 3600 * SECOND));
});

test('a change while the next interval is on its way sends both', () => {
  const rig = active({}, { intervals: steps });
  rig.until(START + 3597 * SECOND);
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 3000 });
  assert.deepEqual(
    rig
      .bodies('DispatchUpdate')
      .slice(-2)
      .map((u) => [u.dischargePowerW, u.effectiveAt]),
    [
      [3000, undefined],
      [2000, timeText(START + 3600 * SECOND)],
    ],
  );
});

test('short of energy, what is foreseen for later stays and the first interval gives way', () => {
  const rig = new Rig();
  rig.pev.availableWh = 7000;
  rig.pev.connect();
  rig.order(30 * HOUR, { intervals: steps });
  rig.until(START + 2 * HOUR);
  assert.equal(rig.bodies('DispatchRequest')[0]?.dischargePowerW, 4000);
});

test('a first interval that cannot be served leaves the later ones to a dispatch of their own', () => {
  const rig = new Rig();
  rig.pev.availableWh = 2500;
  rig.pev.connect();
  rig.order(30 * HOUR, { intervals: steps });
  rig.until(START + HOUR - SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  rig.until(START + 2 * HOUR);
  const [late] = rig.sent('DispatchRequest');
  assert.ok(late !== undefined && late.atMs >= START + HOUR);
  assert.equal(late.message.data.dischargePowerW, 1000);
});

test('the operator changes the power up, down, to nothing and back, within what is available', () => {
  const rig = active();
  const ask = (dischargePowerW: number): number | undefined => {
    assert.equal(rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW }), null);
    const power = rig.bodies('DispatchUpdate').at(-1)?.dischargePowerW;
    assert.equal(rig.state(), 'UPDATING');
    rig.pass(1);
    assert.equal(rig.state(), 'ACTIVE');
    return power;
  };
  assert.equal(ask(3000), 3000);
  assert.equal(ask(0), 0);
  assert.equal(ask(5500), 5500);
  assert.equal(ask(9000), 6000);
});

test('a request that raises the power counts what was given since the report', () => {
  const rig = new Rig();
  rig.pev.availableWh = 10_000;
  rig.pev.connect();
  rig.order(30 * HOUR, { powerW: 4000 });
  rig.until(START + HOUR);
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 9000 });
  const asked = rig.bodies('DispatchUpdate').at(-1)?.dischargePowerW ?? 0;
  assert.equal(asked, 6000);
  rig.pass(1);
  rig.pev.maxW = 20_000;
  rig.pev.availableWh = 4500;
  rig.pev.tell('AvailabilityReport', 's', rig.pev.availability(rig.atMs));
  rig.pass(60);
  const later = rig.bodies('DispatchUpdate').at(-1)?.dischargePowerW ?? 0;
  assert.ok(later * (3600 - 1) <= 4500 * 3600 && later > 4490, String(later));
});

test('what cannot be changed is refused', () => {
  const rig = new Rig();
  rig.pev.connect();
  const ask = (eventId: string, pevId?: string): string | null =>
    rig.stimulate('change-request', {
      eventId,
      dischargePowerW: 1000,
      ...(pevId === undefined ? {} : { pevId }),
    });
  assert.equal(ask('ev1'), 'E_UNKNOWN_EVENT');
  rig.order(30 * HOUR);
  assert.equal(ask('ev1', 'p9'), 'E_UNKNOWN_PEV');
  rig.until(START - SECOND);
  assert.equal(ask('ev1'), 'E_STATE');
  rig.until(START + 3 * HOUR);
  assert.equal(ask('ev1'), 'E_STATE');
});

test('one target of several can be changed alone', () => {
  const rig = active({ pevs: ['p1', 'p2'] });
  rig.stimulate('change-request', { eventId: 'ev1', pevId: 'p2', dischargePowerW: 2000 });
  assert.deepEqual(
    rig.sent('DispatchUpdate').map((s) => [s.message.destination, s.message.data.dischargePowerW]),
    [['urn:pr2:pev:p2', 2000]],
  );
});

function report(rig: Rig, change: { availableWh?: number; maxW?: number }): number | undefined {
  const before = rig.sent('DispatchUpdate').length;
  Object.assign(rig.pev, change);
  rig.pev.tell('AvailabilityReport', 's', rig.pev.availability(rig.atMs));
  rig.pass(1);
  return rig.bodies('DispatchUpdate')[before]?.dischargePowerW;
}

test('every report is checked against what is still planned: less is asked at once, more only if it is worth it', () => {
  const rig = active();
  rig.until(START + HOUR + 1000);
  assert.equal(report(rig, { availableWh: 5000 }), undefined);
  assert.equal(report(rig, { availableWh: 3000 }), 3001);
  assert.equal(report(rig, { availableWh: 3100 }), undefined);
  assert.equal(report(rig, { availableWh: 4000 }), 4004);
  assert.equal(report(rig, { maxW: 2500 }), 2500);
  assert.equal(report(rig, { maxW: 0 }), 0);
  assert.equal(report(rig, { maxW: 6000, availableWh: 20_000 }), 5000);
});

test('a report between dispatch and start lowers the power from the start on', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.order(30 * HOUR);
  rig.until(START - 2 * SECOND);
  rig.pev.availableWh = 4000;
  rig.pev.tell('AvailabilityReport', 's', rig.pev.availability(rig.atMs));
  rig.until(START - 1);
  assert.equal(rig.sent('DispatchUpdate').length, 0);
  rig.until(START);
  assert.deepEqual(
    rig.bodies('DispatchUpdate').map((u) => u.dischargePowerW),
    [2000],
  );
});

test('an old report of the same session, or one of another session, changes nothing', () => {
  const rig = active();
  const before = rig.sent('DispatchUpdate').length;
  rig.pev.tell('AvailabilityReport', 's', { ...rig.pev.availability(START - HOUR), availableEnergyWh: 0 });
  rig.pev.tell('AvailabilityReport', 's', {
    ...rig.pev.availability(rig.atMs),
    sessionId: 'other',
    availableEnergyWh: 0,
  });
  rig.pass(1);
  assert.equal(rig.sent('DispatchUpdate').length, before);
});
