import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRecord } from '../schemas';
import { divergenceOf, type Failed } from './divergence';

const PEV = 'urn:pr2:pev:p1';
const RECORDS = [
  { n: 1, kind: 'inject', at: 1_000, from: 'urn:pr2:utility:u1', to: 'urn:pr2:esci:e1' },
  { n: 2, kind: 'emit', at: 2_000, device: PEV },
  { n: 3, kind: 'emit', at: 2_500, device: 'urn:pr2:esci:e1' },
  { n: 4, kind: 'reading', at: 3_000, device: PEV },
].map((r) => ({ prev: '', ...r }) as unknown as LogRecord);
const BY_N = new Map(RECORDS.map((r) => [r.n, r]));

function of(check: Partial<Failed>) {
  return divergenceOf({ at: 9_000, args: {}, observed: 'o', basis: [], ...check }, BY_N, PEV);
}

describe('where a failed check left what was expected', () => {
  it('is the message of the device that ends its basis', () => {
    assert.deepEqual(of({ basis: [1, 2] }), { at: 2_000, n: 2 });
  });

  it('is the reading that ends its basis, at the instant that the check wrote down where there is one', () => {
    assert.deepEqual(of({ basis: [1, 4] }), { at: 3_000, n: 4 });
    const observed = '5 kW imported at 1970-01-01 00:00:03.250Z';
    assert.deepEqual(of({ basis: [1, 4], observed }), { at: 3_250, n: 4 });
  });

  it('is an absence where others sent the last of it, or nothing stands beside what it is measured from', () => {
    assert.deepEqual(of({ basis: [1, 3], args: { name: 'DispatchResponse' } }), {
      at: 9_000,
      missing: 'DispatchResponse',
    });
    assert.deepEqual(of({ basis: [2] }), { at: 9_000 });
  });

  it('is when the deadline was over: the check’s own, or its limit after what it measures from', () => {
    assert.deepEqual(of({ basis: [1], args: { byMs: 6_000, name: 'Receipt' } }), {
      at: 6_000,
      missing: 'Receipt',
    });
    assert.deepEqual(of({ basis: [1], args: { limitMs: 4_000 } }), { at: 5_000 });
    assert.deepEqual(of({ basis: [1], args: { byMs: 60_000 } }), { at: 9_000 }, 'never later than the check');
  });

  it('names each of several messages that would have done', () => {
    const options = [{ name: 'DispatchConfirmation' }, { name: 'TerminationNotice' }];
    assert.equal(of({ basis: [1], args: { options } }).missing, 'DispatchConfirmation or TerminationNotice');
  });

  it('of an oracle is its one record', () => {
    assert.deepEqual(of({ basis: [4], oracle: true }), { at: 3_000, n: 4 });
  });
});
