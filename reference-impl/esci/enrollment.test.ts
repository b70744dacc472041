import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrollment, event, request, START } from './testing-bodies';
import { Rig, UTILITY } from './testing';

const PEV = 'urn:pr2:pev:p1';

const refusals: [what: string, change: Parameters<typeof enrollment>[1]][] = [
  ['suspended', { status: 'SUSPENDED' }],
  ['ended', { status: 'ENDED' }],
  ['of another programme', { programId: 'morning' }],
  ['of another PEV', { pevId: 'p2' }],
  ['for another location (PR2-G-03)', { location: ['L2', 'L3'] }],
  ['for another architecture (PR2-G-03)', { architecture: 'S1' }],
  ['over just when the event starts', { validTo: new Rig().time(START) }],
  ['in force only after the start', { validFrom: new Rig().time(START + 1) }],
];

for (const [what, change] of refusals) {
  test(`an enrollment ${what} lets no event pass (PR2-G-02)`, () => {
    const rig = new Rig();
    rig.utility('EnrollmentRecord', enrollment(rig, change));
    rig.plugIn();
    rig.forget();
    assert.equal(rig.code(rig.utility('EnergySupplyEvent', event(rig), { to: PEV })), 'E_NOT_ENROLLED');
    assert.equal(rig.of('EnergySupplyEvent').length, 0);
  });
}

test('an enrollment that ends right after the start is in force, to the millisecond', () => {
  const rig = new Rig();
  rig.utility(
    'EnrollmentRecord',
    enrollment(rig, { validFrom: rig.time(START), validTo: rig.time(START + 1) }),
  );
  rig.plugIn();
  rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
  assert.equal(rig.of('EnergySupplyEvent').length, 1);
});

test('a dispatch of a PEV that is not enrolled is refused, present or not (PR2-G-02)', () => {
  const rig = new Rig();
  assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), 'E_NOT_ENROLLED');
  rig.plugIn();
  rig.forget();
  assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), 'E_NOT_ENROLLED');
});

test('the enrollment has to be for the event’s own programme, also when the dispatch comes', () => {
  const rig = new Rig();
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.utility('EnrollmentRecord', enrollment(rig, { programId: 'morning' }));
  rig.plugIn();
  rig.utility('EnergySupplyEvent', event(rig), { to: PEV });
  rig.utility('EnrollmentRecord', enrollment(rig, { version: 2, status: 'SUSPENDED' }));
  rig.forget();
  assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), 'E_NOT_ENROLLED');
});

test('records are taken in order of version, from a utility only', () => {
  const rig = new Rig();
  assert.deepEqual(rig.answers(rig.utility('EnrollmentRecord', enrollment(rig, { version: 5 }))), [
    { refMessageId: rig.of('Receipt')[0]?.data.refMessageId, status: 'TAKEN' },
  ]);
  assert.equal(rig.code(rig.utility('EnrollmentRecord', enrollment(rig, { version: 4 }))), 'E_STALE');
  assert.equal(
    rig.code(rig.pev('p1', 'EnrollmentRecord', enrollment(rig), { to: 'urn:pr2:esci:e1' })),
    'E_UNAUTHORIZED',
  );
  assert.equal(rig.of('Receipt', UTILITY).length, 2);
});
