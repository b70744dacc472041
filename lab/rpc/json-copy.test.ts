import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonCopy } from './json-copy';

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test('a copy is what a way through JSON makes, member for member and in their order', () => {
  const anything = fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true });
  fc.assert(
    fc.property(fc.record({ value: anything }), (value) => {
      const copy = jsonCopy(value);
      assert.deepEqual(copy, throughJson(value));
      assert.equal(JSON.stringify(copy), JSON.stringify(value));
    }),
  );
});

test('what JSON has no word for is left out, null, or refused, and nothing is shared', () => {
  const inner = { x: -0 };
  const value = { a: undefined, b: [undefined, NaN, Infinity, () => 1], c: inner, d: new Date(0) };
  const copy = jsonCopy(value);
  assert.deepEqual(copy, throughJson(value));
  assert.ok(Object.is(copy.c.x, 0));
  assert.notEqual(copy.c, inner);
  assert.throws(() => jsonCopy({ n: 1n }), TypeError);
});

test('a member called __proto__ is a member and changes nothing else', () => {
  const hostile = JSON.parse('{"__proto__":{"polluted":true}}') as object;
  const copy = jsonCopy(hostile);
  assert.deepEqual(Object.keys(copy), ['__proto__']);
  assert.equal((copy as { polluted?: boolean }).polluted, undefined);
});
