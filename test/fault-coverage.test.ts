/** Whether the known faults reach every requirement and every way of being wrong, for each role. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSuite } from '../lab/session/suite';
import { FAULTS, type FaultClass } from '../reference-impl/faults';
import type { DeviceRole } from '../schemas';

const ROLES: readonly DeviceRole[] = ['pev', 'esci', 'utility'];
const { requirements } = loadSuite().catalogue;

/** Requirements that guard people, the grid, the battery or the bill: three faults each. */
const GUARDS = /^PR2-(A-(08|10|13|15|16|17|21|23|24)|B-\d\d|X-(01|05|12))$/;

/** Ways of being wrong that a role has no occasion for, and why. */
const NO_OCCASION: Readonly<Record<DeviceRole, Readonly<Partial<Record<FaultClass, string>>>>> = {
  pev: {},
  esci: {},
  utility: {
    'lies in its readings': 'a utility has no electrical terminals and shows no readings',
  },
};

/** Classes that are thinner than that: how many faults there are of them, and no fewer. */
const THIN: Readonly<Record<DeviceRole, Readonly<Partial<Record<FaultClass, number>>>>> = {
  pev: {},
  esci: { reorders: 2 },
  utility: { 'answers but does not act': 0, reorders: 0, flaps: 0, 'wrong sign': 1 },
};

for (const role of ROLES) {
  const faults = FAULTS.filter((f) => f.role === role);

  test(`${role}: each requirement that it owes has at least two faults, one that guards safety or money three`, () => {
    const few = requirements
      .filter((r) => r.roles.includes(role))
      .map((r) => ({ id: r.id, count: faults.filter((f) => f.breaks === r.id).length }))
      .filter(({ id, count }) => count < (GUARDS.test(id) ? 3 : 2));
    assert.deepEqual(few, []);
  });

  test(`${role}: each way of being wrong that it has an occasion for is there at least three times`, () => {
    const classes = [...new Set(FAULTS.map((f) => f.class))].filter(
      (c) => NO_OCCASION[role][c] === undefined,
    );
    const few = classes.filter((c) => faults.filter((f) => f.class === c).length < (THIN[role][c] ?? 3));
    assert.deepEqual(few, []);
  });
}
