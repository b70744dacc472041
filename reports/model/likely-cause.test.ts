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
    assert.match(failed.likelyCause.text ?? '', /975 ms too late/);
  });
  it('is the message that the device never sent', () => {
    assert.deepEqual(causes(STORIES.optOutNotSent), ['no ParticipationNotice']);
  });

  it('is silence where the device owed something without a name and sent nothing more', () => {
    const { records } = fixtureLog(STORIES.optOutNotSent);
    const unnamed = records.map((r) => (r.kind === 'check' ? { ...r, args: {}, expected: 'an answer' } : r));
    const [failed] = reportModel(unnamed).cases.filter((c) => c.verdict === 'fail');
    assert.equal(failed?.likelyCause?.pattern, 'silent');
  });

  it('is what fails first where no pattern fits', () => {
    const { records } = fixtureLog(STORIES.lateByTwoSeconds);
    const unmeasured = records.map((r) =>
      r.kind === 'check' ? { ...r, measured: [], cause: 'a cause of its own' } : r,
    );
    const [failed] = reportModel(unmeasured).cases.filter((c) => c.verdict === 'fail');
    assert.equal(failed?.likelyCause?.pattern, 'check response time');
    assert.equal(failed.likelyCause.text, 'a cause of its own');
  });
});
