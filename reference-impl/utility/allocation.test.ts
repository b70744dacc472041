import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { allocate, type FleetMember } from './allocation';

const member = (pevId: string, maxW: number, availableWh: number, minW = 0): FleetMember => ({
  pevId,
  maxW,
  minW,
  availableWh,
});

test('everybody gives the same while that is possible, and others stand in for who cannot', () => {
  const fleet = [member('a', 6000, 20_000), member('b', 6000, 20_000), member('c', 2000, 20_000)];
  assert.deepEqual(allocate(fleet, [6000], [7200]), {
    powersW: { a: [2000], b: [2000], c: [2000] },
    shortfallW: [0],
  });
  assert.deepEqual(allocate(fleet, [10_000], [7200]).powersW, { a: [4000], b: [4000], c: [2000] });
  assert.deepEqual(allocate(fleet, [20_000], [7200]).shortfallW, [6000]);
});

test('a PEV with little energy gives what it has over the whole interval', () => {
  const { powersW, shortfallW } = allocate(
    [member('a', 6000, 20_000), member('b', 6000, 2000)],
    [6000],
    [7200],
  );
  assert.deepEqual([powersW, shortfallW], [{ a: [5000], b: [1000] }, [0]]);
});

test('intervals that have no common grid are planned all the same', () => {
  const { powersW } = allocate([member('a', 6000, 20_000)], [3000, 2000], [3371.5, 7207]);
  assert.deepEqual(powersW, { a: [3000, 2000] });
});

test('what is given and what is missing is what was asked; nobody gives more than it has', () => {
  const members = fc.array(
    fc.record({
      maxW: fc.integer({ min: 0, max: 11_000 }),
      minW: fc.integer({ min: 0, max: 1500 }),
      availableWh: fc.integer({ min: 0, max: 30_000 }),
    }),
    { maxLength: 6 },
  );
  const intervals = fc.array(
    fc.record({ w: fc.integer({ min: 0, max: 40_000 }), s: fc.double({ min: 1, max: 7200, noNaN: true }) }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(members, intervals, (fleetOf, wanted) => {
      const fleet = fleetOf.map((m, i) => ({ pevId: `p${i}`, ...m }));
      const { powersW, shortfallW } = allocate(
        fleet,
        wanted.map((i) => i.w),
        wanted.map((i) => i.s),
      );
      wanted.forEach(({ w }, k) => {
        const given = fleet.reduce((sum, m) => sum + (powersW[m.pevId]?.[k] ?? NaN), 0);
        assert.equal(given + (shortfallW[k] ?? NaN), w);
        assert.ok((shortfallW[k] ?? -1) >= 0);
      });
      for (const m of fleet) {
        const powers = powersW[m.pevId] ?? [];
        const energyWs = powers.reduce((sum, w, k) => sum + w * (wanted[k]?.s ?? 0), 0);
        assert.ok(energyWs <= m.availableWh * 3600 + 1e-6);
        for (const w of powers) assert.ok(w === 0 || (w >= m.minW && w <= m.maxW));
      }
    }),
  );
});
