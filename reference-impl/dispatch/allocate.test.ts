import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Allocation, type PevOffer, type Stretch, allocate } from './allocate';
import { sum } from './arbitraries.test';

const hours = (h: number): number => h * 3600;
const pev = (pevId: string, maxW: number, availableWh: number, more: Partial<PevOffer> = {}): PevOffer => ({
  pevId,
  maxW,
  availableWh,
  ...more,
});

test('with energy enough everybody gives the same all the time', () => {
  const { steps, pevs, shortfallWh, exact } = allocate(
    [pev('a', 7400, 40_000), pev('b', 11_000, 40_000), pev('c', 2000, 40_000)],
    [{ durationS: hours(2), powerW: 10_000 }],
  );
  assert.deepEqual(steps, [{ startS: 0, durationS: 7200, requestW: 10_000, servedW: 10_000, shortfallW: 0 }]);
  assert.deepEqual(
    pevs.map((p) => p.setpointsW),
    [[4000], [4000], [2000]],
  );
  assert.equal(shortfallWh, 0);
  assert.equal(exact, true);
  assert.ok(pevs.every((p) => p.binding === 'none'));
});

test('a PEV that leaves early gives while it can, if the others would not last', () => {
  const { steps, shortfallWh } = allocate(
    [pev('leaves', 10_000, 10_000, { departureS: hours(1) }), pev('stays', 10_000, 10_000)],
    [
      { durationS: hours(1), powerW: 10_000 },
      { durationS: hours(1), powerW: 10_000 },
    ],
  );
  assert.equal(shortfallWh, 0);
  assert.equal(sum(steps.map((s) => (s.durationS / 3600) * s.servedW)), 20_000);
});

test('a departure within a stretch divides the grid, not the setpoints without need', () => {
  const { steps, pevs } = allocate(
    [pev('a', 5000, 50_000, { departureS: 1800 }), pev('b', 5000, 50_000)],
    [{ durationS: 3600, powerW: 8000 }],
  );
  assert.deepEqual(
    steps.map((s) => [s.startS, s.durationS, s.servedW, s.shortfallW]),
    [
      [0, 1800, 8000, 0],
      [1800, 1800, 5000, 3000],
    ],
  );
  assert.deepEqual(
    pevs.map((p) => p.binding),
    ['departure', 'power'],
  );
});

test('one outcome for each PEV, the shortfall in full and who is held back by what (PR2-X-13)', () => {
  const { pevs, shortfallWh, servedWh } = allocate(
    [
      pev('empty', 10_000, 5000),
      pev('strong', 10_000, 90_000),
      pev('none', 10_000, 0),
      pev('out', 10_000, 90_000, { optedOut: true }),
      pev('thin cable', 10_000, 90_000, { capW: 3700 }),
    ],
    [{ durationS: hours(2), powerW: 20_000 }],
  );
  assert.deepEqual(
    pevs.map((p) => [p.pevId, p.binding, p.energyWh]),
    [
      ['empty', 'energy', 5000],
      ['strong', 'power', 20_000],
      ['none', 'out', 0],
      ['out', 'opted-out', 0],
      ['thin cable', 'power', 7400],
    ],
  );
  assert.equal(servedWh, 32_400);
  assert.equal(shortfallWh, 7600);
});

test('a minimum step is kept: fewer PEVs give more, and what nobody can give is short', () => {
  const three = ['a', 'b', 'c'].map((id) => pev(id, 7400, 50_000, { minW: 1400 }));
  const low = allocate(three, [{ durationS: 3600, powerW: 3000 }]);
  assert.deepEqual(
    low.pevs.map((p) => p.setpointsW),
    [[1500], [1500], [0]],
  );
  const tooLow = allocate(three, [{ durationS: 3600, powerW: 900 }]);
  assert.equal(tooLow.shortfallWh, 900);
  assert.equal(tooLow.exact, false);
  assert.ok(tooLow.pevs.every((p) => p.binding === 'minimum-step'));
});

test('premises share their limit', () => {
  const { steps, pevs } = allocate(
    [
      pev('a', 7000, 50_000, { premises: 'x' }),
      pev('b', 7000, 50_000, { premises: 'x' }),
      pev('c', 7000, 50_000),
    ],
    [{ durationS: 3600, powerW: 20_000 }],
    { x: 9000 },
  );
  assert.equal(steps[0]?.servedW, 16_000);
  assert.equal(pevs[0]!.setpointsW[0]! + pevs[1]!.setpointsW[0]!, 9000);
});

