import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../endpoint/identifiers';
import { body, CAR, ESCI, HOUR, noticeOf, Rig } from './testing';

const notice = (rig: Rig) => rig.last('TerminationNotice');
const ended = (rig: Rig) => {
  const { data, atMs } = rig.last('DispatchConfirmation');
  assert.equal(data.state, 'ENDED');
  return { ...data, atMs };
};

test('the floor is told a minute before, and reached exactly (A-08, A-21)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 4000 });
  rig.stimulate('set-soc', { soc: 34 });
  rig.pass(2 * HOUR);
  const { data, atMs } = notice(rig);
  assert.deepEqual([data.reason, data.predicted, data.originator], ['SOC_MIN', true, 'PEV']);
  const leadMs = Date.parse(data.effectiveAt) - atMs;
  assert.ok(leadMs >= 60_000 && leadMs < 65_000, `${leadMs} ms`);
  assert.ok(rig.soc >= 30 && rig.soc < 30.001, String(rig.soc));
  assert.equal(rig.read('contactor').contactor, 'OPEN');
  assert.equal(ended(rig).activePowerW, 0);
  assert.ok(ended(rig).atMs - Date.parse(data.effectiveAt) <= 10_000);
  assert.equal(rig.update({ revision: 9, dischargePowerW: 4000 }).code, 'E_STATE');
});

test('where less than a minute is left at the start, the notice comes at once', () => {
  const rig = new Rig();
  rig.connect();
  rig.event();
  rig.pass(25 * HOUR - 30);
  rig.request({ start: timeText(rig.nowMs + 30_000) });
  rig.stimulate('set-soc', { soc: 30.1 });
  rig.pass(30);
  const { data, atMs } = notice(rig);
  assert.equal(atMs, rig.nowMs);
  assert.deepEqual([data.reason, data.predicted], ['SOC_MIN', true]);
  rig.pass(60);
  assert.ok(rig.soc >= 30 && rig.soc < 30.001);
});

test('after the floor nothing is available until the hysteresis is passed', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 4000 });
  rig.stimulate('set-soc', { soc: 31 });
  rig.pass(HOUR);
  rig.stimulate('set-soc', { soc: 32 });
  assert.equal(rig.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_ENERGY_EXCEEDS_AVAILABLE');
  rig.stimulate('set-soc', { soc: 32.1 });
  assert.equal(rig.request({ dispatchId: 'd3', durationS: 60 }).status, 'ACCEPTED');
});

test('a notice that no longer holds is corrected (section 7, Dispatch)', () => {
  const rig = new Rig();
  rig.toStart();
  const endMs = rig.nowMs + 2 * HOUR * 1000;
  rig.request();
  rig.pass(60);
  rig.stimulate('set-soc', { soc: 30.15 });
  rig.pass(0);
  assert.ok(Date.parse(notice(rig).data.effectiveAt) < endMs);
  rig.update({ dischargePowerW: 500 });
  const later = Date.parse(notice(rig).data.effectiveAt);
  assert.ok(later > rig.nowMs + 8 * 60_000 && later < endMs);
  rig.update({ dischargePowerW: 0 });
  assert.equal(Date.parse(notice(rig).data.effectiveAt), endMs);
  assert.equal(rig.all('TerminationNotice').length, 3);
});

test('a preference raised above the charge stops the event and says why (A-08)', () => {
  for (const values of [
    { enabled: false, socFloor: 30 },
    { enabled: true, socFloor: 60 },
  ]) {
    const rig = new Rig();
    rig.toPower();
    assert.equal(rig.stimulate('set-preference', values), null);
    assert.deepEqual([notice(rig).data.reason, notice(rig).data.predicted], ['PREFERENCE', false]);
    rig.pass(10);
    assert.equal(rig.powerW, 0);
    ended(rig);
  }
});

test('a floor raised below the charge moves the end (A-08)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.stimulate('set-preference', { enabled: true, socFloor: 45 });
  assert.equal(rig.powerW, -5000);
  rig.pass(2 * HOUR);
  assert.equal(notice(rig).data.reason, 'SOC_MIN');
  assert.ok(rig.soc >= 45 && rig.soc < 45.001);
});

test("power has left the customer's hours when they end", () => {
  const rig = new Rig();
  rig.toPower();
  const untilMs = rig.nowMs + 1_800_000;
  const windows = [{ start: timeText(rig.nowMs - 1000), durationS: 1801 }];
  rig.stimulate('set-preference', { enabled: true, socFloor: 30, windows });
  rig.until(untilMs);
  assert.deepEqual([notice(rig).data.reason, notice(rig).data.predicted], ['PREFERENCE', true]);
  assert.ok(Date.parse(notice(rig).data.effectiveAt) - notice(rig).atMs >= 60_000);
  assert.equal(rig.powerW, 0);
  assert.ok(ended(rig).atMs <= untilMs);
});

test('a departure leaves time to charge for it (dispatch core)', () => {
  const rig = new Rig();
  rig.toPower({ dischargePowerW: 4000 });
  const departureMs = rig.nowMs + 5_400_000;
  rig.stimulate('departure', { at: departureMs, soc: 49 });
  rig.until(departureMs);
  assert.deepEqual([notice(rig).data.reason, notice(rig).data.predicted], ['DEPARTURE', true]);
  assert.ok(Math.abs(rig.soc - 49) < 0.1, String(rig.soc));
});

