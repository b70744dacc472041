import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accept,
  answerAll,
  atPower,
  confirm,
  customerActs,
  dispatched,
  END,
  event,
  optedIn,
  receiptFor,
  report,
  request,
  START,
  termination,
} from './testing-bodies';
import { HOUR, Rig } from './testing';

const PEV = 'urn:pr2:pev:p1';

test('a whole event: all of it, metered, told within ten seconds of its end (PR2-A-10, PR2-A-23)', () => {
  const rig = new Rig();
  dispatched(rig);
  rig.power(0, 'p1', -1000);
  rig.wait(6000);
  atPower(rig);
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  assert.deepEqual(rig.of('EventReport'), []);
  rig.wait(10_000);
  assert.deepEqual(report(rig), {
    pevId: 'p1',
    eventId: 'ev1',
    outcome: 'COMPLETED',
    quality: 'MEASURED',
    requestedWh: 6000,
    deliveredWh: 5990,
    participation: 5990 / 6000,
    startRegister: 0,
    endRegister: 5990,
    deviations: [],
    responseTimes: { ackS: 0, startS: 0.6, fullS: 5.7 },
  });
  answerAll(rig);
  rig.forget();
  rig.wait(48 * HOUR);
  assert.deepEqual(rig.of('EventReport'), [], 'one outcome for a PEV');
});

test('updates change what was requested, a cancel ends it (PR2-A-10)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(START + HOUR / 4);
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 2000, validForS: 900 };
  accept(rig, rig.utility('DispatchUpdate', update, { to: PEV }));
  rig.power(-2000);
  const stale = { ...update, dischargePowerW: 7000 };
  rig.utility('DispatchUpdate', stale, { to: PEV });
  rig.to(START + HOUR / 2);
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  rig.deliver(PEV, receiptFor(rig, cancel));
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  const { outcome, requestedWh, deliveredWh, participation } = report(rig);
  assert.deepEqual([outcome, requestedWh, deliveredWh, participation], ['CANCELLED', 2000, 2000, 1]);
});

test('of two updates whose answers come in the wrong order the later revision holds', () => {
  const rig = new Rig();
  dispatched(rig);
  const [lower, higher] = [1, 2].map((revision) =>
    rig.utility(
      'DispatchUpdate',
      { dispatchId: 'd1', revision, dischargePowerW: revision * 1000, validForS: 900 },
      { to: PEV },
    ),
  );
  if (higher !== undefined) accept(rig, higher);
  if (lower !== undefined) accept(rig, lower);
  rig.to(END + 10_000);
  assert.equal(report(rig).requestedWh, 2000);
});

test('an update with a later effect counts from then', () => {
  const rig = new Rig();
  dispatched(rig);
  const update = {
    dispatchId: 'd1',
    revision: 1,
    dischargePowerW: 0,
    effectiveAt: rig.time(START + HOUR / 2),
    validForS: 900,
  };
  accept(rig, rig.utility('DispatchUpdate', update, { to: PEV }));
  rig.to(END + 10_000);
  assert.equal(report(rig).requestedWh, 3000);
});

test('a rejected update does not count', () => {
  const rig = new Rig();
  dispatched(rig);
  const update = rig.utility(
    'DispatchUpdate',
    { dispatchId: 'd1', revision: 1, dischargePowerW: 9000, validForS: 900 },
    { to: PEV },
  );
  rig.pev(
    'p1',
    'DispatchResponse',
    { pevId: 'p1', dispatchId: 'd1', revision: 1, status: 'REJECTED', code: 'E_POWER_EXCEEDS' },
    {
      correlationid: update.id,
    },
  );
  rig.to(END + 10_000);
  assert.equal(report(rig).requestedWh, 6000);
});

test('opted out beforehand: nothing of what the event asked, and it is no failure (PR2-A-10)', () => {
  const rig = new Rig();
  optedIn(rig);
  customerActs(rig, 'OPT_OUT');
  rig.to(END + 10_000);
  const { outcome, reason, participation, requestedWh } = report(rig);
  assert.deepEqual([outcome, reason, participation, requestedWh], ['OPTED_OUT', 'OPT_OUT', 0, 6000]);
});

test('the latest action of the customer decides, of two at one time the more restrictive (PR2-A-20)', () => {
  const rig = new Rig();
  optedIn(rig);
  customerActs(rig, 'OPT_OUT');
  rig.wait(1000);
  customerActs(rig, 'OPT_IN');
  rig.to(END + 10_000);
  assert.equal(report(rig).outcome, 'NOT_DELIVERED');
  const other = new Rig();
  optedIn(other);
  customerActs(other, 'OPT_OUT');
  customerActs(other, 'OPT_IN');
  other.to(END + 10_000);
  assert.equal(report(other).outcome, 'OPTED_OUT');
});

