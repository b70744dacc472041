import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEEPEST, nestedDeeperThan } from './nesting';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test('a bracket more than the most is too deep, of either kind and both mixed', () => {
  assert.equal(nestedDeeperThan(nested(DEEPEST)), false);
  assert.equal(nestedDeeperThan(nested(DEEPEST + 1)), true);
  assert.equal(nestedDeeperThan('{"a":['.repeat(51), 100), true);
  assert.equal(nestedDeeperThan('[]'.repeat(1000)), false);
});

test('brackets in strings do not count, whatever is escaped there', () => {
  const text = '['.repeat(500);
  for (const value of [text, `\\${text}`, `"${text}`, `\\"${text}\\`, `${text}\\\\"${text}`])
    assert.equal(nestedDeeperThan(JSON.stringify({ text: value })), false, value.slice(0, 3));
  assert.equal(nestedDeeperThan(`{"a":"\\\\","b":${nested(200)}}`), true, 'the string ended before');
});

test('of any JSON it tells the depth', () => {
  const depthOf = (v: unknown): number =>
    typeof v === 'object' && v !== null ? 1 + Math.max(0, ...Object.values(v).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat({ max: 7 }), (value, most) => {
      const text = JSON.stringify(value);
      fc.pre(text.length > most);
      assert.equal(nestedDeeperThan(text, most), depthOf(value) > most);
    }),
  );
});
