import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawMixed, VARIANTS, variantNamed } from '.';
import type { Variant } from '../faults/fault';

const ROLES = ['pev', 'esci', 'utility'] as const;
const drawn = ROLES.flatMap((role) =>
  Array.from({ length: 100 }, (_, nth) => drawMixed(role, VARIANTS, 'pr2', nth)),
);

function partsOf({ name, role }: Variant): Variant[] {
  return name
    .split(' + ')
    .map((part) => variantNamed(part.startsWith(role) ? part : `${role}/${part}`))
    .filter((part) => part !== undefined);
}

test('three to six variants are in one, the same for the same seed', () => {
  for (const variant of drawn) {
    const parts = partsOf(variant);
    assert.ok(parts.length >= 3 && parts.length <= 6, variant.name);
    assert.equal(new Set(parts).size, parts.length, variant.name);
  }
  assert.deepEqual(
    ROLES.map((role) => drawMixed(role, VARIANTS, 'pr2', 0).name),
    ROLES.map((role) => drawn.find((v) => v.role === role)?.name),
  );
  assert.notEqual(drawMixed('pev', VARIANTS, 'other', 0).name, drawMixed('pev', VARIANTS, 'pr2', 0).name);
});

test('no room is used twice, and no decision taken in two ways', () => {
  for (const variant of drawn) {
    const oddities = partsOf(variant).flatMap(({ oddity }) => (oddity === undefined ? [] : [oddity]));
    const taken = oddities.flatMap(({ uses, behaviour }) => [...uses, ...Object.keys(behaviour)]);
    assert.equal(new Set(taken).size, taken.length, variant.name);
  }
});

test('every variant that may be laid over others is drawn', () => {
  const found = new Set(drawn.flatMap(partsOf));
  for (const variant of VARIANTS)
    assert.equal(found.has(variant), variant.oddity !== undefined, variant.name);
});

test('what is mixed can be made again from its name', () => {
  const [variant] = drawn;
  assert.ok(variant !== undefined);
  const again = variantNamed(variant.name);
  assert.deepEqual(again?.make().hello(), variant.make().hello());
  assert.equal(variantNamed('pev/reports-a-curve + is-made-of-cheese'), undefined);
  assert.equal(variantNamed('pev/reports-a-curve + says-at-one-instant-in-another-order'), undefined);
});

test('it is odd in all the ways of its parts', () => {
  const device = variantNamed('pev/has-no-engine + has-a-name-in-other-letters')?.make().hello();
  assert.equal(device?.ics?.hasIce, false);
  assert.match(device.identity.vendor, /充電/);
});