test('what cannot be planned is refused', () => {
  assert.throws(() => allocate([pev('a', 1, 1)], []), RangeError);
  assert.throws(() => allocate([pev('a', 1, 1)], [{ durationS: 1.5, powerW: 1 }]), RangeError);
  assert.throws(() => allocate([pev('a', 1, 1)], [{ durationS: 60, powerW: -1 }]), RangeError);
  assert.throws(() => allocate([pev('a', Number.NaN, 1)], [{ durationS: 60, powerW: 1 }]), RangeError);
  assert.throws(() => allocate([pev('a', 1, -1)], [{ durationS: 60, powerW: 1 }]), RangeError);
});

const offers = fc.array(
  fc
    .record({
      maxW: fc.integer({ min: 0, max: 22_000 }),
      minW: fc.constantFrom(0, 0, 1400),
      availableWh: fc.integer({ min: 0, max: 60_000 }),
      departureS: fc.option(fc.integer({ min: 0, max: 30 }).map((n) => n * 450)),
      optedOut: fc.boolean(),
    })
    .map(({ departureS, ...rest }) => (departureS === null ? rest : { ...rest, departureS })),
  { minLength: 1, maxLength: 8 },
);
const requests = fc.array(
  fc.record({ durationS: fc.integer({ min: 1, max: 4 }).map((n) => n * 900), powerW: fc.nat(100_000) }),
  { minLength: 1, maxLength: 5 },
);

const energies = (a: Allocation): number[] =>
  a.pevs.map((p) => sum(p.setpointsW.map((w, n) => w * a.steps[n]!.durationS)) / 3600);

test('limits of every PEV and conservation hold for any offers; without minimum steps it is exact', () => {
  fc.assert(
    fc.property(offers, requests, (some, request: Stretch[]) => {
      const all = some.map((o, i): PevOffer => ({ ...o, pevId: `p${i}` }));
      const a = allocate(all, request);
      assert.equal(sum(a.steps.map((s) => s.durationS)), sum(request.map((r) => r.durationS)));
      const used = energies(a);
      a.pevs.forEach((p, i) => {
        const offer = all[i]!;
        assert.ok(used[i]! <= offer.availableWh + 1e-9);
        p.setpointsW.forEach((w, n) => {
          assert.ok(w <= offer.maxW && (w === 0 || w >= (offer.minW ?? 0)));
          if (w > 0) {
            assert.ok(offer.optedOut !== true);
            assert.ok(a.steps[n]!.startS + a.steps[n]!.durationS <= (offer.departureS ?? Infinity));
          }
        });
      });
      a.steps.forEach((s, n) => {
        assert.equal(s.servedW + s.shortfallW, s.requestW);
        assert.equal(sum(a.pevs.map((p) => p.setpointsW[n]!)), s.servedW);
        assert.ok(s.shortfallW >= 0);
      });
      if (all.every((o) => o.minW === 0)) assert.equal(a.exact, true);
    }),
    { numRuns: 400 },
  );
});

test('a grid too fine to be even on is still exact', () => {
  const a = allocate(
    [pev('a', 3000, 1000), pev('b', 2000, 9000, { departureS: 7000 })],
    Array.from({ length: 240 }, (_, n) => ({ durationS: 60, powerW: 2000 + n })),
  );
  assert.equal(a.exact, true);
  assert.ok(a.shortfallWh > 0);
});

test('limits of premises hold for any offers, minimum steps too', () => {
  fc.assert(
    fc.property(offers, requests, fc.nat(40_000), fc.nat(40_000), (some, request, x, y) => {
      const all = some.map((o, i): PevOffer => ({
        ...o,
        pevId: `p${i}`,
        ...(i % 3 === 2 ? {} : { premises: 'xy'[i % 3]! }),
      }));
      const a = allocate(all, request, { x, y });
      const used = energies(a);
      a.steps.forEach((s, n) => {
        assert.equal(sum(a.pevs.map((p) => p.setpointsW[n]!)), s.servedW);
        for (const [premises, capW] of Object.entries({ x, y })) {
          const members = a.pevs.filter((_, i) => all[i]!.premises === premises);
          assert.ok(sum(members.map((p) => p.setpointsW[n]!)) <= capW);
        }
        a.pevs.forEach((p, i) => {
          const w = p.setpointsW[n]!;
          assert.ok(w === 0 || (w >= (all[i]!.minW ?? 0) && w <= all[i]!.maxW && all[i]!.optedOut !== true));
          assert.ok(w === 0 || s.startS + s.durationS <= (all[i]!.departureS ?? Infinity));
        });
      });
      a.pevs.forEach((_, i) => assert.ok(used[i]! <= all[i]!.availableWh + 1e-9));
    }),
    { numRuns: 300 },
  );
});
