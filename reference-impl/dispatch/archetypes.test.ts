import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARCHETYPES, generateFleet, pevIdOf } from './archetypes';

test('the parts make up a fleet', () => {
  assert.ok(Math.abs(ARCHETYPES.reduce((sum, a) => sum + a.part, 0) - 1) < 1e-12);
});

test('the same seed gives the same PEVs, another seed others, a larger fleet begins with the smaller one', () => {
  const small = generateFleet(500, 7, 900);
  const large = generateFleet(2000, 7, 900);
  assert.deepEqual(small, generateFleet(500, 7, 900));
  assert.deepEqual(large.fleet.energyJ.subarray(0, 500), small.fleet.energyJ);
  assert.deepEqual(generateFleet(300, 7, 900, 17, 200).fleet.energyJ, small.fleet.energyJ.subarray(200));
  assert.notDeepEqual(generateFleet(500, 8, 900).fleet.energyJ, small.fleet.energyJ);
});

test('shares, powers and departures are those of the archetypes', () => {
  const { fleet, archetype } = generateFleet(20_000, 1, 900, 17);
  ARCHETYPES.forEach((a, kind) => {
    const members = [...archetype.keys()].filter((i) => archetype[i] === kind);
    assert.ok(Math.abs(members.length / 20_000 - a.part) < 0.015, a.name);
    for (const i of members) {
      assert.equal(fleet.maxW[i], a.maxW);
      assert.ok(fleet.energyJ[i]! <= a.capacityKWh[1] * 3.6e6 * (a.charge[1] - a.reserve));
      assert.ok(fleet.price[i]! >= a.price[0] && fleet.price[i]! <= a.price[1]);
      assert.ok(fleet.stays[i]! < 96);
    }
  });
  const buses = [...archetype.keys()].filter((i) => ARCHETYPES[archetype[i]!]!.name === 'school bus');
  const hours = buses.map((i) => 17 + fleet.stays[i]! / 4);
  assert.ok(Math.min(...hours) > 28 && Math.max(...hours) < 32);
});

test('ids sort as the fleet does', () => {
  assert.equal(pevIdOf(0), 'p0000001');
  assert.equal(pevIdOf(99_999), 'p0100000');
});
