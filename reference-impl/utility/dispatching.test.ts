/** Asking for power within what was reported (PR2-A-07, A-14, A-15, G-03). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { DAY, enrollment, HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

/** A rig with a connected PEV and an accepted event of two hours at 5 kW from `START` on. */
function accepted(
  options: ConstructorParameters<typeof Rig>[0] = {},
  change: Parameters<Rig['order']>[1] = {},
): Rig {
  const rig = new Rig(options);
  for (const pev of Object.values(rig.pevs)) pev.connect();
  assert.equal(rig.order(30 * HOUR, change), null);
  return rig;
}

test('what is available is asked for a minute before the start and again right before the dispatch', () => {
  const rig = accepted();
  rig.until(START);
  assert.deepEqual(
    rig.sent('AvailabilityRequest').map((s) => s.atMs - START),
    [-60 * SECOND, -10 * SECOND],
  );
  assert.deepEqual(rig.bodies('AvailabilityRequest')[0], { pevId: 'p1', maxAgeS: 10 });
});

test('the dispatch leaves within the age of a report before the start, with all it must say', () => {
  const rig = accepted({ refreshS: 20 }, { allowPartial: false });
  rig.until(START);
  const [sent, more] = rig.sent('DispatchRequest');
  assert.ok(sent && more === undefined);
  assert.equal(sent.atMs, START - 5 * SECOND);
  const { dispatchId, ...rest } = sent.message.data;
  assert.match(dispatchId, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, {
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: 5000,
    start: timeText(START),
    durationS: 7200,
    responseClass: 'SCHEDULED',
    meteringPointId: 'meter-p1',
    allowPartial: false,
    validForS: 60,
  });
});

test('the request stays within the reported energy, to the watt-hour, and within the reported power', () => {
  const asked = (availableWh: number, maxW: number): number | undefined => {
    const rig = accepted();
    Object.assign(rig.pev, { availableWh, maxW });
    rig.until(START + 60 * SECOND);
    return rig.bodies('DispatchRequest')[0]?.dischargePowerW;
  };
  assert.equal(asked(10_000, 6000), 5000);
  assert.equal(asked(9999, 6000), 4999);
  assert.equal(asked(4000, 6000), 2000);
  assert.equal(asked(20_000, 4321), 4321);
  assert.equal(asked(1999, 6000), undefined);
  assert.equal(asked(0, 6000), undefined);
});

test('what was available an hour ago does not count: the report before the dispatch does', () => {
  const rig = accepted();
  rig.until(START - HOUR);
  rig.pev.availableWh = 4000;
  rig.until(START + 1);
  assert.equal(rig.bodies('DispatchRequest')[0]?.dischargePowerW, 2000);
});

