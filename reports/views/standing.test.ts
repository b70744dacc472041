import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReport, type ListedFailure, type LogRecord, type Report } from '../../schemas';
import { renderAll, reportModel, terminalSummary } from '..';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { readXml } from '../testing/xml-reader';

const RECORDS = fixtureLog(STORIES.neverDischarges, { unverified: true }).records;
const FAILED = reportModel(RECORDS).cases.filter((c) => c.verdict === 'fail');

function against(list: readonly ListedFailure[]): LogRecord[] {
  return RECORDS.map((r) => (r.kind === 'run' ? { ...r, knownFailures: [...list] } : r));
}

const listed = (id: string): ListedFailure => ({
  subject: 'case',
  id,
  reason: 'ticket <7>',
  expires: '2031-01-31',
  state: 'current',
});
const ALL = FAILED.map((c) => listed(c.id));
const STALE: ListedFailure = { ...listed('PR2-Z-01.gone'), state: 'unknown' };

describe('the standing against known failures', () => {
  it('is nowhere without a list', () => {
    for (const [name, text] of renderAll(RECORDS))
      assert.doesNotMatch(text, /known.failure|"standing"/i, name);
  });

  it('is in report.json as its schema has it, and changes no headline', () => {
    const report = JSON.parse(renderAll(against(ALL)).get('report.json') ?? '') as Report;
    assert.deepEqual(checkReport(report), []);
    assert.ok(FAILED.length > 0 && report.headline === 'not conformant');
    assert.deepEqual(
      report.standing?.map((s) => s.standing),
      ALL.map(() => 'expected failure'),
    );
  });

  it('is told in the terminal, the summary and the page', () => {
    const [, ...rest] = ALL;
    const records = against([...rest, STALE]);
    const model = reportModel(records);
    const views = renderAll(records);
    for (const text of [
      terminalSummary(model, 'r.html'),
      views.get('summary.md') ?? '',
      views.get('report.html') ?? '',
    ]) {
      assert.ok(text.includes(`Against ${ALL.length} known failure`), text);
      assert.match(text, /unexpected failure/);
      assert.match(text, /stale entry/);
      assert.ok(text.includes('PR2-Z-01.gone'));
    }
    assert.doesNotMatch(views.get('report.html') ?? '', /ticket <7>/, 'text stays text');
  });

  it('makes an expected failure skipped in junit.xml, and a stale entry a failed test of its own', () => {
    const root = readXml(renderAll(against([...ALL, STALE])).get('junit.xml') ?? '');
    const tests = root.children.flatMap((s) => s.children.filter((c) => c.name === 'testcase'));
    const failures = tests.filter((t) => t.children[0]?.name === 'failure');
    assert.deepEqual(
      failures.map((t) => t.attributes['name']),
      ['case PR2-Z-01.gone'],
    );
    const skipped = tests.filter((t) =>
      t.children[0]?.attributes['message']?.startsWith('expected failure: ticket <7> (known by case'),
    );
    assert.equal(skipped.length, FAILED.length);
    for (const suite of root.children) {
      const kinds = suite.children.map((c) => c.children[0]?.name);
      assert.equal(suite.attributes['failures'], String(kinds.filter((k) => k === 'failure').length));
      assert.equal(suite.attributes['skipped'], String(kinds.filter((k) => k === 'skipped').length));
    }
  });
});
