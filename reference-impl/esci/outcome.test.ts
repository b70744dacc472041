import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf, participationOf, requestedWhOf, type EventFacts } from './outcome';

const kWh = 3_600_000;
const full: EventFacts = {
  plannedJ: 10 * kWh,
  profileJ: 10 * kWh,
  deliveredWh: 10_000,
  cancelled: false,
  optedOut: false,
  overridden: false,
  termination: null,
  code: null,
};

const rows: [
  name: string,
  facts: Partial<EventFacts>,
  outcome: string,
  reason: string | undefined,
  part: number,
][] = [
  ['all of it', {}, 'COMPLETED', undefined, 1],
  ['more than all', { deliveredWh: 10_100 }, 'COMPLETED', undefined, 1],
  ['nine tenths', { deliveredWh: 9000 }, 'COMPLETED', undefined, 0.9],
  ['just less', { deliveredWh: 8999 }, 'PARTIAL', 'SHORTFALL', 0.8999],
  ['an override to the half', { deliveredWh: 5000, overridden: true }, 'PARTIAL', 'OVERRIDE', 0.5],
  ['the floor', { deliveredWh: 5000, termination: 'SOC_MIN' }, 'TERMINATED', 'SOC_MIN', 0.5],
  [
    'the floor, almost at the end',
    { deliveredWh: 9500, termination: 'SOC_MIN' },
    'COMPLETED',
    undefined,
    0.95,
  ],
  ['nothing', { deliveredWh: 0 }, 'NOT_DELIVERED', 'NO_POWER', 0],
  ['opted out beforehand', { plannedJ: null, deliveredWh: 0, optedOut: true }, 'OPTED_OUT', 'OPT_OUT', 0],
  [
    'opted out half-way',
    { deliveredWh: 5000, optedOut: true, termination: 'USER_STOP' },
    'OPTED_OUT',
    'OPT_OUT',
    0.5,
  ],
  ['refused by the PEV', { plannedJ: null, deliveredWh: 0, code: 'E_CLASS' }, 'NOT_DELIVERED', 'E_CLASS', 0],
  [
    'its own preference',
    { plannedJ: null, deliveredWh: 0, optedOut: true, code: 'E_PREFERENCE' },
    'OPTED_OUT',
    'E_PREFERENCE',
    0,
  ],
  ['cancelled before', { plannedJ: null, deliveredWh: 0, cancelled: true }, 'CANCELLED', 'CANCEL', 1],
  ['cancelled half-way', { plannedJ: 5 * kWh, deliveredWh: 5000, cancelled: true }, 'CANCELLED', 'CANCEL', 1],
];

for (const [name, change, outcome, reason, part] of rows) {
  test(`outcome: ${name}`, () => {
    const facts = { ...full, ...change };
    const participation = participationOf(facts.deliveredWh, requestedWhOf(facts));
    assert.equal(participation, part);
    const said = outcomeOf(facts, participation);
    assert.equal(said.outcome, outcome);
    assert.equal(said.reason, reason);
  });
}
