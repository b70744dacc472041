import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaseView } from '../../runlog/case-view';
import { declares } from './declares';

test('what the ICS denies is not there, and what no ICS tells of is not decided', () => {
  const said = (declared: boolean | null) =>
    declares(new CaseView(), { item: 'externalOptOut', declared, basisN: 3 });
  assert.equal(said(true).verdict, 'pass');
  assert.equal(said(false).verdict, 'fail');
  assert.equal(said(false).observed, 'it says externalOptOut false');
  assert.equal(said(null).verdict, 'inconclusive');
});
