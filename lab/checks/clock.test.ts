import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaseView } from '../../runlog/case-view';
import type { LogRecord } from '../../schemas';
import { toleratedAheadMs } from './clock';

const U = 'urn:pr2:utility:u1';

/** A utility that speaks at 10 s by the bench, its message dated so many milliseconds later. */
function saying(aheadMs: number): CaseView {
  const view = new CaseView();
  const message = { type: 'pr2.Receipt.v1', source: U, time: new Date(10_001 + aheadMs).toISOString() };
  const records = [
    { n: 0, kind: 'case', at: 0, devices: [], params: { P_CLK_SKEW: 1 } },
    { n: 1, kind: 'emit', at: 10_001, device: U, message },
  ];
  for (const record of records) view.add(record as unknown as LogRecord);
  return view;
}

test('a clock counts as it is, as far as it may be off', () => {
  assert.equal(toleratedAheadMs(saying(900), U), 900);
  assert.equal(toleratedAheadMs(saying(-900), U), -900);
  assert.equal(toleratedAheadMs(saying(3_600_000), U), 1000);
  assert.equal(toleratedAheadMs(saying(-3_600_000), U), -1000);
});

test('of a device that says nothing the clock is taken as right', () => {
  assert.equal(toleratedAheadMs(saying(900), 'urn:pr2:utility:u2'), 0);
});