test('without an answer there is no dispatch; when the PEV speaks up again there is', () => {
  const rig = accepted();
  rig.until(START - HOUR);
  rig.pev.report = null;
  rig.until(START + 300 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  rig.pev.report = {};
  rig.until(START + 400 * SECOND);
  const [late] = rig.bodies('DispatchRequest');
  assert.equal(late?.start, timeText(START));
  assert.equal(rig.targetState(), 'AT_POWER');
});

test('a report that was sampled long ago is not fresh', () => {
  const rig = accepted();
  rig.until(START - HOUR);
  rig.pev.report = { asOf: timeText(START - 600 * SECOND) };
  rig.until(START + 10 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
});

test('a PEV that is not ready is asked again when it says it will be', () => {
  const rig = accepted();
  rig.pev.report = { readiness: { state: 'NOT_READY', notReadyUntil: timeText(START + 90 * SECOND) } };
  rig.until(START + 89 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  rig.pev.report = {};
  rig.until(START + 91 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 1);
});

test('a PEV that is plugged in late, or elsewhere and then where it may be, is dispatched then', () => {
  const rig = new Rig();
  rig.order(30 * HOUR);
  rig.until(START - SECOND);
  rig.pev.connect();
  rig.until(START + SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 1);
  const roaming = new Rig();
  roaming.order(30 * HOUR);
  roaming.pev.connect({ location: 'L3' });
  roaming.until(START + 60 * SECOND);
  assert.equal(roaming.sent('DispatchRequest').length, 0);
  assert.equal(roaming.event().targets[0]?.code, 'E_NOT_ENROLLED');
  roaming.pev.connect();
  roaming.pass(5);
  assert.equal(roaming.sent('DispatchRequest').length, 1);
});

test('nothing is asked of a PEV whose place is unknown, whose connection cannot discharge, or who has not agreed', () => {
  const dispatched = (prepare: (rig: Rig) => void): number => {
    const rig = new Rig();
    rig.order(30 * HOUR);
    prepare(rig);
    rig.until(START + 120 * SECOND);
    return rig.sent('DispatchRequest').length;
  };
  assert.equal(
    dispatched((rig) => rig.pev.connect()),
    1,
  );
  assert.equal(
    dispatched((rig) => void rig.pev.tell('AvailabilityReport', 's', rig.pev.availability(rig.atMs))),
    0,
  );
  assert.equal(
    dispatched((rig) => rig.pev.connect({ bidirectional: false })),
    0,
  );
  assert.equal(
    dispatched((rig) => rig.pev.connect({ cordsetA: null })),
    0,
  );
  assert.equal(
    dispatched((rig) => rig.pev.connect({ inverterAuthorised: false })),
    0,
  );
  assert.equal(
    dispatched((rig) => rig.pev.connect({ architecture: 'S1' })),
    0,
  );
  for (const decision of ['OPT_OUT', 'UNDECIDED'] as const) {
    const rig = new Rig();
    rig.pev.decision = { decision };
    rig.pev.connect();
    rig.order(30 * HOUR);
    rig.until(START + 120 * SECOND);
    assert.equal(rig.sent('DispatchRequest').length, 0);
  }
});

test('no class of response is asked of a PEV that did not declare it', () => {
  const rig = accepted({}, { responseClass: 'REGULATION' });
  rig.pev.report = { classes: ['SCHEDULED'] };
  rig.until(START + 300 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  assert.equal(rig.event().targets[0]?.code, 'E_CLASS');
});

test('a partial answer to the event bounds power and energy', () => {
  const rig = new Rig();
  rig.pev.decision = { decision: 'PARTIAL', acceptedPowerW: 3000, acceptedEnergyWh: 5000 };
  rig.pev.connect();
  rig.order(30 * HOUR, { allowPartial: true });
  rig.pass(5);
  assert.equal(rig.targetState(), 'PARTIAL');
  rig.until(START);
  assert.equal(rig.bodies('DispatchRequest')[0]?.dischargePowerW, 2500);
});

test('an undecided customer who agrees before the start is dispatched', () => {
  const rig = new Rig();
  rig.pev.decision = { decision: 'UNDECIDED' };
  rig.pev.connect();
  rig.order(30 * HOUR);
  rig.until(START - 3 * SECOND);
  assert.equal(rig.targetState(), 'RECEIVED');
  rig.pev.act('OPT_IN', 'ev1');
  rig.until(START);
  assert.equal(rig.sent('DispatchRequest').length, 1);
});

test('an event with the shortest lead is armed at once', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.pass(5);
  rig.order(60 * SECOND, { reason: 'RELIABILITY', responseClass: 'EMERGENCY', durationS: 600 });
  assert.equal(rig.state(), 'NOTIFIED');
  rig.pass(0);
  assert.equal(rig.state(), 'ARMED');
  rig.pass(60);
  assert.equal(rig.sent('DispatchRequest').length, 1);
});

const second = { eventId: 'ev2', reason: 'PEAK' } as const;

test('two events of equal rank never ask for more than there is, whatever the second wants', () => {
  for (const powerW of [1000, 5000]) {
    const rig = accepted({}, { powerW: 4000 });
    rig.pev.availableWh = 10_000;
    rig.order(30 * HOUR, { ...second, powerW });
    rig.until(START + 60 * SECOND);
    const asked = rig.bodies('DispatchRequest').reduce((sum, d) => sum + d.dischargePowerW * d.durationS, 0);
    assert.ok(asked <= 10_000 * 3600);
    assert.deepEqual(
      rig.bodies('DispatchRequest').map((d) => d.dischargePowerW),
      [4000, 1000],
    );
  }
});

test('two events share the power as well', () => {
  const rig = accepted({}, { powerW: 4000 });
  rig.order(30 * HOUR, { ...second, powerW: 4000 });
  rig.until(START + 60 * SECOND);
  assert.deepEqual(
    rig.bodies('DispatchRequest').map((d) => d.dischargePowerW),
    [4000, 2000],
  );
});

test('the operator may ask what is available at any time, of a PEV that is known', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.pass(1);
  assert.equal(rig.stimulate('ask-availability', { pevId: 'p1' }), null);
  assert.equal(rig.sent('AvailabilityRequest')[0]?.message.subject, 'session-p1');
  assert.equal(rig.stimulate('ask-availability', { pevId: 'p9' }), 'E_UNKNOWN_PEV');
});

test('an enrollment that lets the event be issued but not its dispatch is checked again', () => {
  const rig = accepted({ behaviour: { cancelsRevoked: () => false } });
  rig.pass(10);
  rig.stimulate('enroll', enrollment('p1', { version: 2, status: 'SUSPENDED' }));
  rig.until(START + 60 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
});

test('the metering point is the ordered one, else that of the EVSE where the PEV is plugged in', () => {
  const ordered = accepted({}, { meteringPointId: 'meter-x' });
  ordered.until(START);
  assert.equal(ordered.bodies('DispatchRequest')[0]?.meteringPointId, 'meter-x');
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  rig.pev.connect({ evseId: 'evse-p2' });
  rig.order(30 * HOUR, { targets: [{ pevId: 'p1' }] });
  rig.until(START);
  assert.equal(rig.bodies('DispatchRequest')[0]?.meteringPointId, 'meter-p2');
});

test('a step of the clock moves an event that is not armed, and leaves one that runs alone', () => {
  const rig = accepted();
  rig.pass(10);
  rig.stimulate('clock-step', { deltaMs: HOUR });
  rig.until(START - HOUR);
  const [dispatch] = rig.sent('DispatchRequest');
  assert.equal(dispatch?.atMs, START - HOUR - 5 * SECOND);
  assert.equal(dispatch?.message.data.start, timeText(START));
  rig.pass(600);
  rig.stimulate('clock-step', { deltaMs: -HOUR });
  rig.until(START + HOUR - SECOND);
  assert.equal(rig.state(), 'ACTIVE');
  rig.pass(1);
  assert.equal(rig.state(), 'ENDING');
  rig.pass(DAY / SECOND);
});
