import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { optsInToAllOfIt } from './event-answers';

const PEV = 'urn:pr2:pev:p1';
const T0 = Date.UTC(2031, 0, 1);

/** Announced are 5 kW for an hour, then 2 kW for half an hour: 6 kWh. */
function verdictOf(answer: object): string | undefined {
  const view = new CaseView();
  const event = {
    id: 'm1',
    type: 'pr2.EnergySupplyEvent.v1',
    source: 'urn:pr2:utility:u1',
    destination: PEV,
    data: {
      eventId: 'v1',
      revision: 1,
      start: '2031-01-02T00:00:00.000Z',
      intervals: [
        { offsetS: 0, durationS: 3600, dischargePowerW: 5000 },
        { offsetS: 3600, durationS: 1800, dischargePowerW: 2000 },
      ],
    },
  };
  const response = {
    id: 'm2',
    type: 'pr2.EventResponse.v1',
    source: PEV,
    data: { eventId: 'v1', revision: 1, decision: 'OPT_IN', ...answer },
  };
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [{ urn: PEV, role: 'pev' }], points: [], params: {} },
    { kind: 'emit', at: T0, device: 'urn:pr2:utility:u1', message: event },
    {
      kind: 'deliver',
      at: T0,
      ref: 1,
      to: PEV,
      outcome: 'delivered',
      link: { principal: 'urn:pr2:utility:u1', credential: 'valid' },
    },
    { kind: 'emit', at: T0 + 100, device: PEV, message: response },
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return optsInToAllOfIt.judge(view, PEV)[0]?.judgement.verdict;
}

test('who opts in accepts all of it, or names no figure', () => {
  assert.equal(verdictOf({}), 'pass');
  assert.equal(verdictOf({ acceptedPowerW: 5000, acceptedEnergyWh: 6000 }), 'pass');
  assert.equal(verdictOf({ acceptedEnergyWh: 5800 }), 'pass');
});

test('less than was announced is no opt-in', () => {
  assert.equal(verdictOf({ acceptedPowerW: 3000 }), 'fail');
  assert.equal(verdictOf({ acceptedEnergyWh: 6 }), 'fail');
});

test('a part is one by its word, and an unknown revision says nothing', () => {
  assert.equal(verdictOf({ decision: 'PARTIAL', acceptedPowerW: 3000 }), undefined);
  assert.equal(verdictOf({ revision: 2, acceptedPowerW: 3000 }), undefined);
});
