import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES, type Story } from '../testing/story';
import { reportModel } from './report-model';

function causes(story: Story): (string | undefined)[] {
  return reportModel(fixtureLog(story).records)
    .cases.filter((c) => c.verdict === 'fail')
    .map((c) => c.likelyCause?.pattern);
}

describe('the likely cause', () => {
  it('is the wrong sign where the right power flows the wrong way', () => {
    assert.deepEqual(causes(STORIES.invertedSign), ['inverted sign', 'inverted sign']);
  });
  it('is that nothing follows where a request was accepted and no power flows', () => {
    assert.deepEqual(causes(STORIES.neverDischarges), ['never discharges', 'never discharges']);
  });
  it('is lateness where a time was exceeded, and by how much', () => {
    const [failed] = reportModel(fixtureLog(STORIES.lateByTwoSeconds).records).cases.filter(
      (c) => c.verdict === 'fail',
    );
    assert.equal(failed?.likelyCause?.pattern, 'late');
    assert.match(failed.likelyCause.text, /975 ms too late/);
  });
  it('is silence where the device sends nothing more', () => {
    assert.deepEqual(causes(STORIES.optOutNotSent), ['silent']);
  });
});
