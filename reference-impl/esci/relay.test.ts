import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../schemas';
import {
  accept,
  availability,
  confirmation,
  enrollment,
  event,
  optedIn,
  receiptFor,
  request,
} from './testing-bodies';
import { ESCI, HOUR, Rig, T0, UTILITY } from './testing';

const PEV = 'urn:pr2:pev:p1';

function connected(options?: ConstructorParameters<typeof Rig>[0]): Rig {
  const rig = new Rig(options);
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.plugIn();
  rig.deliver(UTILITY, receiptFor(rig, rig.one('ConnectionNotice', UTILITY)));
  rig.deliver(PEV, receiptFor(rig, rig.one('ConnectionNotice', PEV)));
  rig.forget();
  return rig;
}

test('what is for another goes on unchanged but for via and viatime (PR2-A-01)', () => {
  const rig = connected();
  const down = rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
  assert.deepEqual(rig.one('EnergySupplyEvent'), { ...down, via: ESCI, viatime: rig.time() });
  const up = rig.pev(
    'p1',
    'EventResponse',
    { pevId: 'p1', eventId: 'ev1', revision: 0, decision: 'OPT_IN' },
    {
      correlationid: down.id,
    },
  );
  assert.deepEqual(rig.one('EventResponse'), { ...up, via: ESCI, viatime: rig.time() });
});

test('a second relay is appended to the first', () => {
  const rig = connected();
  const first = {
    ...rig.compose(UTILITY, PEV, 'EnergySupplyEvent', event(rig)),
    via: 'urn:pr2:esci:e9',
    viatime: rig.time(),
  };
  const link = { peer: 'urn:pr2:esci:e9', principal: 'urn:pr2:esci:e9', credential: 'valid' as const };
  rig.deliver(link.peer, first);
  assert.equal(rig.one('EnergySupplyEvent').via, `urn:pr2:esci:e9,${ESCI}`);
});

test('each PEV gets its own copy and nobody else’s', () => {
  const rig = connected();
  rig.utility('EnrollmentRecord', enrollment(rig, { pevId: 'p2', customerId: 'c2' }));
  rig.plugIn('p2');
  const targets = [{ pevId: 'p1' }, { pevId: 'p2' }];
  rig.utility('EnergySupplyEvent', event(rig, { targets }), { to: 'urn:pr2:pev:p2' });
  assert.equal(rig.one('EnergySupplyEvent').destination, 'urn:pr2:pev:p2');
});

test('an unauthenticated message is answered to the peer of its link and has no effect (PR2-X-01)', () => {
  const rig = connected();
  const message = rig.compose(UTILITY, PEV, 'EnergySupplyEvent', event(rig));
  rig.deliver('urn:pr2:utility:u9', message);
  const refusal = rig.one('Receipt');
  assert.equal(refusal.destination, 'urn:pr2:utility:u9');
  assert.equal(refusal.data.code, 'E_UNAUTHORIZED');
  assert.equal(rig.of('EnergySupplyEvent').length, 0);
});

test('a PEV does not command another, and an ESCI serves no other ESCI', () => {
  const rig = connected();
  const stray = rig.pev(
    'p2',
    'EventCancel',
    { eventId: 'ev1', revision: 1, reason: 'OPERATOR' },
    { to: PEV },
  );
  assert.equal(rig.code(stray), 'E_UNAUTHORIZED');
  const lost = rig.utility('EnergySupplyEvent', event(rig), { to: 'urn:pr2:esci:e2' });
  assert.equal(rig.code(lost), 'E_UNKNOWN_PEV');
  const nameless = rig.utility('EnergySupplyEvent', event(rig), { to: ESCI });
  assert.equal(rig.code(nameless), 'E_UNKNOWN_PEV');
});