test('after an end that may be resumed the report waits for the end of the event, and covers both dispatches', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(START + HOUR / 4);
  rig.power(0);
  rig.pev('p1', 'TerminationNotice', termination(rig, { reason: 'GRID', predicted: false }));
  confirm(rig, 'ENDED');
  rig.to(START + HOUR / 2);
  assert.deepEqual(rig.of('EventReport'), []);
  const again = request(rig, { dispatchId: 'd2', start: rig.time(), durationS: 1800 });
  accept(rig, rig.utility('DispatchRequest', again, { to: PEV }));
  rig.power(-6000);
  rig.to(END);
  rig.power(0);
  rig.pev('p1', 'DispatchConfirmation', {
    pevId: 'p1',
    dispatchId: 'd2',
    revision: 0,
    state: 'ENDED',
    activePowerW: 0,
    at: rig.time(),
    registerWh: 0,
  });
  rig.wait(10_000);
  const { requestedWh, deliveredWh, startRegister, outcome } = report(rig);
  assert.deepEqual([requestedWh, deliveredWh, startRegister, outcome], [6000, 4500, 0, 'PARTIAL']);
});

test('a PEV that never confirms its end is reported within ten seconds all the same', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(END);
  rig.power(0);
  rig.to(END + 10_000);
  assert.equal(report(rig).deliveredWh, 6000);
});

test('a gap of the meter makes the report an estimate (PR2-A-10)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.stimulate('meter-fault', { kind: 'stuck' });
  rig.wait(1000);
  rig.stimulate('clear-fault', {});
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  assert.equal(report(rig).quality, 'ESTIMATED');
});

test('an event refused by the PEV, one never dispatched, and one whose PEV is gone', () => {
  const rig = new Rig();
  optedIn(rig);
  const asked = rig.utility('DispatchRequest', request(rig, { start: rig.time(START) }), { to: PEV });
  rig.pev(
    'p1',
    'DispatchResponse',
    { pevId: 'p1', dispatchId: 'd1', revision: 0, status: 'REJECTED', code: 'E_CLASS' },
    {
      correlationid: asked.id,
    },
  );
  rig.to(END + 10_000);
  assert.deepEqual(
    [report(rig).outcome, report(rig).reason, report(rig).participation],
    ['NOT_DELIVERED', 'E_CLASS', 0],
  );
  const gone = new Rig();
  optedIn(gone);
  gone.stimulate('unplug', { pevId: 'p1' });
  gone.to(END + 10_000);
  assert.deepEqual(gone.of('EventReport'), [], 'it may be elsewhere');
  const asking = new Rig();
  optedIn(asking);
  asking.stimulate('unplug', { pevId: 'p1' });
  asking.to(START);
  asking.utility('DispatchRequest', request(asking, { start: asking.time(START) }), { to: PEV });
  asking.to(END + 10_000);
  assert.equal(report(asking).outcome, 'NOT_DELIVERED', 'it was asked for here');
});

test('an event that is cancelled before its start: nothing requested, nothing missing', () => {
  const rig = new Rig();
  optedIn(rig);
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  rig.deliver(PEV, receiptFor(rig, cancel));
  rig.wait(10_000);
  const { outcome, requestedWh, participation } = report(rig);
  assert.deepEqual([outcome, requestedWh, participation], ['CANCELLED', 0, 1]);
});

test('a cancel that the PEV refuses is none', () => {
  const rig = new Rig();
  optedIn(rig);
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  rig.deliver(
    PEV,
    rig.compose(
      PEV,
      'urn:pr2:utility:u1',
      'Receipt',
      { refMessageId: cancel.id, status: 'REJECTED', code: 'E_UNKNOWN_EVENT' },
      { correlationid: cancel.id },
    ),
  );
  rig.wait(10_000);
  assert.deepEqual(rig.of('EventReport'), []);
});

test('two events at two PEVs are two reports', () => {
  const rig = new Rig();
  dispatched(rig);
  rig.utility('EnergySupplyEvent', event(rig, { eventId: 'ev2', start: rig.time(END) }), { to: PEV });
  rig.to(END + 2 * HOUR);
  assert.deepEqual(
    rig
      .of('EventReport')
      .map((m) => m.data.eventId)
      .filter((id, i, all) => all.indexOf(id) === i),
    ['ev1', 'ev2'],
  );
});

test('an earlier revision that comes late changes nothing', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.utility('EnergySupplyEvent', event(rig, { revision: 1, start: rig.time(START), durationS: 7200 }), {
    to: PEV,
  });
  rig.utility('EnergySupplyEvent', event(rig, { start: rig.time(START) }), { to: PEV });
  rig.to(END + 60_000);
  assert.deepEqual(rig.of('EventReport'), []);
  rig.to(END + HOUR + 10_000);
  assert.equal(rig.of('EventReport').length > 0, true);
});
