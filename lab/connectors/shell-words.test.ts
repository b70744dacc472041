import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitWords } from './shell-words';

const words = (text: string): readonly string[] => {
  const split = splitWords(text);
  assert.ok('words' in split, JSON.stringify(split));
  return split.words;
};

test('words are split at blanks, and quotes and backslashes keep them together', () => {
  assert.deepEqual(words(''), []);
  assert.deepEqual(words('  \t\n '), []);
  assert.deepEqual(words('node  adapter.js\t--port 1'), ['node', 'adapter.js', '--port', '1']);
  assert.deepEqual(words(`'a b' "c d" e\\ f`), ['a b', 'c d', 'e f']);
  assert.deepEqual(words(`a'b'"c"\\d`), ['abcd']);
  assert.deepEqual(words(`'' "" x`), ['', '', 'x']);
});

test('single quotes take everything as it stands', () => {
  assert.deepEqual(words(`'a\\b"c$d'`), ['a\\b"c$d']);
});

test('in double quotes a backslash escapes only what POSIX names', () => {
  assert.deepEqual(words('"\\"\\\\\\$\\`"'), ['"\\$`']);
  assert.deepEqual(words('"\\n\\x"'), ['\\n\\x']);
  assert.deepEqual(words('"a\\\nb" c\\\nd'), ['ab', 'cd']);
});

test('nothing is expanded', () => {
  assert.deepEqual(
    words('echo $HOME `id` *.js | cat > x & ; #y'),
    'echo $HOME `id` *.js | cat > x & ; #y'.split(' '),
  );
});

test('what is left open is said', () => {
  assert.deepEqual(splitWords(`a 'b c`), { problem: `a single quote is not closed: 'b c` });
  assert.deepEqual(splitWords('a "b\\"'), { problem: 'a double quote is not closed: "b\\"' });
  assert.match((splitWords('a \\') as { problem: string }).problem, /backslash/);
});

test('the shell itself splits quoted words alike', () => {
  const piece = fc.constantFrom('a', 'B', ' ', '\t', '"', "'", '\\', '\n', 'é', '0', '-', '/');
  const quoted = fc.array(piece, { maxLength: 8 }).map((p) => p.join(''));
  const single = quoted.map((s) => `'${s.replaceAll("'", `'\\''`)}'`);
  const double = quoted.map((s) => `"${s.replace(/["\\]/g, '\\$&')}"`);
  const bare = fc
    .array(fc.constantFrom('a', '\\ ', '\\"', "\\'", '\\\\', 'z'), { minLength: 1, maxLength: 5 })
    .map((p) => p.join(''));
  const line = fc
    .array(fc.oneof(single, double, bare), { minLength: 1, maxLength: 4 })
    .map((w) => w.join(' '));
  fc.assert(
    fc.property(line, (text) => {
      const out = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
      assert.deepEqual(words(text), out.split('\0').slice(0, -1));
    }),
    { numRuns: 60 },
  );
});