test('sink LOAD is not supported, a request without sink no request (PR2-G-01)', () => {
  const rig = connected();
  assert.equal(
    rig.code(rig.utility('DispatchRequest', request(rig, { sink: 'LOAD' }), { to: PEV })),
    'E_UNSUPPORTED',
  );
  const { sink: _, ...data } = request(rig);
  const sinkless = { ...rig.compose(UTILITY, PEV, 'DispatchRequest', request(rig)), data };
  assert.equal(rig.code(rig.deliver(UTILITY, sinkless as unknown as Message)), 'E_SCHEMA');
  assert.equal(rig.of('DispatchRequest').length, 0);
});

test('an absent PEV: availability unknown, dispatch not ready, update of nothing', () => {
  const rig = new Rig();
  rig.utility('EnrollmentRecord', enrollment(rig));
  assert.equal(rig.code(rig.utility('AvailabilityRequest', { pevId: 'p1' })), 'E_UNKNOWN_PEV');
  assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), 'E_NOT_READY');
  const update = { dispatchId: 'd1', revision: 1, dischargePowerW: 0, validForS: 60 };
  assert.equal(rig.code(rig.utility('DispatchUpdate', update, { to: PEV })), 'E_UNKNOWN_DISPATCH');
  const cancel = { eventId: 'ev1', revision: 1, reason: 'ABATED' } as const;
  assert.equal(rig.code(rig.utility('EventCancel', cancel, { to: PEV })), 'E_UNKNOWN_EVENT');
});

test('a silent PEV is answered for just before the time is up, and its late answer is no second one (PR2-A-07)', () => {
  const rig = connected();
  rig.pev('p1', 'AvailabilityReport', availability(rig));
  rig.deliver(UTILITY, receiptFor(rig, rig.one('AvailabilityReport')));
  rig.forget();
  const asked = rig.utility('AvailabilityRequest', { pevId: 'p1' });
  rig.wait(9499);
  assert.deepEqual(rig.answers(asked), []);
  rig.wait(400);
  assert.equal(rig.code(asked), 'E_TIMEOUT');
  rig.pev('p1', 'AvailabilityReport', availability(rig), { correlationid: asked.id });
  assert.equal(rig.of('AvailabilityReport').length, 0);
  rig.deliver(UTILITY, asked);
  assert.equal(rig.of('Receipt')[0]?.id, rig.of('Receipt')[1]?.id, 'a replay gets the same answer');
});

test('an availability request that is answered in time is only relayed', () => {
  const rig = connected();
  const asked = rig.utility('AvailabilityRequest', { pevId: 'p1' });
  assert.equal(rig.one('AvailabilityRequest').destination, PEV);
  rig.wait(3000);
  rig.pev('p1', 'AvailabilityReport', availability(rig), { correlationid: asked.id });
  rig.wait(HOUR);
  assert.equal(rig.one('AvailabilityReport').correlationid, asked.id);
  assert.deepEqual(rig.of('Receipt'), []);
});

test('a replay of what the ESCI refused gets the same answer; the same id with another body is a duplicate (PR2-X-02)', () => {
  const rig = new Rig();
  const first = rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
  rig.wait(60_000);
  rig.deliver(UTILITY, first);
  const [a, b] = rig.of('Receipt');
  assert.deepEqual(a, b);
  rig.deliver(UTILITY, { ...first, data: { ...first.data, durationS: 60 } });
  assert.equal(rig.of('Receipt')[2]?.data.code, 'E_DUPLICATE');
});

