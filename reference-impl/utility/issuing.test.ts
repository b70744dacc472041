/** Events going out: to whom, when, in which class (PR2-G-02, A-01, A-09). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { DAY, enrollment, HOUR, NOON, preference, Rig, SECOND } from './testing';

test('enrollments go to the ESCI with the first call after the start', () => {
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  assert.equal(rig.log.length, 0);
  rig.pass(0);
  assert.deepEqual(
    rig.bodies('EnrollmentRecord').map((e) => e.pevId),
    ['p1', 'p2'],
  );
  assert.deepEqual(
    new Set(rig.sent('EnrollmentRecord').map((s) => s.message.destination)),
    new Set(['urn:pr2:esci:e1']),
  );
  rig.pass(120);
  assert.equal(rig.sent('EnrollmentRecord').length, 2);
});

test('an event goes to each target by its own urn, naming all, with its own revision 0', () => {
  const rig = new Rig({ pevs: ['p1', 'p2', 'p3'] });
  rig.pass(0);
  assert.equal(rig.order(30 * HOUR, { targets: [{ pevId: 'p1' }, { pevId: 'p3' }] }), null);
  const sent = rig.sent('EnergySupplyEvent');
  assert.deepEqual(
    sent.map((s) => s.message.destination),
    ['urn:pr2:pev:p1', 'urn:pr2:pev:p3'],
  );
  for (const { message } of sent) {
    assert.equal(message.subject, 'ev1');
    assert.deepEqual(message.data.targets, [{ pevId: 'p1' }, { pevId: 'p3' }]);
    assert.equal(message.data.revision, 0);
    assert.equal(message.data.noticeClass, 'PLANNED');
    assert.equal(message.data.start, timeText(NOON + 30 * HOUR));
  }
  assert.deepEqual(
    sent.map((s) => s.message.data.meteringPointId),
    ['meter-p1', 'meter-p3'],
  );
});

test('the class of notice follows the lead, and too little is refused', () => {
  const lead = (ms: number, reason: 'PEAK' | 'RELIABILITY'): string => {
    const rig = new Rig();
    const refused = rig.order(ms, { reason });
    return refused ?? (rig.bodies('EnergySupplyEvent')[0]?.noticeClass as string);
  };
  assert.equal(lead(DAY, 'PEAK'), 'PLANNED');
  assert.equal(lead(DAY - 1, 'PEAK'), 'E_NOTICE_TOO_SHORT');
  assert.equal(lead(DAY - 1, 'RELIABILITY'), 'DAY_OF');
  assert.equal(lead(HOUR, 'RELIABILITY'), 'DAY_OF');
  assert.equal(lead(HOUR - 1, 'RELIABILITY'), 'EMERGENCY');
  assert.equal(lead(60 * SECOND, 'RELIABILITY'), 'EMERGENCY');
  assert.equal(lead(60 * SECOND - 1, 'RELIABILITY'), 'E_NOTICE_TOO_SHORT');
  assert.equal(lead(-HOUR, 'RELIABILITY'), 'E_NOTICE_TOO_SHORT');
});

test('customers who agreed to short notice may be called without a reason of reliability', () => {
  const agreed = preference('c-p1', { acceptShortNotice: true });
  const rig = new Rig({ pevs: ['p1', 'p2'], preferences: [agreed, preference('c-p2')] });
  assert.equal(rig.order(2 * HOUR), 'E_NOTICE_TOO_SHORT');
  assert.equal(rig.order(2 * HOUR, { targets: [{ pevId: 'p1' }] }), null);
  assert.equal(rig.event().noticeClass, 'DAY_OF');
});

test('only who is enrolled when the event starts is called; with nobody left it is refused', () => {
  const start = NOON + 30 * HOUR;
  const call = (change: Parameters<typeof enrollment>[1]): string | number => {
    const rig = new Rig({ enrollments: [enrollment('p1', change)] });
    return rig.order(30 * HOUR) ?? rig.sent('EnergySupplyEvent').length;
  };
  assert.equal(call({}), 1);
  assert.equal(call({ status: 'SUSPENDED' }), 'E_NOT_ENROLLED');
  assert.equal(call({ validTo: timeText(start) }), 'E_NOT_ENROLLED');
  assert.equal(call({ validTo: timeText(start + 1) }), 1);
  assert.equal(call({ validFrom: timeText(start + 1) }), 'E_NOT_ENROLLED');
  assert.equal(
    new Rig({ enrollments: [] }).order(30 * HOUR, { targets: [{ pevId: 'p1' }] }),
    'E_NOT_ENROLLED',
  );
  const rig = new Rig({
    pevs: ['p1', 'p2'],
    enrollments: [enrollment('p1'), enrollment('p2', { programId: 'other' })],
  });
  assert.equal(rig.order(30 * HOUR, { targets: [{ pevId: 'p1' }, { pevId: 'p2' }] }), null);
  assert.deepEqual(
    rig.bodies('EnergySupplyEvent').map((e) => e.targets),
    [[{ pevId: 'p1' }]],
  );
});

test('nobody is called more often in a year than was agreed', () => {
  const rig = new Rig({ enrollments: [enrollment('p1', { maxEventsPerYear: 1 })] });
  assert.equal(rig.order(30 * HOUR), null);
  assert.equal(rig.order(60 * HOUR, { eventId: 'ev2' }), 'E_NOT_ENROLLED');
});

test('an event is refused that has no profile, a known id, or another sink than the grid', () => {
  const rig = new Rig();
  const start = timeText(NOON + 30 * HOUR);
  assert.equal(rig.stimulate('create-event', { eventId: 'ev1', start, durationS: 3600 }), 'E_SCHEMA');
  assert.equal(rig.order(30 * HOUR, { sink: 'LOAD' }), 'E_UNSUPPORTED');
  assert.equal(rig.order(30 * HOUR), null);
  assert.equal(rig.order(40 * HOUR), 'E_DUPLICATE');
  assert.equal(rig.sent('EnergySupplyEvent').length, 1);
});

test('an event further ahead than the ceiling waits before it goes out', () => {
  const rig = new Rig();
  rig.order(10 * DAY);
  assert.equal(rig.state(), 'SCHEDULED');
  assert.equal(rig.sent('EnergySupplyEvent').length, 0);
  rig.until(NOON + 3 * DAY);
  assert.equal(rig.state(), 'NOTIFIED');
  assert.equal(rig.sent('EnergySupplyEvent')[0]?.atMs, NOON + 3 * DAY);
});

test('without an answer the event is sent again with the same id, three times, an ack time apart; then at a sign of life', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  rig.pass(600);
  const sent = rig.sent('EnergySupplyEvent');
  assert.deepEqual(
    sent.map((s) => s.atMs - NOON),
    [0, 10, 20, 30].map((s) => s * SECOND),
  );
  assert.equal(new Set(sent.map((s) => s.message.id)).size, 1);
  rig.pev.decision = {};
  rig.pev.connect();
  rig.pass(5);
  assert.equal(rig.sent('EnergySupplyEvent').length, 5);
  assert.equal(rig.targetState(), 'OPTED_IN');
});

test('an ESCI that keeps the event ends the repeats; the PEV answers later', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  const [sent] = rig.sent('EnergySupplyEvent');
  assert.ok(sent);
  const esci = rig.party('urn:pr2:esci:e1');
  esci.acknowledge(rig.atMs, sent.message, 'STORED');
  rig.collect(esci);
  rig.pass(120);
  assert.equal(rig.sent('EnergySupplyEvent').length, 1);
  assert.equal(rig.targetState(), 'RECEIVED');
  rig.pev.endpoint.reply(rig.atMs, sent.message, 'EventResponse', {
    pevId: 'p1',
    eventId: 'ev1',
    revision: 0,
    decision: 'OPT_IN',
  });
  rig.collect(rig.pev.endpoint);
  rig.pass(1);
  assert.equal(rig.targetState(), 'OPTED_IN');
});

test('an ESCI that could not deliver the event says so, much later', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  const [sent] = rig.sent('EnergySupplyEvent');
  assert.ok(sent);
  const esci = rig.party('urn:pr2:esci:e1');
  esci.acknowledge(rig.atMs, sent.message, 'STORED');
  esci.reject(rig.atMs, sent.message, 'E_EXPIRED');
  rig.collect(esci);
  rig.pass(1);
  assert.equal(rig.targetState(), 'UNREACHABLE');
});

test('an event that is refused for who its target is ends that part', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  const [sent] = rig.sent('EnergySupplyEvent');
  assert.ok(sent);
  const esci = rig.party('urn:pr2:esci:e1');
  esci.reject(rig.atMs, sent.message, 'E_NOT_ENROLLED');
  rig.collect(esci);
  rig.pass(1);
  assert.deepEqual(rig.event().targets, [{ pevId: 'p1', state: 'TERMINATED', code: 'E_NOT_ENROLLED' }]);
});
