import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRecord } from '../../schemas';
import { UnreadableLog } from '../log/run-log';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { commonCause } from './common-cause';
import { reportModel } from './report-model';

describe('the report model', () => {
  it('lists what the role owes in the order of the use case, whatever the order of the catalogue', () => {
    const { records } = fixtureLog(STORIES.allPass);
    const run = records[0];
    assert.ok(run?.kind === 'run');
    const shuffled = [{ ...run, catalogue: run.catalogue.toReversed() }, ...records.slice(1)];
    const ids = reportModel(shuffled).requirements.map((r) => r.record.id);
    assert.deepEqual(ids, [
      'PR2-A-05',
      'PR2-A-06',
      'PR2-A-11',
      'PR2-A-15',
      'PR2-A-17',
      'PR2-A-18',
      'PR2-A-19',
      'PR2-B-09',
      'PR2-X-04',
    ]);
  });

  it('counts a check for the requirement that it bears, in whichever case it was made', () => {
    const model = reportModel(fixtureLog(STORIES.invertedSign).records);
    const sign = model.requirements.find((r) => r.record.id === 'PR2-X-04');
    assert.equal(sign?.verdict, 'fail');
    assert.deepEqual(
      sign.cases.map((c) => c.id),
      ['PR2-A-17.step'],
    );
  });

  it('tells executions of one case apart', () => {
    const model = reportModel(fixtureLog(STORIES.allPass, { rounds: 2 }).records);
    const anchors = model.cases.map((c) => c.anchor);
    assert.equal(new Set(anchors).size, anchors.length);
    assert.equal(model.cases.length, 12);
  });

  it('names the weakest witness that a requirement rests on, and none where it rests on messages', () => {
    const model = reportModel(fixtureLog(STORIES.allPass).records);
    const evidence = new Map(model.requirements.map((r) => [r.record.id, r.evidence]));
    assert.equal(evidence.get('PR2-A-17'), 'instrument');
    assert.equal(evidence.get('PR2-A-11'), undefined);
  });

  it('says once what explains everything that failed', () => {
    assert.match(reportModel(fixtureLog(STORIES.invertedSign).records).commonCause?.text ?? '', /wrong sign/);
    assert.match(
      reportModel(fixtureLog(STORIES.neverDischarges).records).commonCause?.text ?? '',
      /no power ever flows/,
    );
    assert.equal(
      reportModel(fixtureLog(STORIES.lateByTwoSeconds).records).commonCause,
      undefined,
      'one failure',
    );
    assert.equal(reportModel(fixtureLog(STORIES.allPass).records).commonCause, undefined);
  });

  it('says so too where it explains nearly all, and not where it explains less', () => {
    const { cases } = reportModel(fixtureLog(STORIES.invertedSign, { rounds: 9 }).records);
    const other = reportModel(fixtureLog(STORIES.optOutNotSent).records).cases.filter(
      (c) => c.verdict === 'fail',
    );
    assert.deepEqual(
      [commonCause([...cases, ...other])?.cases, commonCause([...cases, ...other])?.of],
      [18, 19],
    );
    assert.equal(commonCause([...cases, ...other, ...other, ...other]), undefined);
  });

  it('says once why nothing could be judged', () => {
    const { records } = fixtureLog(STORIES.allPass);
    const broken = records.flatMap((r): LogRecord[] => {
      if (r.kind === 'check') return [];
      const stopped = { kind: 'adapter' as const, text: 'no answer to hello within 5 s' };
      return r.kind === 'end-case' ? [{ n: r.n, prev: r.prev, kind: r.kind, at: r.at, stopped }] : [r];
    });
    assert.deepEqual(reportModel(broken).commonCause, {
      text: 'no answer to hello within 5 s',
      cases: 6,
      of: 6,
      kind: 'not judged',
    });
  });

  it('is never conformant where the log breaks off', () => {
    const { records } = fixtureLog(STORIES.allPass);
    const model = reportModel(records.slice(0, -1));
    assert.equal(model.log.complete, false);
    assert.equal(model.headline, 'not fully verified');
  });

  it('refuses what is no run log, and a role that was not judged', () => {
    assert.throws(() => reportModel([]), UnreadableLog);
    assert.throws(() => reportModel(fixtureLog(STORIES.allPass).records, { role: 'esci' }), /judged no esci/);
  });
});
