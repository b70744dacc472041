import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { metersWhereItWasAsked } from './metering-points';

const PEV = 'urn:pr2:pev:p1';
const UTILITY = 'urn:pr2:utility:u1';
const T0 = Date.UTC(2031, 0, 1);
const text = (atS: number): string => new Date(T0 + atS * 1000).toISOString();

/** A request for the hour from second 100 on at the meter m1, accepted; a value at `atS` names another. */
function verdictOf(atS: number, meteringPointId: string): string | undefined {
  const view = new CaseView();
  const request = {
    dispatchId: 'd1',
    eventId: 'v1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: 5000,
    start: text(100),
    durationS: 3600,
    responseClass: 'SCHEDULED',
    meteringPointId: 'm1',
    validForS: 900,
  };
  const message = (id: string, name: string, source: string, sentS: number, data: object): object => ({
    id,
    type: `pr2.${name}.v1`,
    source,
    destination: source === PEV ? UTILITY : PEV,
    subject: 'v1',
    time: text(sentS),
    data,
  });
  const answer = { pevId: 'p1', dispatchId: 'd1', revision: 0, status: 'ACCEPTED' };
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [{ urn: PEV, role: 'pev' }], points: [], params: {} },
    { kind: 'emit', at: T0, device: UTILITY, message: message('a', 'DispatchRequest', UTILITY, 0, request) },
    {
      kind: 'deliver',
      at: T0,
      ref: 1,
      to: PEV,
      outcome: 'delivered',
      link: { principal: UTILITY, credential: 'valid' },
    },
    {
      kind: 'emit',
      at: T0 + 100,
      device: PEV,
      message: { ...message('b', 'DispatchResponse', PEV, 0.1, answer), correlationid: 'a' },
    },
    {
      kind: 'emit',
      at: T0 + atS * 1000,
      device: PEV,
      message: message('c', 'EnergyTelemetry', PEV, atS, { meteringPointId, at: text(atS) }),
    },
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return metersWhereItWasAsked.judge(view, PEV)[0]?.judgement.verdict;
}

test('in a discharge the meter is the one that the request named', () => {
  assert.equal(verdictOf(600, 'm1'), 'pass');
  assert.equal(verdictOf(600, 'm2'), 'fail');
});

test('before and after it, and at its very ends, it may be another', () => {
  for (const atS of [50, 101, 3699, 5000]) assert.equal(verdictOf(atS, 'm2'), undefined, `${atS} s`);
});
