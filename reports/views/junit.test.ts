import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRecord } from '../../schemas';
import { reportModel } from '../model/report-model';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { readXml, type XmlElement } from '../testing/xml-reader';
import { junitXml } from './junit';

function junit(records: readonly LogRecord[]): XmlElement {
  return readXml(junitXml(reportModel(records)));
}

function testcases(root: XmlElement): XmlElement[] {
  return root.children.flatMap((s) => s.children.filter((c) => c.name === 'testcase'));
}

const LOGS = Object.entries(STORIES).map(
  ([name, story]) => [name, fixtureLog(story, { unverified: true }).records] as const,
);

describe('junit.xml', () => {
  for (const [name, records] of LOGS) {
    it(`${name}: has the structure that both XSDs ask for`, () => {
      const root = junit(records);
      assert.equal(root.name, 'testsuites');
      assert.deepEqual(root.attributes, {});
      root.children.forEach((suite, i) => {
        assert.equal(suite.name, 'testsuite');
        assert.equal(suite.attributes['id'], String(i));
        assert.ok(suite.attributes['package'] && suite.attributes['name'] && suite.attributes['hostname']);
        assert.match(suite.attributes['timestamp'] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
        assert.match(suite.attributes['time'] ?? '', /^\d+\.\d{3}$/);
        const names = suite.children.map((c) => c.name);
        assert.equal(names[0], 'properties');
        assert.deepEqual(names.slice(-2), ['system-out', 'system-err']);
        const cases = suite.children.slice(1, -2);
        assert.ok(cases.length > 0 && cases.every((c) => c.name === 'testcase'));
        const kinds = cases.map((c) => c.children[0]?.name);
        const n = (kind: string): string => String(kinds.filter((k) => k === kind).length);
        assert.equal(suite.attributes['tests'], String(cases.length));
        assert.equal(suite.attributes['failures'], n('failure'));
        assert.equal(suite.attributes['errors'], n('error'));
        assert.equal(suite.attributes['skipped'], n('skipped'));
        for (const c of cases) {
          assert.deepEqual(Object.keys(c.attributes), ['classname', 'name', 'time']);
          assert.ok(c.children.length <= 1);
          const [outcome] = c.children;
          if (outcome?.name === 'failure' || outcome?.name === 'error') assert.ok(outcome.attributes['type']);
        }
      });
    });
  }

  it('keeps failure, error and skipped apart', () => {
    const { records } = fixtureLog(STORIES.neverDischarges, { unverified: true });
    const broken = records.map((r): LogRecord => {
      if (r.kind !== 'end-case' || r.stopped === undefined) return r;
      return { ...r, stopped: { kind: 'adapter', text: 'it wrote rubbish' } };
    });
    const outcome = new Map(
      testcases(junit(broken)).map((c) => [c.attributes['name']?.split(' ')[0], c.children[0]]),
    );
    assert.equal(outcome.get('PR2-A-17.step')?.name, 'failure');
    assert.equal(outcome.get('PR2-A-05.override')?.name, 'error');
    assert.equal(outcome.get('PR2-A-05.override')?.attributes['message'], 'it wrote rubbish');
    assert.equal(outcome.get('PR2-B-09.starts')?.name, 'skipped');
    assert.match(outcome.get('PR2-B-09.starts')?.attributes['message'] ?? '', /^not applicable: ICS/);
    assert.equal(outcome.get('PR2-A-06.first-connection'), undefined);
  });

  it('skips what could not be judged, with the reason', () => {
    const { records } = fixtureLog(STORIES.allPass, { unverified: true });
    const found = testcases(junit(records)).find((c) =>
      c.attributes['name']?.startsWith('PR2-A-05.override'),
    );
    assert.match(found?.children[0]?.attributes['message'] ?? '', /^inconclusive: the device has no hook/);
  });

  it('tells expected, observed, log records and the command that repeats it', () => {
    const found = testcases(junit(fixtureLog(STORIES.invertedSign).records)).find(
      (c) => c.children[0]?.name === 'failure',
    );
    const text = found?.children[0]?.text ?? '';
    for (const said of [
      'expected:',
      'observed:',
      'rests on log records',
      '--only PR2-A-17.step',
      'likely cause',
    ]) {
      assert.ok(text.includes(said), said);
    }
  });
});
