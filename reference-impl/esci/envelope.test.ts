import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyFor, type EnvelopeFacts } from './envelope';

const open: EnvelopeFacts = {
  pevId: 'p1',
  preference: null,
  siteExportW: null,
  sharers: 1,
  derated: { evse: null, site: null, cordset: null },
  sentBefore: false,
};

const wish = {
  pevId: 'p1',
  source: 'APP',
  version: 3,
  enabled: true,
  socFloor: 45,
  maxDischargeW: 5000,
} as const;

test('nothing that restricts: no copy, unless one has to be taken back', () => {
  assert.equal(copyFor(open), null);
  assert.deepEqual(copyFor({ ...open, sentBefore: true }), {
    pevId: 'p1',
    source: 'ESCI',
    enabled: true,
    socFloor: 10,
  });
});

test('the least of all limits holds', () => {
  assert.equal(copyFor({ ...open, siteExportW: 4000 })?.maxDischargeW, 4000);
  assert.equal(copyFor({ ...open, siteExportW: 4000, sharers: 3 })?.maxDischargeW, 1333);
  assert.equal(copyFor({ ...open, siteExportW: 4000, preference: wish })?.maxDischargeW, 4000);
  assert.equal(copyFor({ ...open, siteExportW: 9000, preference: wish })?.maxDischargeW, 5000);
  assert.equal(
    copyFor({ ...open, preference: wish, derated: { ...open.derated, evse: 0 } })?.maxDischargeW,
    0,
  );
  assert.equal(copyFor({ ...open, derated: { ...open.derated, cordset: 1800 } })?.maxDischargeW, 1800);
});

test("the customer's other wishes are copied as they are", () => {
  const windows = [{ from: '17:00', to: '21:00', tz: 'Europe/Vienna' }];
  const copy = copyFor({ ...open, preference: { ...wish, enabled: false, windows } });
  assert.deepEqual(copy, {
    pevId: 'p1',
    source: 'ESCI',
    enabled: false,
    socFloor: 45,
    maxDischargeW: 5000,
    windows,
  });
});