test('M15 and M16 are repeated every ack time until answered; anything else three times and then at a sign of life', () => {
  const rig = connected();
  const out = rig.pev('p1', 'ParticipationNotice', {
    pevId: 'p1',
    eventId: 'ev1',
    action: 'OPT_OUT',
    source: 'HMI',
    sourceTime: rig.time(),
  });
  const done = rig.pev('p1', 'DispatchConfirmation', confirmation(rig, 'ENDED', 0));
  rig.wait(600_000);
  assert.deepEqual(
    rig.timed('ParticipationNotice').map((s) => s.atMs % 10_000),
    Array.from({ length: 61 }, () => 1000),
  );
  assert.equal(rig.of('DispatchConfirmation').length, 4);
  const last = rig.of('ParticipationNotice').at(-1);
  assert.deepEqual([last?.id, last?.seq, last?.time], [out.id, out.seq, out.time], 'the original time stays');
  assert.equal(last?.viatime, rig.time());
  rig.forget();
  rig.deliver(UTILITY, receiptFor(rig, out));
  assert.equal(rig.one('DispatchConfirmation').id, done.id, 'the utility is back');
  assert.equal(rig.one('Receipt').destination, PEV);
  rig.deliver(UTILITY, receiptFor(rig, done));
  rig.forget();
  rig.wait(HOUR);
  assert.deepEqual(rig.sent, []);
});

test('a PEV’s own repeats do not double the ESCI’s', () => {
  const rig = connected();
  const notice = rig.pev('p1', 'DispatchConfirmation', confirmation(rig, 'STARTED', -700));
  for (let i = 0; i < 3; i++) {
    rig.wait(10_000);
    rig.deliver(PEV, notice);
  }
  rig.wait(30_000);
  assert.ok(rig.of('DispatchConfirmation').length <= 5);
});

test('of reports that wait for the utility only the newest does', () => {
  const rig = connected();
  rig.pev('p1', 'AvailabilityReport', availability(rig));
  rig.wait(1000);
  const newest = rig.pev('p1', 'AvailabilityReport', availability(rig, { soc: 50 }));
  rig.wait(HOUR);
  rig.forget();
  rig.utility('EnrollmentRecord', enrollment(rig, { version: 2 }));
  assert.equal(rig.one('AvailabilityReport').id, newest.id);
});

test('the clock of a sender is judged here, and its skew told after the answer (PR2-X-03)', () => {
  const rig = connected();
  const asked = rig.utility('AvailabilityRequest', { pevId: 'p1' }, { time: rig.time(rig.atMs + 5000) });
  assert.deepEqual(rig.of('Receipt'), []);
  rig.pev('p1', 'AvailabilityReport', availability(rig), { correlationid: asked.id });
  assert.deepEqual(rig.one('Receipt').data, { refMessageId: asked.id, status: 'TAKEN', skewS: 5 });
  rig.forget();
  rig.utility('AvailabilityRequest', { pevId: 'p1' }, { time: rig.time(rig.atMs + 1000) });
  rig.wait(9600);
  assert.equal(rig.one('Receipt').data.skewS, undefined, 'one second is within the limit');
});

test('a message that the ESCI answers itself carries the skew in that answer', () => {
  const rig = new Rig();
  const asked = rig.utility('AvailabilityRequest', { pevId: 'p1' }, { time: rig.time(-2500) });
  assert.deepEqual(
    rig.answers(asked).map((a) => (a as { skewS?: number }).skewS),
    [-2.5],
  );
});

test('an offset clock of the ESCI is the one that messages show', () => {
  const rig = new Rig({ offsetMs: HOUR });
  rig.plugIn();
  const notice = rig.one('ConnectionNotice', UTILITY);
  assert.equal(Date.parse(notice.time), T0 + rig.timed('ConnectionNotice', UTILITY)[0]!.atMs + HOUR);
});

test('an accepted dispatch is watched: the state follows the messages (section 6)', () => {
  const rig = new Rig();
  optedIn(rig);
  const asked = rig.utility('DispatchRequest', request(rig, { start: rig.time(HOUR) }), { to: PEV });
  assert.match(rig.observe(['state']).state ?? '', /^RELAYING/);
  accept(rig, asked);
  rig.to(HOUR);
  rig.pev('p1', 'DispatchConfirmation', confirmation(rig, 'STARTED', -700));
  assert.match(rig.observe(['state']).state ?? '', /^MONITORING/);
  rig.pev('p1', 'DispatchConfirmation', confirmation(rig, 'ENDED', 0));
  assert.match(rig.observe(['state']).state ?? '', /^AVAILABLE/);
});
