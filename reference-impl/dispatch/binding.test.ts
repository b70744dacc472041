import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERVAL_S, cases, sketched, sum } from './arbitraries.test';
import { bindings, countBindings, energyText, shortfallSentence } from './binding';
import { planOf } from './plan';
import { scheduleOf } from './schedule';
import { shortfallOf } from './shortfall';

const clock = (sinceS: number): string => {
  const minutes = 17 * 60 + sinceS / 60;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
};

test('the sentence says how much, since when and who', () => {
  const { fleet, sketch } = sketched({
    intervals: 4,
    stores: [
      ...Array.from({ length: 1200 }, () => ({ maxW: 10_000, energyJ: 9_000_000, stays: 4 })),
      ...Array.from({ length: 30 }, () => ({ maxW: 10_000, energyJ: 90_000_000, stays: 2 })),
      { maxW: 10_000, energyJ: 90_000_000, stays: 4 },
    ],
  });
  const requestW = Float64Array.of(6_000_000, 6_000_000, 6_000_000, 6_000_000);
  const plan = planOf(sketch, requestW);
  const proof = shortfallOf(sketch, requestW);
  const text = shortfallSentence(plan, proof, countBindings(fleet, proof, INTERVAL_S), clock);
  assert.equal(
    text,
    'short by 2.84 MWh from 17:30: these 1,230 PEVs are empty or gone (1,200 empty, 30 gone), ' +
      '1 already give all the power they may; in 4 intervals 6 MWh are asked and no plan can give more than 3.16 MWh',
  );
});

test('a request that is met has nothing to say', () => {
  const { fleet, sketch } = sketched({ intervals: 1, stores: [{ maxW: 10, energyJ: 9000, stays: 1 }] });
  const requestW = Float64Array.of(10);
  const proof = shortfallOf(sketch, requestW);
  const count = countBindings(fleet, proof, INTERVAL_S);
  assert.match(shortfallSentence(planOf(sketch, requestW), proof, count, clock), /in full/);
  assert.equal(count.none, 1);
});

test('what is said of each PEV is what it does: the empty have given all, the others all their power in the set', () => {
  fc.assert(
    fc.property(cases(), (c) => {
      const { fleet, sketch, places } = sketched(c);
      const plan = planOf(sketch, c.requestW);
      const proof = shortfallOf(sketch, c.requestW);
      const schedule = scheduleOf(plan, sketch, fleet, places);
      const bindingOf = bindings(fleet, proof, INTERVAL_S);
      for (let i = 0; i < fleet.size; i++) {
        const used = schedule.map((column) => column[i]!);
        const inSet = used.filter((_, t) => proof.inSet[t] === 1 && t < fleet.stays[i]!);
        switch (bindingOf(i)) {
          case 'energy':
            assert.equal(sum(used), Math.floor(fleet.energyJ[i]! / INTERVAL_S));
            assert.equal(sum(inSet), sum(used));
            break;
          case 'power':
          case 'departure':
            assert.ok(inSet.every((w) => w === fleet.maxW[i]));
            break;
          case 'out':
            assert.equal(sum(used), 0);
            break;
          case 'none':
            assert.equal(plan.unservedJ, 0);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('energies read well', () => {
  assert.equal(energyText(4.32e9), '1.2 MWh');
  assert.equal(energyText(3600), '1 Wh');
  assert.equal(energyText(3.6e6 * 12.345), '12.3 kWh');
  assert.equal(energyText(3.6e12 * 2), '2 GWh');
});
