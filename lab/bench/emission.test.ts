/** Whose fault an unknown member is: the author's finding, never the relay's failure, but the kit's own in its own words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emitBody } from './emission';

const PEV = 'urn:pr2:pev:p1';
const ESCI = 'urn:pr2:esci:e1';

const underTest = { urn: PEV, dut: true, standIn: 'device' } as const;
const standIn = { urn: ESCI, dut: false, standIn: 'reference' } as const;

function receiptOf(source: string) {
  return {
    specversion: '1.0',
    id: '0d9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e70',
    type: 'pr2.Receipt.v1',
    source,
    subject: 's1',
    time: '2031-03-03T18:00:00Z',
    datacontenttype: 'application/json',
    destination: 'urn:pr2:utility:u1',
    seq: 4,
    correlationid: '7b9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e71',
    data: { refMessageId: '7b9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e71', status: 'TAKEN', vendorNote: 'x' },
  };
}

test('an unknown member of a device under test is a finding, and no problem', () => {
  const { blame, findings } = emitBody(0, underTest, { message: receiptOf(PEV) });
  assert.equal(blame, undefined);
  assert.equal(findings?.length, 1);
});

test('a stand-in that relays it is not to blame, and the finding is told once', () => {
  const { blame, findings } = emitBody(0, standIn, { message: { ...receiptOf(PEV), via: ESCI } });
  assert.equal(blame, undefined);
  assert.equal(findings, undefined);
});

test('an unknown member of a stand-in itself is the error of the kit', () => {
  const { blame, problems } = emitBody(0, standIn, { message: receiptOf(ESCI) });
  assert.equal(blame, 'kit');
  assert.equal(problems?.length, 1);
});
