import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  atPower,
  confirm,
  dispatched,
  END,
  enrollment,
  event,
  optedIn,
  receiptFor,
  report,
} from './testing-bodies';
import { HOUR, Rig, UTILITY } from './testing';

const PEV = 'urn:pr2:pev:p1';

test('an opt-out at the ESCI is told to the PEV and to the utility until both have answered (PR2-A-05, PR2-A-11)', () => {
  const rig = new Rig();
  optedIn(rig);
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev1', source: 'APP' }), undefined);
  const told = [rig.one('ParticipationNotice', PEV), rig.one('ParticipationNotice', UTILITY)];
  for (const { data } of told) {
    assert.deepEqual(data, {
      pevId: 'p1',
      eventId: 'ev1',
      action: 'OPT_OUT',
      source: 'APP',
      sourceTime: rig.time(),
    });
  }
  rig.wait(60_000);
  assert.equal(rig.of('ParticipationNotice', PEV).length, 7);
  for (const message of told) rig.deliver(message.destination, receiptFor(rig, message));
  rig.forget();
  rig.wait(60_000);
  assert.deepEqual(rig.of('ParticipationNotice'), []);
});

test('an override during the dispatch, with its limits; before it there is nothing to override', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.stimulate('override', { eventId: 'ev1', source: 'EVSE', limits: { W: 3000, durationS: 600 } });
  assert.deepEqual(rig.one('ParticipationNotice', PEV).data.limits, { W: 3000, durationS: 600 });
  const early = new Rig();
  optedIn(early);
  assert.equal(early.stimulate('override', { eventId: 'ev1', limits: { W: 1 } }), 'E_STATE');
});

test('after the end an opt-out has no effect, during the event opting in neither', () => {
  const rig = new Rig();
  dispatched(rig);
  assert.equal(rig.stimulate('opt-in', { eventId: 'ev1' }), 'E_STATE');
  rig.to(END - 1);
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev1' }), undefined);
  rig.to(END);
  rig.forget();
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev1' }), 'E_STATE');
  assert.equal(rig.stimulate('opt-out', { eventId: 'ev9' }), 'E_UNKNOWN_EVENT');
  assert.deepEqual(rig.of('ParticipationNotice'), []);
});

test('an opt-out for a PEV that is not here reaches it after the event itself', () => {
  const rig = new Rig();
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
  rig.stimulate('opt-out', { eventId: 'ev1', source: 'APP' });
  assert.equal(rig.one('ParticipationNotice').destination, UTILITY);
  const acted = rig.time();
  rig.wait(HOUR);
  rig.forget();
  rig.plugIn();
  const order = rig.sent
    .filter((s) => s.message.destination === PEV)
    .map((s) => s.message.type.split('.')[1]);
  assert.deepEqual(order, ['ConnectionNotice', 'EnergySupplyEvent', 'ParticipationNotice']);
  assert.equal(rig.one('ParticipationNotice', PEV).data.sourceTime, acted);
});

test('an opt-out that the PEV had no time to take in is told again when it is back', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.stimulate('opt-out', { eventId: 'ev1' });
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.forget();
  rig.plugIn();
  assert.equal(rig.of('ParticipationNotice', PEV).length, 1);
});

test('an override at the ESCI is a deviation of the report, whatever the PEV says of it', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.wait(600_000);
  rig.stimulate('override', { eventId: 'ev1', limits: { W: 3000 } });
  rig.power(-3000);
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  assert.deepEqual(report(rig).deviations, [{ kind: 'OVERRIDE', fromS: 600, toS: 3600, energyWh: -2500 }]);
});
