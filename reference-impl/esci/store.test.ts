import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrollment, END, event, START } from './testing-bodies';
import { HOUR, Rig, UTILITY } from './testing';

const PEV = 'urn:pr2:pev:p1';

function stored(options?: ConstructorParameters<typeof Rig>[0]): { rig: Rig; sent: ReturnType<typeof call> } {
  const rig = new Rig(options);
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.forget();
  return { rig, sent: call(rig) };
}

function call(rig: Rig) {
  return rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
}

test('an event for an absent PEV is stored, and sent on when it connects, even a second before the start (PR2-A-01)', () => {
  const { rig, sent } = stored();
  assert.deepEqual(rig.answers(sent), [{ refMessageId: sent.id, status: 'STORED' }]);
  assert.deepEqual(rig.storedEvents(), [sent.data]);
  rig.to(START - 1000);
  assert.equal(rig.of('EnergySupplyEvent').length, 0);
  rig.stimulate('plug-in', { pevId: 'p1', evseId: 'evse-p1' });
  rig.wait(900);
  const { via: _, viatime, ...rest } = rig.one('EnergySupplyEvent');
  assert.deepEqual(rest, sent);
  assert.ok(Date.parse(viatime ?? '') < Date.parse(rig.time(START)));
  assert.deepEqual(rig.storedEvents(), []);
});

test('the ESCI repeats it until the PEV answers, and the answer goes up', () => {
  const { rig, sent } = stored();
  rig.plugIn();
  rig.wait(25_000);
  assert.equal(rig.of('EnergySupplyEvent').length, 3);
  rig.pev(
    'p1',
    'EventResponse',
    { pevId: 'p1', eventId: 'ev1', revision: 0, decision: 'OPT_IN' },
    { correlationid: sent.id },
  );
  assert.equal(rig.one('EventResponse').destination, UTILITY);
  rig.forget();
  rig.to(START);
  assert.equal(rig.of('EnergySupplyEvent').length, 0);
});

test('a PEV that leaves without an answer gets it again; one that answered does not', () => {
  const { rig, sent } = stored();
  rig.plugIn();
  rig.stimulate('unplug', { pevId: 'p1' });
  assert.deepEqual(rig.storedEvents(), [sent.data]);
  rig.forget();
  rig.wait(HOUR);
  assert.equal(rig.of('EnergySupplyEvent').length, 0, 'nothing is said to a PEV that is gone');
  rig.plugIn();
  rig.pev(
    'p1',
    'EventResponse',
    { pevId: 'p1', eventId: 'ev1', revision: 0, decision: 'OPT_IN' },
    { correlationid: sent.id },
  );
  rig.forget();
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.plugIn();
  assert.equal(rig.of('EnergySupplyEvent').length, 0);
});

test('an event that is over before the PEV comes is given up, and the utility told (PR2-A-01)', () => {
  const { rig, sent } = stored();
  rig.forget();
  rig.to(END - 1);
  assert.deepEqual(rig.answers(sent), []);
  rig.to(END);
  assert.equal(rig.code(sent), 'E_EXPIRED');
  rig.forget();
  rig.plugIn();
  assert.equal(rig.of('EnergySupplyEvent').length, 0);
  const late = rig.utility('EnergySupplyEvent', event(rig, { start: rig.time(START), eventId: 'ev2' }), {
    to: 'urn:pr2:pev:p2',
  });
  assert.equal(rig.code(late), 'E_NOT_ENROLLED');
});

test('an event that is over on arrival is not stored', () => {
  const rig = new Rig();
  rig.utility('EnrollmentRecord', enrollment(rig, { validFrom: rig.time(-9 * HOUR) }));
  const over = rig.utility('EnergySupplyEvent', event(rig, { start: rig.time(-2 * HOUR) }), { to: PEV });
  assert.equal(rig.code(over), 'E_EXPIRED');
});

test('the same event under a new id is a duplicate, a replay gets its first answer, another revision is kept too', () => {
  const { rig, sent } = stored();
  const again = call(rig);
  assert.deepEqual(rig.answers(again), [{ refMessageId: again.id, status: 'DUPLICATE' }]);
  rig.deliver(UTILITY, sent);
  assert.deepEqual(new Set(rig.answers(sent)).size, 1);
  const changed = rig.utility('EnergySupplyEvent', event(rig, { revision: 1 }), { to: PEV });
  assert.deepEqual(rig.answers(changed), [{ refMessageId: changed.id, status: 'STORED' }]);
  rig.forget();
  rig.plugIn();
  assert.deepEqual(
    rig.of('EnergySupplyEvent').map((m) => m.data.revision),
    [0, 1],
  );
});

test('a cancel takes a stored event away, so that the PEV never hears of either (PR2-A-24)', () => {
  const { rig } = stored();
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  assert.deepEqual(rig.answers(cancel), [{ refMessageId: cancel.id, status: 'TAKEN' }]);
  rig.forget();
  rig.plugIn();
  rig.to(END + HOUR);
  assert.deepEqual([...rig.of('EnergySupplyEvent'), ...rig.of('EventCancel'), ...rig.of('EventReport')], []);
});

test('a cancel of an event that an absent PEV knows is kept for it', () => {
  const { rig, sent } = stored();
  rig.plugIn();
  rig.pev(
    'p1',
    'EventResponse',
    { pevId: 'p1', eventId: 'ev1', revision: 0, decision: 'OPT_IN' },
    { correlationid: sent.id },
  );
  rig.stimulate('unplug', { pevId: 'p1' });
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  assert.deepEqual(rig.answers(cancel), [{ refMessageId: cancel.id, status: 'STORED' }]);
  rig.forget();
  rig.plugIn();
  assert.equal(rig.one('EventCancel').id, cancel.id);
});

test('an event that the PEV may have heard of is not taken away by a cancel: it gets both', () => {
  const { rig } = stored();
  rig.plugIn();
  rig.stimulate('unplug', { pevId: 'p1' });
  const cancel = rig.utility('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }, { to: PEV });
  assert.deepEqual(rig.answers(cancel), [{ refMessageId: cancel.id, status: 'STORED' }]);
  rig.forget();
  rig.plugIn();
  assert.equal(rig.of('EnergySupplyEvent').length + rig.of('EventCancel').length, 2);
});

test('a restart between receipt and connection: delivered once (PR2-X-12)', () => {
  const { rig, sent } = stored();
  rig.restart(60_000);
  rig.forget();
  rig.plugIn();
  assert.equal(rig.one('EnergySupplyEvent').id, sent.id);
});

test('a step of the clock moves the end of what is stored', () => {
  const { rig, sent } = stored();
  rig.stimulate('clock-step', { deltaMs: HOUR });
  rig.forget();
  rig.to(END - HOUR - 1);
  assert.deepEqual(rig.answers(sent), []);
  rig.to(END - HOUR);
  assert.equal(rig.code(sent), 'E_EXPIRED');
});
