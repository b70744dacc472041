import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineSplitter } from './line-splitter';

const texts = (lines: readonly Buffer[]): string[] => lines.map((l) => l.toString('utf8'));

test('however the bytes are cut, the same lines come out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }).map((s) => s.replace(/[\r\n]/g, ' '))),
      fc.array(fc.integer({ min: 1, max: 7 })),
      (lines, cuts) => {
        const bytes = Buffer.from(lines.map((l) => `${l}\n`).join(''));
        const splitter = new LineSplitter();
        const out: Buffer[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = cuts.length === 0 ? bytes.length : (cuts[i % cuts.length] ?? 1);
          out.push(...splitter.push(bytes.subarray(at, at + size)).lines.map((l) => Buffer.from(l)));
          at += size;
        }
        assert.deepEqual(texts(out), texts(lines.map((l) => Buffer.from(l))));
        assert.equal(splitter.rest().length, 0);
      },
    ),
  );
});

test('both line ends are taken, and what follows the last is the rest', () => {
  const splitter = new LineSplitter();
  assert.deepEqual(texts(splitter.push(Buffer.from('a\r\n\nb\r')).lines), ['a', '']);
  assert.deepEqual(texts(splitter.push(Buffer.from('\nc')).lines), ['b']);
  assert.equal(splitter.rest().toString(), 'c');
});

test('a line over the limit is found, finished or not', () => {
  assert.deepEqual(texts(new LineSplitter(4).push(Buffer.from('1234\n')).lines), ['1234']);
  const finished = new LineSplitter(4).push(Buffer.from('ok\n12345\nlost\n'));
  assert.deepEqual([texts(finished.lines), finished.tooLong?.toString()], [['ok'], '12345']);
  const endless = new LineSplitter(4);
  assert.equal(endless.push(Buffer.from('123')).tooLong, undefined);
  assert.equal(endless.push(Buffer.from('45')).tooLong?.toString(), '12345');
});
