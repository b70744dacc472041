import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { namedIds } from './named-ids';

const PEV = 'urn:pr2:pev:7f';
const ESCI = 'urn:pr2:esci:e';
const UTILITY = 'urn:pr2:utility:u';

type Said = readonly [author: string, name: string, data: object, by?: string];

/** The requirement under which the device is failed, if it is. */
function failed(dut: string, said: readonly Said[], params: object = {}): string | undefined {
  const view = new CaseView();
  const devices = [PEV, ESCI, UTILITY].map((urn) => ({ urn }));
  const records = [
    { kind: 'case', at: 0, case: 'c', devices, points: [], params: {} },
    { kind: 'stimulus', at: 0, device: dut, name: 'x', params },
    ...said.map(([source, name, data, by = source], i) => ({
      kind: 'emit',
      at: 1,
      device: by,
      message: { id: `m${i}`, type: `pr2.${name}.v1`, source, data },
      problems: [],
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return namedIds.judge(view, dut)[0]?.requirement;
}

test('a PEV names itself, and no other that is known either', () => {
  assert.equal(failed(PEV, [[PEV, 'AvailabilityReport', { pevId: '7f' }]]), undefined);
  assert.equal(failed(PEV, [[PEV, 'AvailabilityReport', { pevId: '7F' }]]), 'PR2-A-06');
  assert.equal(
    failed(PEV, [[PEV, 'AvailabilityReport', { pevId: 'other' }]], { pevId: 'other' }),
    'PR2-A-06',
  );
});

test('an ESCI and a Utility name a PEV of the case, or one that they were told of', () => {
  const asks = (dut: string): Said => [dut, 'AvailabilityRequest', { pevId: 'p1' }];
  for (const dut of [ESCI, UTILITY]) {
    assert.equal(failed(dut, [asks(dut)]), dut === ESCI ? 'PR2-A-07' : 'PR2-X-02');
    assert.equal(failed(dut, [asks(dut)], { targets: [{ pevId: 'p1' }] }), undefined);
    assert.equal(failed(dut, [asks(dut)], { pevIds: ['p1'] }), undefined);
  }
  assert.equal(failed(ESCI, [[ESCI, 'EventReport', { pevId: 'p1', eventId: 'a' }]]), 'PR2-A-10');
});

test('an event or a request is one that was made, and a Utility makes its own', () => {
  const asked: Said = [UTILITY, 'DispatchRequest', { eventId: 'ev', dispatchId: 'd' }];
  const confirmed: Said = [PEV, 'DispatchConfirmation', { pevId: '7f', dispatchId: 'd' }];
  assert.equal(failed(PEV, [asked, confirmed]), undefined);
  assert.equal(failed(PEV, [confirmed]), 'PR2-A-18');
  assert.equal(failed(UTILITY, [asked]), undefined);
});

test('what is passed on is the word of its author', () => {
  assert.equal(failed(ESCI, [[PEV, 'AvailabilityReport', { pevId: 'p1' }, ESCI]]), undefined);
});
