import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { optOutsTold } from './opt-outs-told';

const ABOUT = { eventId: 'ev1', pevId: 'p1' };

/** A PEV that agreed, and a customer who opts out at the EVSE after 20 s. */
function given(decision = 'OPT_IN'): Script {
  const s = new Script({ P_T_OPT: 10 });
  s.stimulus(0, P, 'plug-in', {});
  s.say(10_000, P, 'EventResponse', { ...ABOUT, decision }, { id: 'a', to: U }, E);
  s.say(11_000, E, 'EventResponse', { ...ABOUT, decision }, { id: 'a', source: P, to: U });
  s.stimulus(20_000, E, 'opt-out', { eventId: 'ev1', source: 'EVSE' });
  return s;
}

const tell = (s: Script, at: number, over: object = {}): number =>
  s.say(at, E, 'ParticipationNotice', { ...ABOUT, action: 'OPT_OUT', ...over }, { to: P });

function verdict(s: Script, untilMs = 60_000): string {
  const [first] = optOutsTold.judge(s.until(untilMs), E);
  return first === undefined ? 'nothing' : first.judgement.verdict;
}

test('who had agreed is told in time', () => {
  const s = given();
  tell(s, 29_000);
  assert.equal(verdict(s), 'pass');
});

test('late, never, of another event or of another action is not told', () => {
  const late = given();
  tell(late, 31_000);
  assert.equal(verdict(late), 'fail');
  assert.equal(verdict(given()), 'fail');
  const other = given();
  tell(other, 21_000, { eventId: 'ev2' });
  assert.equal(verdict(other), 'fail');
  const back = given();
  tell(back, 21_000, { action: 'OPT_IN' });
  assert.equal(verdict(back), 'fail');
});

test('nothing is owed before the time is over, to one who declined, and to one who has gone', () => {
  assert.equal(verdict(given(), 25_000), 'nothing');
  assert.equal(verdict(given('OPT_OUT')), 'nothing');
  const gone = given();
  gone.stimulus(22_000, P, 'unplug', {});
  assert.equal(verdict(gone), 'nothing');
});
