/** ctrf.json: Common Test Report Format, specification 0.0.0. */
import type { CaseVerdict } from '../../schemas';
import type { CaseModel, ReportModel } from '../model/report-model';
import { deviceName } from './words';

/** As Cucumber's statuses: what could not be judged is pending, and an error is not a pass. */
const STATUS = {
  pass: 'passed',
  fail: 'failed',
  error: 'failed',
  inconclusive: 'pending',
  'not applicable': 'skipped',
} as const satisfies Record<CaseVerdict, string>;

export function ctrfJson(model: ReportModel): string {
  return `${JSON.stringify(ctrf(model), undefined, 1)}\n`;
}

/** The report as a value. Times are bench time, so that the same log gives the same bytes. */
export function ctrf(model: ReportModel): object {
  const tests = model.cases.map(test);
  const n = (status: string): number => tests.filter((t) => t.status === status).length;
  const { run } = model.log;
  const starts = model.cases.map((c) => c.log.head.at).toSorted((a, b) => a - b);
  const stops = model.cases.map((c) => c.log.head.at + c.durationMs).toSorted((a, b) => a - b);
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'pr2-conformance',
    results: {
      tool: { name: 'pr2-conformance', version: run.suite.version, extra: { digest: run.suite.digest } },
      summary: {
        tests: tests.length,
        passed: n('passed'),
        failed: n('failed'),
        skipped: n('skipped'),
        pending: n('pending'),
        other: 0,
        start: starts[0] ?? 0,
        stop: stops.at(-1) ?? 0,
        extra: { headline: model.headline, evidence: model.evidence, complete: model.log.complete },
      },
      tests,
      environment: {
        reportName: `PR2 conformance, ${model.role}`,
        appName: deviceName(model),
        extra: { role: model.role, seed: run.seed, profile: run.profile.name },
      },
    },
  };
}

function test(c: CaseModel): { name: string; status: string; [key: string]: unknown } {
  const { head } = c.log;
  const breach = c.divergence?.check;
  const message = breach === undefined ? c.cause : `expected ${breach.expected}; observed ${breach.observed}`;
  return {
    testId: c.id,
    name: `${c.id} ${head.name}`,
    status: STATUS[c.verdict],
    rawStatus: c.verdict,
    duration: c.durationMs,
    ...(c.attempt === 1 ? {} : { retries: c.attempt - 1, flaky: c.verdict === 'pass' }),
    start: head.at,
    stop: head.at + c.durationMs,
    suite: [head.requirement],
    ...(message === undefined ? {} : { message }),
    ...(c.likelyCause?.text === undefined ? {} : { trace: c.likelyCause.text }),
    filePath: head.feature,
    line: head.scenarioLine,
    tags: head.tags,
    type: 'conformance',
  };
}
