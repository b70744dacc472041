import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportModel } from '../model/report-model';
import { fixtureLog } from '../testing/fixture-log';
import { readHtml, textOf } from '../testing/html-reader';
import { STORIES } from '../testing/story';
import { caseArticle } from './case-article';
import { newBreaches } from './selection';

const model = reportModel(fixtureLog(STORIES.invertedSign, { rounds: 3 }).records);
const failed = model.cases.filter((c) => c.verdict === 'fail');

describe('failures that show a new breach', () => {
  it('are the first of each check of a requirement, in the order of the log', () => {
    const once = [...newBreaches(failed, 1)];
    assert.ok(once.length < failed.length);
    assert.equal(once[0], failed[0]);
    const breachesOf = (cases: typeof failed): Set<string> =>
      new Set(cases.flatMap((c) => c.breaches.map((b) => `${b.check.requirement} ${b.check.check}`)));
    assert.deepEqual(breachesOf(once), breachesOf(failed));
    assert.equal(newBreaches(failed, failed.length).size, failed.length);
  });

  it('and the others are told by what surrounds their breaches', () => {
    const [first] = failed;
    assert.ok(first);
    const told = textOf(readHtml(caseArticle(model, first, 'near').markup));
    assert.match(told, /Only what surrounds the breaches is drawn; every message is in run\.ndjson/);
    assert.match(told, /\d+ messages left out: run\.ndjson, records \d+ to \d+/);
    assert.ok(told.includes('First divergence'));
  });
});
