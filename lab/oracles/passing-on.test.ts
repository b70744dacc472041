import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { passesOn } from './passing-on';

const EVENT = {
  eventId: 'ev1',
  start: '2031-01-01T00:00:00.000Z',
  intervals: [{ offsetS: 0, durationS: 60 }],
};
const OUT = { id: 'm', source: U, to: P };

/** A PEV that the ESCI knows, and an event for it that reaches the ESCI after 10 s. */
function given(): Script {
  const s = new Script({ P_T_FWD: 5 });
  s.stimulus(0, P, 'plug-in', {});
  s.say(1000, E, 'ConnectionNotice', {}, { to: P });
  s.say(10_000, U, 'EnergySupplyEvent', EVENT, OUT, E);
  return s;
}

function told(s: Script, untilMs = 30_000): string {
  const [first] = passesOn.judge(s.until(untilMs), E);
  return first === undefined ? 'nothing' : `${first.requirement}: ${first.judgement.observed}`;
}

test('what goes on as it came is fine, in whatever order its members stand', () => {
  const s = given();
  const { eventId, ...rest } = EVENT;
  s.say(11_000, E, 'EnergySupplyEvent', { ...rest, eventId }, { ...OUT, via: E });
  assert.equal(told(s), 'nothing');
});

test('a member that is changed, left out or added is told, and so is a path without the relay', () => {
  const { intervals: _, ...short } = EVENT;
  for (const data of [{ ...EVENT, start: '2031-01-01T00:00:00Z' }, short, { ...EVENT, priority: 0 }]) {
    const s = given();
    s.say(11_000, E, 'EnergySupplyEvent', data, { ...OUT, via: E });
    assert.match(told(s), /^PR2-A-01: (start|intervals|priority) .*was changed/);
  }
  const s = given();
  s.say(11_000, E, 'EnergySupplyEvent', EVENT, OUT);
  assert.match(told(s), /^PR2-A-01: via/);
});

test('what goes on too late or not at all is told, once its time is over', () => {
  const late = given();
  late.say(15_011, E, 'EnergySupplyEvent', EVENT, { ...OUT, via: E });
  assert.match(told(late), /^PR2-A-01: .*passed on after 5\.001 s/);
  assert.equal(told(given(), 15_009), 'nothing');
  assert.match(told(given()), /^PR2-A-01: .*was not passed on/);
});

test('what the ESCI answers itself, and what its PEV is not there for, need not go on', () => {
  const refused = given();
  refused.say(10_100, E, 'Receipt', { status: 'REJECTED' }, { to: U, correlationid: 'm' });
  assert.equal(told(refused), 'nothing');
  const away = given();
  away.stimulus(11_000, P, 'unplug', {});
  assert.equal(told(away), 'nothing');
  const unknown = new Script({ P_T_FWD: 5 });
  unknown.say(10_000, U, 'EnergySupplyEvent', EVENT, OUT, E);
  assert.equal(told(unknown), 'nothing');
});

test('a report is overtaken by a later one alone', () => {
  const report = (s: Script, atMs: number, id: string, seq: number): void => {
    s.say(atMs, P, 'AvailabilityReport', { soc: 60 }, { id, to: U, seq }, E);
  };
  const passed = (s: Script, atMs: number, id: string, seq: number): void => {
    s.say(atMs, E, 'AvailabilityReport', { soc: 60 }, { id, source: P, to: U, seq, via: E });
  };
  const earlier = given();
  earlier.say(10_100, E, 'EnergySupplyEvent', EVENT, { ...OUT, via: E });
  report(earlier, 11_000, 'r1', 4);
  passed(earlier, 11_100, 'r1', 4);
  report(earlier, 12_000, 'r2', 5);
  assert.match(told(earlier), /^PR2-A-06: .*was not passed on/);
  const later = given();
  later.say(10_100, E, 'EnergySupplyEvent', EVENT, { ...OUT, via: E });
  report(later, 11_000, 'r1', 4);
  report(later, 12_000, 'r2', 5);
  passed(later, 12_100, 'r2', 5);
  assert.equal(told(later), 'nothing');
});

test('a message that goes on under another id was changed on the way', () => {
  const s = given();
  s.say(11_000, E, 'EnergySupplyEvent', EVENT, { ...OUT, id: 'other', via: E });
  assert.match(told(s), /^PR2-A-01: id .*was changed/);
});

test('a message in the name of somebody who never gave it is told', () => {
  const s = given();
  s.say(11_000, E, 'EnergySupplyEvent', EVENT, { ...OUT, via: E });
  s.say(12_000, E, 'EnergySupplyEvent', EVENT, { ...OUT, id: 'other', via: E });
  assert.match(told(s), /^PR2-X-01: .*never gave it/);
});