test('the cable: pulled is told after the fact, released before the contactor opens (A-21)', () => {
  const pulled = new Rig();
  pulled.toPower();
  pulled.stimulate('unplug', { pevId: 'p1' });
  assert.equal(pulled.powerW, 0);
  assert.deepEqual([notice(pulled).data.reason, notice(pulled).data.predicted], ['UNPLUG', false]);
  ended(pulled);

  const released = new Rig();
  released.toPower();
  released.stimulate('unlock', {});
  assert.deepEqual([notice(released).data.reason, notice(released).data.predicted], ['UNPLUG', true]);
  assert.equal(released.read('contactor').contactor, 'CLOSED');
  released.pass(10);
  assert.deepEqual([released.powerW, released.read('contactor').contactor], [0, 'OPEN']);
  assert.equal(released.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_NOT_READY');
});

test('without the cable messages wait, and go out with their own time when it is back', () => {
  const rig = new Rig({ link: 'while-plugged' });
  rig.toPower();
  const pulledMs = rig.nowMs;
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.pass(600);
  assert.equal(rig.all('TerminationNotice').length, 0);
  rig.connect({}, { sessionId: 's2' });
  const told = rig.sent.filter(({ message }) => message.type === 'pr2.TerminationNotice.v1');
  assert.equal(told.length, 1);
  assert.equal(Date.parse(told[0]?.message.time ?? ''), pulledMs);
  assert.equal(told[0]?.atMs, rig.nowMs);
  ended(rig);
});

test('the stop button is an opt-out and an end (section 7)', () => {
  const rig = new Rig();
  rig.toPower();
  assert.equal(rig.stimulate('user-stop', {}), null);
  assert.equal(rig.last('ParticipationNotice').data.action, 'OPT_OUT');
  assert.equal(notice(rig).data.reason, 'USER_STOP');
  rig.pass(10);
  assert.equal(rig.powerW, 0);
  assert.equal(rig.stimulate('user-stop', {}), 'E_STATE');
});

test('a fault opens at once and is told (A-21)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.stimulate('power-fault', { kind: 'ground' });
  assert.deepEqual([rig.powerW, rig.read('contactor').contactor], [0, 'OPEN']);
  assert.equal(notice(rig).data.reason, 'FAULT');
  rig.pass(0);
  assert.equal(rig.last('AvailabilityReport').data.readiness.state, 'NOT_READY');
  assert.equal(rig.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_NOT_READY');
  rig.stimulate('clear-fault', {});
  assert.equal(rig.request({ dispatchId: 'd3', durationS: 60 }).status, 'ACCEPTED');
});

test('a derating is reported and obeyed within a second; what cannot be held ends (A-13)', () => {
  const rig = new Rig();
  rig.toPower();
  rig.stimulate('derate', { element: 'evse', maxW: 3000 });
  assert.equal(rig.last('AvailabilityReport').data.maxDischargeW, 3000);
  rig.pass(1);
  assert.equal(rig.powerW, -3000);
  rig.pass(10);
  assert.equal(rig.last('DispatchConfirmation').data.state, 'CURTAILED');
  rig.stimulate('derate', { element: 'evse', maxW: 7000 });
  rig.pass(1);
  assert.ok(Math.abs(rig.read('slopeWps').slopeWps ?? 0) <= 600);
  rig.pass(20);
  assert.deepEqual([rig.powerW, rig.last('DispatchConfirmation').data.state], [-5000, 'AT_POWER']);
  rig.stimulate('derate', { element: 'evse', maxW: 400 });
  rig.pass(1);
  assert.equal(notice(rig).data.reason, 'DERATE');
  assert.equal(rig.powerW, 0);
});

test('a limit of the ESCI comes as its preference, and curtails likewise', () => {
  const rig = new Rig();
  rig.toPower();
  const copy = {
    pevId: 'p1',
    source: 'ESCI',
    version: 1,
    enabled: true,
    socFloor: 10,
    maxDischargeW: 2000,
  } as const;
  assert.equal(body(rig.send('DischargePreference', copy, ESCI), 'Receipt').status, 'TAKEN');
  rig.pass(30);
  assert.equal(rig.powerW, -2000);
  assert.equal(rig.last('DispatchConfirmation').data.state, 'CURTAILED');
});

test('an end is repeated until it is answered (A-21, X-09)', () => {
  const rig = new Rig({ silent: true });
  rig.toPower();
  rig.stimulate('power-fault', { kind: 'ground' });
  rig.pass(600);
  const told = rig.sent.filter(({ message }) => message.type === 'pr2.TerminationNotice.v1');
  assert.ok(told.length > 50);
  rig.send('Receipt', { refMessageId: told[0]?.message.id ?? '', status: 'TAKEN' }, 'urn:pr2:utility:u1', {
    correlationid: told[0]?.message.id ?? '',
  });
  const before = rig.sent.length;
  rig.pass(600);
  assert.ok(!rig.sent.slice(before).some(({ message }) => message.type === 'pr2.TerminationNotice.v1'));
});

test('the planned end needs no notice', () => {
  const rig = new Rig({ state: { ...CAR, soc: 80 } });
  rig.toPower();
  rig.pass(2 * HOUR);
  assert.equal(rig.all('TerminationNotice').length, 0);
  ended(rig);
});

test('a new session after the loss of the cable takes a fresh request', () => {
  const rig = new Rig();
  rig.toPower();
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.stimulate('plug-in', { pevId: 'p1', evseId: 'evse1', cordsetA: 32, evseMaxW: 7000 });
  assert.equal(rig.request({ dispatchId: 'd2', durationS: 60 }).code, 'E_NOT_READY');
  rig.send('ConnectionNotice', noticeOf({ sessionId: 's2' }), ESCI);
  assert.equal(rig.request({ dispatchId: 'd3', durationS: 60 }).status, 'ACCEPTED');
});
