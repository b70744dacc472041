/** `pr2 selftest` says what an adapter gets wrong, and finds nothing at one that is right. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { execReference, pr2 } from './run-pr2';

const FOLDER = join(__dirname, '..', 'examples', 'misbehaving');
const SAID: readonly { adapter: string; code: number; says: RegExp }[] = [
  {
    adapter: 'bad-hello',
    code: 6,
    says: /cannot be tried: the answer to hello is not valid: identity is missing/,
  },
  {
    adapter: 'early-next',
    code: 1,
    says: /WRONG {2}start and stop: .* next \d+, which is before at .*\{"jsonrpc"/,
  },
  { adapter: 'not-json', code: 1, says: /WRONG {2}start and stop: .*not JSON.*"starting up\.\.\."/ },
  {
    adapter: 'hang-mid-case',
    code: 1,
    says: /WRONG {2}observe: the device did not answer observe within 2 s/,
  },
  { adapter: 'livelock', code: 1, says: /WRONG {2}advance: .*the same next again and again/ },
  {
    adapter: 'any-stimulus',
    code: 1,
    says: /WRONG {2}stimulate: .*hello does not name it; answer with the error -32001/,
  },
];

for (const { adapter, code, says } of SAID) {
  test(`${adapter}: told with the offending line`, () => {
    const dut = `pev=exec:"${process.execPath}" "${join(FOLDER, `${adapter}.cjs`)}"`;
    const ended = pr2(['selftest', '--dut', dut, '--answer-timeout-s', '2']);
    assert.match(`${ended.stdout}${ended.stderr}`, says);
    assert.equal(ended.code, code);
  });
}

test('readings in an answer that are not those of observe', () => {
  const adapter = join(__dirname, 'devices', 'old-readings.cjs');
  const { code, stdout } = pr2(['selftest', '--dut', `pev=exec:"${process.execPath}" "${adapter}"`]);
  assert.match(
    stdout,
    /WRONG {2}observe: the answer to start shows powerW -5000, and observe at that instant 0; give/,
  );
  assert.equal(code, 1);
});

test('polite: nothing is wrong, and what cannot be looked at is told', () => {
  const dut = `pev=exec:"${process.execPath}" "${join(FOLDER, 'polite.cjs')}"`;
  const { code, stdout } = pr2(['selftest', '--dut', dut]);
  assert.doesNotMatch(stdout, /WRONG/);
  assert.match(stdout, /^ok {5}clock: virtual, and shown by no reading/m);
  assert.equal(code, 0);
});

for (const role of ['pev', 'esci', 'utility']) {
  test(`the reference ${role} has nothing wrong, behind a pipe`, () => {
    const { code, stdout } = pr2(['selftest', '--dut', execReference(role)]);
    assert.doesNotMatch(stdout, /WRONG/);
    assert.equal(code, 0);
  });
}
