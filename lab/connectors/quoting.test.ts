import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quoted, textOnly } from './quoting';
import { TextTail } from './text-tail';

test('a foreign line stands in a sentence without breaking it', () => {
  assert.equal(quoted('hello'), '"hello"');
  assert.equal(quoted('a\nb\u001b[31mc\u202e'), '"a\uFFFDb\uFFFD[31mc\uFFFD"');
  assert.equal(quoted('x'.repeat(300), 5), '"xxxxx…" (300 characters)');
});

test('terminal escapes and control characters go, line breaks stay', () => {
  assert.equal(textOnly('\u001b[1;31mred\u001b[0m\r\nnext\tcolumn\u0000'), 'red\nnext\tcolumn\uFFFD');
  assert.equal(textOnly('\u001b]0;title\u0007text'), 'text');
});

test('the tail keeps the end, within its limit, whatever comes', () => {
  const tail = new TextTail(10);
  tail.push(Buffer.from('0123456789abcdef'));
  assert.equal(tail.text(), '6789abcdef');
  for (let i = 0; i < 100; i += 1) tail.push(Buffer.from(`${i % 10}`));
  assert.equal(tail.text(), '0123456789');
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 30 })), (chunks) => {
      const any = new TextTail(16);
      for (const chunk of chunks) any.push(Buffer.from(chunk));
      assert.ok(Buffer.byteLength(any.text()) <= 16);
    }),
  );
});

test('a character cut at the front of the tail is not shown in pieces', () => {
  const tail = new TextTail(4);
  tail.push(Buffer.from('ééé'.slice(0, 3)));
  assert.equal(tail.text(), 'éé');
  const odd = new TextTail(5);
  odd.push(Buffer.from('ééé'));
  assert.equal(odd.text(), 'éé');
});
