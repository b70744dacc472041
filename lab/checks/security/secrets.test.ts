import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { CHANNEL, E, P, Script, U } from '../customer/testing';
import { isPending, type Judgement } from '../check';
import { disguiseIn, isVin, keepsPrivate, keepsSecrets, privateIn } from './secrets';

const SECRET = 'WVWZZZ1KZ6W000001';

function judge(fill: (s: Script) => void, by = P, untilMs = 60_000): ReturnType<typeof keepsSecrets> {
  const s = new Script();
  const afterN = s.stimulus(0, by, 'secret-canary', { text: SECRET });
  s.say(10, by, 'Receipt', { status: 'TAKEN' }, { to: U });
  fill(s);
  return keepsSecrets(s.until(60_000), { by, secrets: [SECRET], afterN, untilMs });
}

test('a secret is found in a message, an alert, a record, a text, however it is written', () => {
  const verdict = (fill: (s: Script) => void, by = P): string => (judge(fill, by) as Judgement).verdict;
  const detail = (text: string) => (s: Script) => {
    s.say(20, P, 'Receipt', { status: 'REJECTED', detail: text }, { to: U });
  };
  assert.equal(
    verdict(() => undefined),
    'pass',
  );
  assert.equal(verdict(detail(`not readable: ${SECRET}`)), 'fail');
  assert.equal(verdict(detail(SECRET.toLowerCase())), 'fail');
  assert.equal(verdict(detail('WVW ZZZ 1KZ 6W 000001')), 'fail');
  assert.equal(verdict(detail(Buffer.from(SECRET).toString('base64'))), 'fail');
  assert.equal(verdict(detail(Buffer.from(SECRET).toString('hex'))), 'fail');
  assert.equal(verdict(detail(SECRET.split('').toReversed().join(''))), 'fail');
  assert.equal(verdict(detail(createHash('sha256').update(SECRET).digest('hex'))), 'pass');
  const alert = (s: Script): void => void s.say(20, U, 'CustomerAlert', { text: SECRET }, { to: CHANNEL });
  assert.equal(verdict(alert, U), 'fail');
  assert.equal(
    verdict((s) => s.records(20, U, 'eventStates', [{ note: SECRET }]), U),
    'fail',
  );
  assert.equal(
    verdict((s) => s.reading(20, P, { state: SECRET })),
    'fail',
  );
});

test('what another wrote and this device only passes on is not its saying', () => {
  const relayed = judge((s) => {
    s.say(20, E, 'EnergySupplyEvent', { note: SECRET }, { source: U, to: P });
  }, E);
  assert.equal((relayed as Judgement).verdict, 'pass');
});

test('it watches to the end of its time, and wants a sign of life', () => {
  assert.ok(isPending(judge(() => undefined, P, 90_000)));
  const silent = keepsSecrets(new Script().until(1000), {
    by: P,
    secrets: [SECRET],
    afterN: 0,
    untilMs: 1000,
  });
  assert.equal((silent as Judgement).verdict, 'fail');
});

test('a secret with signs in it is found as a URL has it', () => {
  assert.equal(disguiseIn('q=48.137430%2C11.575490', '48.137430,11.575490'), 'the secret in a URL');
  assert.equal(disguiseIn('48 137430 / 11.575490', '48.137430,11.575490'), 'the secret');
  assert.equal(disguiseIn('48.1 11.5', '48.137430,11.575490'), undefined);
});

test('numbers of vehicles, positions and tokens are known by their looks', () => {
  assert.ok(isVin('1M8GDM9AXKP042788'), 'the check digit is right');
  assert.ok(!isVin('1M8GDM9A1KP042788'), 'and here it is not');
  assert.ok(isVin('WVWZZZ1KZ6W000001'));
  assert.ok(!isVin('ABCDEFGHJKLMNPRST'));
  for (const text of [
    'vehicle 1M8GDM9AXKP042788',
    '{"latitude":48.1}',
    'at 48.13743, 11.57549',
    'Authorization: Bearer abcdefghijkl',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
  ])
    assert.notEqual(privateIn(text), undefined, text);
  for (const text of [
    '{"id":"0d9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e70","soc":48.137,"registerWh":123456}',
    '{"confirmToken":"abc"}',
    '{"curve":[48.1,11.5]}',
  ])
    assert.equal(privateIn(text), undefined, text);
});

test('a device that says nothing private passes, one that says it fails', () => {
  const verdict = (text: string): string => {
    const s = new Script();
    s.say(0, P, 'Receipt', { status: 'TAKEN', detail: text }, { to: U });
    return (keepsPrivate(s.view, { by: P }) as Judgement).verdict;
  };
  assert.equal(verdict('fine'), 'pass');
  assert.equal(verdict('I am 1M8GDM9AXKP042788'), 'fail');
  assert.equal((keepsPrivate(new Script().view, { by: P }) as Judgement).verdict, 'fail');
});
