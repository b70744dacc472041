/** What PEVs and customers say of their part (PR2-A-05, A-11, A-18, A-20, A-21). */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { MessageBodies } from '../../schemas';
import { HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;
type Reason = MessageBodies['TerminationNotice']['reason'];

function at(ms: number, change: Parameters<Rig['order']>[1] = {}): Rig {
  const rig = new Rig();
  rig.pev.connect();
  rig.order(30 * HOUR, change);
  return rig.until(ms);
}

function commandsAfter(rig: Rig, seconds: number): number {
  const before = rig.sent('DispatchUpdate').length + rig.sent('DispatchRequest').length;
  rig.pass(seconds);
  return rig.sent('DispatchUpdate').length + rig.sent('DispatchRequest').length - before;
}

test('an opt-out before the start is acknowledged and keeps the PEV out', () => {
  const rig = at(START - HOUR);
  const notice = rig.pev.act('OPT_OUT', 'ev1');
  rig.pass(1);
  assert.equal(rig.answerTo(notice)?.status, 'TAKEN');
  assert.equal(rig.targetState(), 'OPTED_OUT');
  rig.until(START + 3 * HOUR);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  assert.equal(rig.state(), 'OPTED_OUT');
});

test('an opt-out may be taken back until the start', () => {
  const rig = at(START - HOUR);
  rig.pev.act('OPT_OUT', 'ev1');
  rig.until(START - 2 * SECOND);
  rig.pev.act('OPT_IN', 'ev1');
  rig.until(START + SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 1);
  const late = at(START - HOUR);
  late.pev.act('OPT_OUT', 'ev1');
  late.until(START);
  const notice = late.pev.act('OPT_IN', 'ev1');
  late.pass(60);
  assert.equal(late.answerTo(notice)?.code, 'E_STATE');
  assert.equal(late.targetState(), 'OPTED_OUT');
});

test('an opt-out while it runs ends the commands; the event counts as completed', () => {
  const rig = at(START + HOUR);
  rig.pev.act('OPT_OUT', 'ev1');
  rig.pass(1);
  assert.equal(commandsAfter(rig, 3000), 0);
  assert.equal(rig.state(), 'ACTIVE');
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  assert.equal(rig.targetState(), 'OPTED_OUT');
});

test('a customer action that arrives late counts by when it was taken; one after the end has no effect', () => {
  const rig = at(START + 3 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  const late = rig.pev.act('OPT_OUT', 'ev1', START + HOUR);
  const after = rig.pev.act('OPT_OUT', 'ev1', START + 2 * HOUR);
  const unknown = rig.pev.act('OPT_OUT', 'ev9');
  rig.pass(1);
  assert.equal(rig.answerTo(late)?.status, 'TAKEN');
  assert.equal(rig.answerTo(after)?.code, 'E_STATE');
  assert.equal(rig.answerTo(unknown)?.code, 'E_UNKNOWN_EVENT');
  assert.equal(rig.state(), 'COMPLETED');
});

test('the latest action wins, whatever the order of arrival; of simultaneous ones the more restrictive', () => {
  const rig = at(START - HOUR);
  rig.pev.act('OPT_IN', 'ev1', START - 2 * HOUR + 2);
  rig.pev.act('OPT_OUT', 'ev1', START - 2 * HOUR + 1);
  rig.pass(1);
  assert.equal(rig.targetState(), 'OPTED_IN');
  for (const actions of [
    ['OPT_OUT', 'OPT_IN'],
    ['OPT_IN', 'OPT_OUT'],
  ] as const) {
    const both = at(START - HOUR);
    for (const action of actions) both.pev.act(action, 'ev1', START - 2 * HOUR);
    both.pass(1);
    assert.equal(both.targetState(), 'OPTED_OUT');
  }
});

test('an override leaves the PEV in the event and its request as it is', () => {
  const rig = at(START + HOUR);
  const notice = rig.pev.act('OVERRIDE', 'ev1');
  rig.pass(1);
  assert.equal(rig.answerTo(notice)?.status, 'TAKEN');
  assert.equal(rig.targetState(), 'AT_POWER');
  rig.pass(120);
  assert.equal(rig.bodies('DispatchUpdate').at(-1)?.dischargePowerW, 5000);
});

test('an event is active once a PEV is at power, not before', () => {
  const rig = at(START + 19 * SECOND);
  assert.equal(rig.state(), 'ARMED');
  assert.equal(rig.targetState(), 'DISPATCHED');
  rig.pass(2);
  assert.equal(rig.state(), 'ACTIVE');
});

test('a confirmation of an unknown dispatch is refused', () => {
  const rig = at(START);
  rig.pev.confirm('d9', 'AT_POWER', 'ev1');
  rig.pass(1);
  assert.ok(rig.bodies('Receipt').some((r) => r.code === 'E_UNKNOWN_DISPATCH'));
});

test('an end without delay ends the commands and the part', () => {
  for (const reason of ['SOC_MIN', 'DEPARTURE', 'FAULT', 'UNPLUG', 'RESTART', 'PREFERENCE'] as Reason[]) {
    const rig = at(START + HOUR);
    const notice = rig.pev.terminate('ev1', reason);
    rig.pass(1);
    assert.equal(rig.answerTo(notice)?.status, 'TAKEN');
    assert.equal(commandsAfter(rig, 600), 0, reason);
    assert.deepEqual(
      rig.event().targets.map((t) => [t.state, t.code]),
      [['TERMINATED', reason]],
    );
  }
  const rig = at(START + HOUR);
  rig.pev.terminate('ev1', 'USER_STOP');
  rig.pass(1);
  assert.equal(rig.targetState(), 'OPTED_OUT');
});

test('an announced end lets the dispatch live until then, and may be moved', () => {
  const rig = at(START + HOUR);
  rig.pev.terminate('ev1', 'SOC_MIN', START + HOUR + 300 * SECOND);
  assert.equal(commandsAfter(rig, 299), 4);
  assert.equal(rig.targetState(), 'AT_POWER');
  rig.pev.terminate('ev1', 'SOC_MIN', START + 2 * HOUR);
  rig.pass(60);
  assert.equal(rig.targetState(), 'AT_POWER');
  const kept = at(START + HOUR);
  kept.pev.terminate('ev1', 'SOC_MIN', START + HOUR + 300 * SECOND);
  kept.pass(300);
  assert.equal(kept.targetState(), 'TERMINATED');
  assert.equal(commandsAfter(kept, 600), 0);
});

test('a lost link is no end: the refreshes go on, and the PEV may resume', () => {
  for (const reason of ['COMMS', 'WATCHDOG'] as Reason[]) {
    const rig = at(START + HOUR);
    rig.pev.terminate('ev1', reason);
    rig.pass(1);
    assert.ok(commandsAfter(rig, 120) >= 2);
    assert.equal(rig.targetState(), 'AT_POWER');
  }
});

test('after an excursion of the grid a fresh dispatch follows once the PEV is ready', () => {
  const rig = at(START + HOUR);
  rig.pev.report = { readiness: { state: 'NOT_READY' } };
  rig.pev.terminate('ev1', 'GRID');
  rig.pass(240);
  assert.equal(rig.sent('DispatchRequest').length, 1);
  rig.pev.report = {};
  rig.pev.tell('AvailabilityReport', 's', rig.pev.availability(rig.atMs));
  rig.pass(30);
  const dispatches = rig.bodies('DispatchRequest');
  assert.equal(dispatches.length, 2);
  assert.notEqual(dispatches[0]?.dispatchId, dispatches[1]?.dispatchId);
  assert.equal(rig.targetState(), 'AT_POWER');
});

test('a PEV that is unplugged has no place and nothing available', () => {
  const rig = at(START - HOUR);
  rig.pev.terminate('ev1', 'UNPLUG');
  rig.pev.report = null;
  rig.until(START + 60 * SECOND);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  assert.equal(rig.targetState(), 'OPTED_IN');
  rig.pev.report = {};
  rig.pev.connect();
  rig.pass(30);
  assert.equal(rig.targetState(), 'AT_POWER');
});

test('an answer that the customer has overtaken does not bring the PEV back', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.pev.connect();
  rig.order(30 * HOUR);
  const [event] = rig.sent('EnergySupplyEvent');
  assert.ok(event);
  rig.pass(1);
  rig.pev.endpoint.reply(rig.atMs, event.message, 'EventResponse', {
    pevId: 'p1',
    eventId: 'ev1',
    revision: 0,
    decision: 'OPT_IN',
  });
  const [answer] = rig.pev.endpoint.take();
  rig.pass(1);
  rig.pev.act('OPT_OUT', 'ev1');
  rig.pass(1);
  assert.ok(answer && 'message' in answer);
  rig.post(answer.message);
  rig.pass(1);
  assert.equal(rig.targetState(), 'OPTED_OUT');
});
