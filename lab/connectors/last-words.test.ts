import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastWords, withLastWords } from './last-words';

const NODE = `/app/pev.cjs:4
    throw new Error('no CAN bus');
    ^

Error: no CAN bus
    at Object.start (/app/pev.cjs:4:11)
    at Socket.emit (node:events:524:28)

Node.js v20.20.2
`;
const PYTHON = `INFO starting
Traceback (most recent call last):
  File "pev.py", line 3, in <module>
    start()
KeyError: 'soc'
`;
const GO = `panic: no CAN bus

goroutine 1 [running]:
main.main()
`;

test('what tells most is the error itself, in any runtime', () => {
  assert.equal(lastWords(NODE), 'Error: no CAN bus');
  assert.equal(lastWords(PYTHON), "KeyError: 'soc'");
  assert.equal(lastWords(GO), 'panic: no CAN bus');
  assert.equal(
    lastWords('java.io.IOException: closed\n\tat a.B.c(B.java:1)\n'),
    'java.io.IOException: closed',
  );
});

test('without an error it is the last line, and of nothing it is nothing', () => {
  assert.equal(lastWords('a\nb\n\n'), 'b');
  assert.equal(lastWords(' \n'), '');
});

test('a sentence is told them once', () => {
  const once = withLastWords('it ended', PYTHON);
  assert.equal(once, `it ended; on its standard error: "KeyError: 'soc'"`);
  assert.equal(withLastWords(once, PYTHON), once);
  assert.equal(withLastWords('it ended', ''), 'it ended');
});
