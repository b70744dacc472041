import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReport, type LogRecord } from '../../schemas';
import { renderAll, reportModel, terminalSummary, VIEW_NAMES, type Plugged } from '..';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';

const LOGS = Object.entries(STORIES).map(
  ([name, story]) => [name, fixtureLog(story, { unverified: true })] as const,
);

function view(records: readonly LogRecord[], name: string): string {
  return renderAll(records).get(name) ?? '';
}

describe('every view', () => {
  it('is made by its name', () => {
    assert.deepEqual(VIEW_NAMES, [
      'report.json',
      'report.html',
      'junit.xml',
      'ctrf.json',
      'earl.jsonld',
      'summary.md',
      'badge.json',
    ]);
  });

  for (const [name, log] of LOGS) {
    it(`${name}: is the same bytes from the same log, read again from its file`, () => {
      const again = log
        .text()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as LogRecord);
      assert.deepEqual(renderAll(again), renderAll(log.records));
    });

    it(`${name}: carries no control or direction-changing character but line feeds and tabs`, () => {
      for (const [file, text] of renderAll(log.records)) {
        if (file.endsWith('.json') || file.endsWith('.jsonld')) continue;
        assert.doesNotMatch(text, /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u, file);
      }
      assert.doesNotMatch(terminalSummary(reportModel(log.records), 'r.html'), /(?!\n)[\p{Cc}\p{Cf}]/u);
    });

    it(`${name}: names the evidence beside the headline`, () => {
      const model = reportModel(log.records);
      for (const [file, text] of renderAll(log.records)) assert.ok(text.includes(model.evidence), file);
      assert.ok(terminalSummary(model, 'r.html').includes(`evidence: ${model.evidence}`));
    });
  }

  it('does not depend on the time zone', () => {
    const { records } = fixtureLog(STORIES.invertedSign);
    const before = process.env['TZ'];
    const made = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((tz) => {
      process.env['TZ'] = tz;
      return [...renderAll(records).values()].join('');
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    assert.equal(new Set(made).size, 1);
  });
});

describe('report.json', () => {
  for (const [name, log] of LOGS) {
    it(`${name}: fits its schema`, () => {
      assert.deepEqual(checkReport(JSON.parse(view(log.records, 'report.json'))), []);
    });
  }

  it('says of each check what the log says', () => {
    const { records } = fixtureLog(STORIES.invertedSign);
    const logged = records.filter((r) => r.kind === 'check');
    const report = JSON.parse(view(records, 'report.json')) as {
      cases: { checks: { id: string; observed: string; basis: number[] }[] }[];
    };
    const told = report.cases.flatMap((c) => c.checks);
    assert.deepEqual(
      told.map(({ id, observed, basis }) => ({ id, observed, basis })),
      logged.map(({ id, observed, basis }) => ({ id, observed, basis })),
    );
  });

  it('says of each breach, and of nothing else, where reality left what was expected', () => {
    const { records } = fixtureLog(STORIES.lateByTwoSeconds);
    const { cases } = JSON.parse(view(records, 'report.json')) as {
      cases: { id: string; verdict: string; checks: { verdict: string; divergence?: { at: number } }[] }[];
    };
    const late = cases.find((c) => c.id === 'PR2-A-19.fast');
    const told = late?.checks.flatMap((c) => (c.divergence === undefined ? [] : [c.divergence.at]));
    assert.equal(Math.min(...(told ?? [])), Date.UTC(2026, 2, 3, 18) + 30_975);
    assert.ok(cases.every((c) => c.checks.every((k) => k.divergence === undefined || k.verdict === 'fail')));
  });
});

interface Ctrf {
  readonly reportFormat: string;
  readonly specVersion: string;
  readonly results: {
    readonly summary: Readonly<
      Record<'tests' | 'passed' | 'failed' | 'skipped' | 'pending' | 'other' | 'start' | 'stop', number>
    >;
    readonly tests: readonly Readonly<Record<string, unknown>>[];
  };
}

describe('ctrf.json', () => {
  const KNOWN = [
    'testId',
    'name',
    'status',
    'rawStatus',
    'duration',
    'start',
    'stop',
    'suite',
    'message',
    'trace',
    'filePath',
    'line',
    'tags',
    'type',
  ];

  it('has the members of the specification, of the right types, and no others', () => {
    for (const [, log] of LOGS) {
      const ctrf = JSON.parse(view(log.records, 'ctrf.json')) as Ctrf;
      assert.equal(ctrf.reportFormat, 'CTRF');
      assert.match(ctrf.specVersion, /^\d+\.\d+\.\d+$/);
      const { summary, tests } = ctrf.results;
      for (const value of [summary.start, summary.stop]) assert.ok(Number.isInteger(value));
      assert.equal(
        summary.passed + summary.failed + summary.skipped + summary.pending + summary.other,
        summary.tests,
      );
      assert.equal(tests.length, summary.tests);
      for (const test of tests) {
        assert.deepEqual(
          Object.keys(test).filter((k) => !KNOWN.includes(k)),
          [],
        );
        assert.ok(typeof test['name'] === 'string' && test['name'] !== '');
        assert.ok(['passed', 'failed', 'skipped', 'pending', 'other'].includes(String(test['status'])));
        for (const key of ['duration', 'start', 'stop', 'line']) assert.ok(Number.isInteger(test[key]), key);
        assert.ok(Array.isArray(test['suite']) && test['suite'].length > 0);
      }
    }
  });

  it('keeps the verdict beside the status', () => {
    const { records } = fixtureLog(STORIES.neverDischarges, { unverified: true });
    const { tests } = (JSON.parse(view(records, 'ctrf.json')) as Ctrf).results;
    const statuses = new Set(tests.map((t) => `${String(t['rawStatus'])} ${String(t['status'])}`));
    assert.deepEqual([...statuses].toSorted(), [
      'fail failed',
      'inconclusive pending',
      'not applicable skipped',
      'pass passed',
    ]);
  });
});

describe('earl.jsonld', () => {
  it('asserts every requirement and every execution, with its context inside', () => {
    const { records } = fixtureLog(STORIES.invertedSign, { unverified: true });
    const model = reportModel(records);
    const earl = JSON.parse(view(records, 'earl.jsonld')) as {
      '@context': object;
      '@graph': { '@type': string | string[] }[];
    };
    assert.equal(typeof earl['@context'], 'object');
    const assertions = earl['@graph'].filter((n) => n['@type'] === 'earl:Assertion');
    assert.equal(assertions.length, model.requirements.length + model.cases.length);
  });
});

describe('badge.json', () => {
  it('is an endpoint of shields', () => {
    const badge = JSON.parse(view(fixtureLog(STORIES.allPass).records, 'badge.json')) as Record<
      string,
      unknown
    >;
    assert.deepEqual(badge, {
      schemaVersion: 1,
      label: 'PR2 PEV',
      message: 'conformant (instrument)',
      color: 'brightgreen',
    });
  });
});

describe('summary.md', () => {
  it('names what failed, expected beside observed, and how to repeat it', () => {
    const text = view(fixtureLog(STORIES.optOutNotSent).records, 'summary.md');
    for (const said of [
      'not conformant',
      'PR2-A-11.opt-out-during',
      'expected:',
      'observed:',
      '--only PR2-A-11.opt-out-during',
    ]) {
      assert.ok(text.includes(said), said);
    }
  });

  it('lets no text of a device become markup, link or line', () => {
    const text = view(fixtureLog(STORIES.hostile).records, 'summary.md');
    assert.doesNotMatch(text, /<img|<script|<!--/);
    assert.doesNotMatch(text, /(?<!\\)\]\(/);
  });
});

describe('the terminal summary', () => {
  it('names each failed requirement in the words of the use case, and the report', () => {
    const text = terminalSummary(
      reportModel(fixtureLog(STORIES.invertedSign).records),
      'reports/out/pev/report.html',
    );
    for (const said of [
      'NOT CONFORMANT',
      'PR2-A-17 The PEV holds the power that was asked for',
      'PR2-X-04',
      'wrong sign',
      'reports/out/pev/report.html',
    ]) {
      assert.ok(text.includes(said), said);
    }
  });

  it('ends with one requirement to look at, its case and the command that repeats it', () => {
    const model = reportModel(fixtureLog(STORIES.invertedSign).records);
    const text = terminalSummary(model, 'r.html', { target: 'exec:./pev', ics: 'ics.yaml' });
    const last = text.slice(text.indexOf('next step:'));
    assert.match(last, /^next step: ✗ PR2-A-17 The PEV holds .*\n {4}look at {2}PR2-A-17/);
    assert.match(last, /read {5}r\.html#case-PR2-A-17\S+, or npx pr2 explain PR2-A-17/);
    assert.match(
      last,
      /repeat {3}npx pr2 run --dut pev=exec:\.\/pev --ics ics\.yaml --only PR2-A-17\S+ --seed/,
    );
  });

  it('repeats a case under the profile and with the instruments of the run', () => {
    const records = fixtureLog(STORIES.invertedSign).records.map((r) =>
      r.kind === 'run' ? { ...r, profile: { ...r.profile, name: 'regulation' } } : r,
    );
    const repeated = (plugged: Plugged): string => terminalSummary(reportModel(records), 'r.html', plugged);
    const options = ['--meter', 'modbus://192.0.2.9', '--operator', 'page'];
    assert.match(repeated({ options }), / --profile regulation --meter modbus:\S+ --operator page --only /);
    assert.match(repeated({ profile: 'my own.yaml' }), / --profile 'my own\.yaml' --only /);
  });

  it('names no next step where all is well', () => {
    const good = reportModel(fixtureLog(STORIES.allPass).records);
    assert.doesNotMatch(terminalSummary(good, 'r.html'), /next step/);
  });

  it('stays short however much failed', () => {
    const text = terminalSummary(
      reportModel(fixtureLog(STORIES.invertedSign, { rounds: 50 }).records),
      'r.html',
    );
    assert.ok(text.split('\n').length < 80);
    assert.match(text, /and 47 more cases/);
  });
});

describe('a log that breaks off', () => {
  it('makes every view, wherever it breaks off, and is never conformant', () => {
    const { records } = fixtureLog(STORIES.invertedSign, { unverified: true });
    for (let n = 1; n < records.length; n += 7) {
      const views = renderAll(records.slice(0, n));
      assert.equal(views.size, VIEW_NAMES.length);
      assert.deepEqual(checkReport(JSON.parse(views.get('report.json') ?? '')), []);
      assert.doesNotMatch(views.get('badge.json') ?? '', /"conformant/);
    }
  });
});
