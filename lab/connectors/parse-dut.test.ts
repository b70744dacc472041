import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDut } from './parse-dut';

test('a role and how its device is reached', () => {
  assert.deepEqual(parseDut('pev=reference'), { role: 'pev', kind: 'reference' });
  assert.deepEqual(parseDut('utility=ws://[::1]:8080/lab'), {
    role: 'utility',
    kind: 'ws',
    url: 'ws://[::1]:8080/lab',
  });
  assert.deepEqual(parseDut('pev=listen://127.0.0.1:8080/pev'), {
    role: 'pev',
    kind: 'listen',
    url: 'listen://127.0.0.1:8080/pev',
    host: '127.0.0.1',
    port: 8080,
    path: '/pev',
    secure: false,
  });
  assert.deepEqual(parseDut('pev=listens://[::1]:0'), {
    role: 'pev',
    kind: 'listen',
    url: 'listens://[::1]:0',
    host: '::1',
    port: 0,
    secure: true,
  });
  assert.deepEqual(parseDut('esci=exec:node adapter.js --port 1'), {
    role: 'esci',
    kind: 'exec',
    command: 'node adapter.js --port 1',
    words: ['node', 'adapter.js', '--port', '1'],
  });
});

test("quotes around a whole command are the shell's and come off; inner ones stay", () => {
  const one = parseDut(`pev=exec:"npx pr2 device pev --stdio"`);
  assert.deepEqual('words' in one ? one.words : one, ['npx', 'pr2', 'device', 'pev', '--stdio']);
  const two = parseDut(`pev=exec:"my adapter" --x`);
  assert.deepEqual('words' in two ? two.words : two, ['my adapter', '--x']);
  const three = parseDut(`pev=exec:"'my adapter' --x"`);
  assert.deepEqual('words' in three ? three.words : three, ['my adapter', '--x']);
  const four = parseDut(`pev=exec:"a b" "c d"`);
  assert.deepEqual('words' in four ? four.words : four, ['a b', 'c d']);
});

test('each mistake has its sentence', () => {
  const cases: [string, RegExp][] = [
    ['', /"" is no role; write pev=, esci= or utility=/],
    ['car=reference', /"car" is no role/],
    [
      'pev',
      /no device is named; write pev= and then reference, exec:"command", ws:\/\/host:port or listen:\/\/host:port$/,
    ],
    ['pev=', /no device is named/],
    ['pev=refrence', /"refrence" is no way to reach a device/],
    ['pev=http://x', /no way to reach a device/],
    ['pev=exec:', /exec: needs a command/],
    [`pev=exec:''`, /exec: needs a command/],
    [`pev=exec:"node`, /a double quote is not closed/],
    [`pev=exec:"node 'x"`, /a single quote is not closed/],
    ['pev=ws://', /is no address/],
    ['pev=ws://host:99999', /is no address/],
    ['pev=ws://host/#x', /no part after #/],
    ['pev=listen://host', /is no place to listen; write listen:\/\/host:port/],
    ['pev=listen:8080', /is no place to listen/],
    ['pev=listen://host:99999', /is no place to listen/],
    ['pev=listen://host:1?x=1', /is no place to listen/],
  ];
  for (const [text, sentence] of cases) {
    const parsed = parseDut(text);
    assert.ok('problem' in parsed, text);
    assert.match(parsed.problem, sentence);
    assert.ok(parsed.problem.startsWith(`--dut ${text}: `) && !parsed.problem.includes('\n'), parsed.problem);
  }
});
