import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accept,
  answerAll,
  atPower,
  confirm,
  dispatched,
  optedIn,
  receiptFor,
  START,
  termination,
} from './testing-bodies';
import { HOUR, Rig, UTILITY } from './testing';

function running(): Rig {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.wait(600_000);
  rig.forget();
  return rig;
}

test('the cable is pulled: the ESCI tells it at once in the PEV’s place, and reports (PR2-A-21)', () => {
  const rig = running();
  rig.power(0);
  const pulled = rig.atMs;
  rig.stimulate('unplug', { pevId: 'p1' });
  assert.deepEqual(rig.one('TerminationNotice').data, {
    pevId: 'p1',
    eventId: 'ev1',
    dispatchId: 'd1',
    reason: 'UNPLUG',
    predicted: false,
    effectiveAt: rig.time(pulled),
    registerWh: 1000,
    soc: 62.5,
    originator: 'ESCI',
  });
  rig.wait(10_000);
  assert.equal(rig.of('EventReport')[0]?.data.outcome, 'TERMINATED');
  assert.match(rig.observe(['state']).state ?? '', /^DISCONNECTED/);
});

test('its notice is repeated every ack time until answered (PR2-A-11, PR2-A-21)', () => {
  const rig = running();
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.wait(300_000);
  assert.equal(rig.of('TerminationNotice').length, 31);
  const [notice] = rig.of('TerminationNotice');
  rig.deliver(UTILITY, receiptFor(rig, notice!));
  rig.forget();
  rig.wait(300_000);
  assert.equal(rig.of('TerminationNotice').length, 0);
});

test('a PEV that has told of its leaving needs no second notice', () => {
  const rig = running();
  rig.pev('p1', 'TerminationNotice', termination(rig, { reason: 'UNPLUG' }));
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.forget();
  rig.stimulate('unplug', { pevId: 'p1' });
  assert.deepEqual(
    rig.of('TerminationNotice').filter((m) => m.data.originator === 'ESCI'),
    [],
  );
});

test('nor does one whose end could not be confirmed any more', () => {
  const rig = running();
  rig.pev('p1', 'TerminationNotice', termination(rig, { reason: 'UNPLUG' }));
  rig.power(0);
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.wait(5000);
  assert.equal(rig.one('TerminationNotice').data.originator, 'PEV');
  assert.equal(rig.of('EventReport')[0]?.data.reason, 'UNPLUG');
});

test('a PEV without a dispatch leaves without a notice; one with a pending dispatch does not', () => {
  const rig = new Rig();
  optedIn(rig);
  rig.stimulate('unplug', { pevId: 'p1' });
  assert.deepEqual(rig.of('TerminationNotice'), []);
  const pending = new Rig();
  dispatchedEarly(pending);
  pending.stimulate('unplug', { pevId: 'p1' });
  assert.equal(pending.one('TerminationNotice').data.reason, 'UNPLUG');
});

function dispatchedEarly(rig: Rig): void {
  optedIn(rig);
  rig.to(START - 30_000);
  const data = { ...requestBody, start: rig.time(START) };
  accept(rig, rig.utility('DispatchRequest', data, { to: 'urn:pr2:pev:p1' }));
}

const requestBody = {
  dispatchId: 'd1',
  eventId: 'ev1',
  revision: 0,
  sink: 'GRID',
  dischargePowerW: 6000,
  durationS: 3600,
  responseClass: 'SCHEDULED',
  meteringPointId: 'meter-p1',
  validForS: 900,
} as const;

test('power that goes without a word is told before P_T_POSTTERM is over, once (PR2-A-21)', () => {
  const rig = running();
  const vanished = rig.atMs;
  rig.power(0);
  rig.to(vanished + 4400);
  assert.deepEqual(rig.of('TerminationNotice'), []);
  rig.to(vanished + 5000);
  const { data } = rig.one('TerminationNotice');
  assert.equal(data.reason, 'COMMS');
  assert.equal(data.originator, 'ESCI');
  assert.equal(data.effectiveAt, rig.time(vanished));
  rig.deliver(UTILITY, receiptFor(rig, rig.one('TerminationNotice')));
  rig.forget();
  rig.to(START + HOUR - 1);
  assert.deepEqual(
    [...rig.of('TerminationNotice'), ...rig.of('EventReport')],
    [],
    'a resume is possible until the end',
  );
  rig.to(START + HOUR + 10_000);
  assert.equal(rig.of('EventReport')[0]?.data.outcome, 'TERMINATED');
});

