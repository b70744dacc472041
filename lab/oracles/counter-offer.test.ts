import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { counterOffer } from './counter-offer';

const PEV = 'urn:pr2:pev:p1';

function verdictOf(...offers: readonly (object | undefined)[]): string | undefined {
  const view = new CaseView();
  for (const [n, offer] of offers.entries()) {
    const data = { pevId: 'p1', dispatchId: 'd1', revision: n, status: 'REJECTED', code: 'E_POWER_EXCEEDS' };
    const message = {
      id: `m${n}`,
      type: 'pr2.DispatchResponse.v1',
      source: PEV,
      data: { ...data, ...(offer === undefined ? {} : { counterOffer: offer }) },
    };
    view.add({ n, prev: '', kind: 'emit', at: n, device: PEV, message } as unknown as LogRecord);
  }
  return counterOffer.judge(view, PEV)[0]?.judgement.verdict;
}

test('an offer is a power for a time and the energy of both, or nothing', () => {
  assert.equal(verdictOf({ W: 6000, s: 3600, Wh: 6000 }), 'pass');
  assert.equal(verdictOf({ W: 0, s: 0, Wh: 0 }), 'pass');
  assert.equal(verdictOf(undefined), undefined);
});

test('rounding is no error', () => {
  assert.equal(verdictOf({ W: 5256, s: 6849, Wh: 9999 }), 'pass');
  assert.equal(verdictOf({ W: 5256, s: 6849, Wh: 10_000 }), 'pass');
  assert.equal(verdictOf({ W: 100, s: 30, Wh: 0 }), 'pass');
});

test('what cannot be asked for is no offer', () => {
  for (const offer of [
    { W: 6000, s: 0, Wh: 0 },
    { W: 0, s: 3600, Wh: 0 },
    { W: 6000, s: 0, Wh: 6000 },
    { W: 6000, s: 60, Wh: 6000 },
    { W: 0, s: 0, Wh: 100 },
    { W: 6000, s: 3600, Wh: 6010 },
  ])
    assert.equal(verdictOf(offer), 'fail', JSON.stringify(offer));
});

test('one that does not hold together is not made good by another that does', () => {
  assert.equal(verdictOf({ W: 6000, s: 0, Wh: 0 }, { W: 6000, s: 3600, Wh: 6000 }), 'fail');
});
