import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeText } from '../../endpoint/identifiers';
import { body, ESCI, UTILITY } from '../testing';
import { Home, shows } from './testing';

const CUSTOMER = 'urn:pr2:customer:c1';

/** A home with a manual switch, in an outage. */
function manual(): Home {
  const home = new Home();
  home.plugIn();
  home.outage();
  home.isolation({ type: 'MANUAL', position: 'UNKNOWN', evidence: [] });
  return home;
}

/** A sound proof of a manual switch, but for the customer's word. */
function proof(home: Home, switchId = 'sw1'): string {
  return home.isolation({ switchId, type: 'MANUAL' });
}

const word = { switchId: 'sw1', statement: 'OPEN' } as const;

test('PR2-B-07: a manual switch needs the word of the customer besides the indications', () => {
  const home = manual();
  assert.equal(home.askCode({ isolationRef: proof(home) }), 'E_ISOLATION_NOT_PROVEN');
  assert.equal(home.stimulate('attest', { ...word, step: 1 }), null);
  assert.equal(home.askCode({ isolationRef: proof(home) }), 'E_ISOLATION_NOT_PROVEN');
  assert.deepEqual(home.all('IsolationAttestation'), []);
  assert.equal(home.stimulate('attest', { ...word, step: 2, confirmToken: 'tok' }), null);
  const { data } = home.last('IsolationAttestation');
  assert.deepEqual(data, { ...word, at: timeText(home.nowMs), confirmToken: 'tok' });
  assert.equal(home.askCode({ isolationRef: proof(home) }), null);
});

test('PR2-B-07: a word given at the ESCI counts as evidence', () => {
  const home = manual();
  const evidence = [shows('AUX_CONTACT'), shows('DEAD_BUS'), shows('ATTESTATION')];
  assert.equal(home.askCode({ isolationRef: home.isolation({ type: 'MANUAL', evidence }) }), null);
});

test('PR2-B-07: a word alone opens no switch', () => {
  const home = manual();
  home.stimulate('attest', word);
  const isolationRef = home.isolation({
    type: 'MANUAL',
    evidence: [shows('AUX_CONTACT'), shows('ATTESTATION')],
  });
  assert.equal(home.askCode({ isolationRef }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-B-07: a word is good for P_ATTEST', () => {
  for (const [ageS, code] of [
    [300, null],
    [300.001, 'E_ISOLATION_NOT_PROVEN'],
  ] as const) {
    const home = manual();
    home.stimulate('attest', word);
    home.pass(ageS);
    assert.equal(home.askCode({ isolationRef: proof(home) }), code);
  }
});

test('PR2-B-07: a word is about one switch', () => {
  const home = manual();
  assert.equal(home.stimulate('attest', { ...word, switchId: 'sw2' }), 'E_ISOLATION_CONFLICT');
  home.stimulate('attest', word);
  assert.equal(home.askCode({ isolationRef: proof(home, 'sw2') }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-B-07: the steps come in order, for the same switch, in time, with a fresh token', () => {
  const home = manual();
  assert.equal(home.stimulate('attest', { ...word, step: 2, confirmToken: 'a' }), 'E_STATE');
  home.stimulate('attest', { ...word, step: 1 });
  home.pass(301);
  assert.equal(home.stimulate('attest', { ...word, step: 2, confirmToken: 'a' }), 'E_EXPIRED');
  home.stimulate('attest', { ...word, step: 1 });
  assert.equal(home.stimulate('attest', { ...word, step: 2, confirmToken: 'a' }), null);
  assert.equal(home.stimulate('attest', { ...word, confirmToken: 'a' }), 'E_DUPLICATE');
  assert.equal(home.stimulate('attest', { ...word, statement: 'CLOSED' }), 'E_SCHEMA');
});

test('PR2-B-07: what is sensed goes before what is said', () => {
  const live = manual();
  live.electrical({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  assert.equal(live.stimulate('attest', word), 'E_ISOLATION_CONFLICT');
  const shown = manual();
  shown.isolation({ type: 'MANUAL', position: 'CLOSED', evidence: [shows('AUX_CONTACT', 'CLOSED')] });
  assert.equal(shown.stimulate('attest', word), 'E_ISOLATION_CONFLICT');
  for (const home of [live, shown]) assert.deepEqual(home.all('IsolationAttestation'), []);
});

test('PR2-B-07: a word that the ESCI refuses is void here as well', () => {
  const home = manual();
  home.stimulate('attest', word);
  const sent = home.sent.findLast(({ message }) => message.type === 'pr2.IsolationAttestation.v1');
  assert.ok(sent);
  const silent = new Home({ silent: true });
  silent.plugIn();
  silent.outage();
  silent.isolation({ type: 'MANUAL', position: 'UNKNOWN', evidence: [] });
  silent.stimulate('attest', word);
  const asked = silent.sent.findLast(({ message }) => message.type === 'pr2.IsolationAttestation.v1');
  const id = asked?.message.id ?? '';
  const refusal = { refMessageId: id, status: 'REJECTED', code: 'E_ISOLATION_CONFLICT' } as const;
  silent.send('Receipt', refusal, ESCI, { correlationid: id });
  assert.equal(silent.askCode({ isolationRef: proof(silent) }), 'E_ISOLATION_NOT_PROVEN');
});

test('PR2-B-07: an app of the customer attests by M22, nobody else does', () => {
  const home = manual();
  const m22 = { ...word, at: timeText(home.nowMs), confirmToken: 'tok' };
  assert.equal(body(home.send('IsolationAttestation', m22, UTILITY), 'Receipt').code, 'E_UNAUTHORIZED');
  const old = { ...m22, at: timeText(home.nowMs - 300_001) };
  assert.equal(body(home.send('IsolationAttestation', old, CUSTOMER), 'Receipt').code, 'E_EXPIRED');
  const answers = home.send('IsolationAttestation', m22, CUSTOMER);
  assert.equal(body(answers, 'Receipt').status, 'TAKEN');
  assert.equal(home.all('IsolationAttestation').length, 1);
  assert.equal(home.askCode({ isolationRef: proof(home) }), null);
  const again = home.send('IsolationAttestation', m22, CUSTOMER);
  assert.equal(body(again, 'Receipt').code, 'E_DUPLICATE');
});