const words: [what: string, speak: (rig: Rig) => void][] = [
  ['a notice of its own', (rig) => rig.pev('p1', 'TerminationNotice', termination(rig, { reason: 'FAULT' }))],
  ['its end', (rig) => confirm(rig, 'ENDED')],
  ['its standby', (rig) => confirm(rig, 'STANDBY')],
  [
    'its customer’s action',
    (rig) =>
      rig.pev('p1', 'ParticipationNotice', {
        pevId: 'p1',
        eventId: 'ev1',
        action: 'OPT_OUT',
        source: 'HMI',
        sourceTime: rig.time(),
      }),
  ],
  ['its power again', (rig) => rig.power(-6000)],
];

for (const [what, speak] of words) {
  test(`a PEV whose power went is not spoken for after ${what}`, () => {
    const rig = running();
    rig.power(0);
    rig.wait(4000);
    speak(rig);
    rig.wait(60_000);
    assert.deepEqual(
      rig.of('TerminationNotice').filter((m) => m.data.originator === 'ESCI'),
      [],
    );
  });
}

test('power that goes because an update or a cancel asks for none is not told', () => {
  const rig = running();
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 0, validForS: 900 };
  accept(rig, rig.utility('DispatchUpdate', update, { to: 'urn:pr2:pev:p1' }));
  rig.power(0);
  rig.wait(60_000);
  assert.deepEqual(rig.of('TerminationNotice'), []);
  const back = { ...update, revision: 2, dischargePowerW: 6000 };
  accept(rig, rig.utility('DispatchUpdate', back, { to: 'urn:pr2:pev:p1' }));
  rig.power(0, 'p1', -1000);
  rig.wait(60_000);
  assert.deepEqual(rig.of('TerminationNotice'), [], 'nor before it has come back');
  rig.power(-6000);
  const cancel = rig.utility(
    'EventCancel',
    { eventId: 'ev1', revision: 1, reason: 'ABATED' },
    { to: 'urn:pr2:pev:p1' },
  );
  rig.deliver('urn:pr2:pev:p1', receiptFor(rig, cancel));
  rig.power(0);
  rig.wait(60_000);
  assert.deepEqual(rig.of('TerminationNotice'), []);
});

test('power that goes at the planned end is not told', () => {
  const rig = running();
  answerAll(rig);
  rig.to(START + HOUR);
  rig.power(0);
  rig.to(START + HOUR + 9000);
  assert.deepEqual(rig.of('TerminationNotice'), []);
});

test('after COMMS an update that is followed makes the event whole again', () => {
  const rig = running();
  rig.power(0);
  rig.wait(6000);
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 6000, validForS: 900 };
  accept(rig, rig.utility('DispatchUpdate', update, { to: 'urn:pr2:pev:p1' }));
  rig.power(-6000);
  confirm(rig, 'AT_POWER', -6000);
  rig.to(START + HOUR);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(5000);
  const { outcome, deviations } = rig.of('EventReport')[0]!.data;
  assert.equal(outcome, 'COMPLETED');
  assert.deepEqual(deviations, [{ kind: 'COMMS', fromS: 600, toS: 606, energyWh: -10 }]);
});

test('two PEVs on one event: only the one that left is spoken for', () => {
  const rig = new Rig();
  dispatched(rig);
  rig.plugIn('p2');
  rig.forget();
  rig.stimulate('unplug', { pevId: 'p2' });
  assert.deepEqual(rig.of('TerminationNotice'), []);
  rig.stimulate('unplug', { pevId: 'p1' });
  assert.equal(rig.one('TerminationNotice').data.pevId, 'p1');
});
