import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS } from '.';
import { VARIANTS } from '../variants';

test('every fault and variant has a name of its own, which begins with its role', () => {
  const names = [...FAULTS, ...VARIANTS].map((f) => f.name);
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
  for (const f of [...FAULTS, ...VARIANTS]) assert.ok(f.name.startsWith(`${f.role}/`), f.name);
});

test('fewer than 3 in 100 faults are held to be equivalent, each with its reason', () => {
  const equivalent = FAULTS.filter((f) => f.equivalent !== undefined);
  assert.ok(equivalent.length < 0.03 * FAULTS.length);
  for (const f of equivalent) assert.ok((f.equivalent ?? '').length > 20, f.name);
});
