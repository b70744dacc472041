/** report.json: the verdicts and what they rest on, for programs (schemas/lab/report.schema.json). */
import type {
  CaseVerdict,
  Divergence as RunDivergence,
  Report,
  ReportCase,
  ReportCheck,
  ReportRequirement,
  RequirementVerdict,
} from '../../schemas';
import type { Divergence } from '../model/divergence';
import type { CaseModel, Check, ReportModel, RequirementModel } from '../model/report-model';
import { tally } from './words';

export function reportJson(model: ReportModel): string {
  return `${JSON.stringify(report(model), undefined, 1)}\n`;
}

/** The report as a value. */
export function report(model: ReportModel): Report {
  const { run } = model.log;
  const checks = model.cases.flatMap((c) => c.checks);
  const ics = run.ics[model.role];
  const ixit = run.ixit[model.role];
  return {
    suite: run.suite,
    device: model.device?.hello.identity ?? { vendor: 'unknown', product: 'unknown', version: 'unknown' },
    role: model.role,
    profile: run.profile,
    seed: run.seed,
    headline: model.headline,
    evidence: model.evidence,
    requirements: model.requirements.map(requirement),
    cases: model.cases.map(caseOf),
    ...(model.retried.length === 0
      ? {}
      : { retried: model.retried.map((c) => ({ ...caseOf(c), attempt: c.attempt })) }),
    counts: {
      requirements: counted<RequirementVerdict>(model.requirements.map((r) => r.verdict)),
      cases: counted<CaseVerdict>(model.cases.map((c) => c.verdict)),
      checks: checks.length,
      findings: findings(model),
    },
    complete: model.log.complete,
    ...(model.stand === undefined ? {} : { standing: [...model.stand.standings] }),
    ...(ics === undefined ? {} : { ics }),
    ...(ixit === undefined ? {} : { ixit }),
    ...(model.device?.connector === undefined ? {} : { connector: model.device.connector }),
    ...(run.tags === undefined ? {} : { tags: run.tags }),
  };
}

/** SHOULDs not met, members of messages that no schema knows, and cases that had to be run again. */
export function findings(model: ReportModel): number {
  let n = model.cases.filter((c) => c.attempt > 1).length;
  for (const { log } of model.cases) {
    for (const record of log.records) {
      if (record.kind === 'check' && record.finding === true && record.verdict === 'fail') n += 1;
      if (record.kind === 'emit' && record.blame !== 'kit') n += record.findings?.length ?? 0;
    }
  }
  return n;
}

function requirement({ record, verdict, cause, cases }: RequirementModel): ReportRequirement {
  return {
    id: record.id,
    keyword: record.keyword,
    text: record.text,
    verdict,
    cases: [...new Set(cases.map((c) => c.id))],
    sources: record.sources,
    ...(record.condition === undefined ? {} : { condition: record.condition }),
    feature: record.feature,
    group: record.group,
    ...(cause === undefined ? {} : { cause }),
  };
}

function caseOf(model: CaseModel): ReportCase {
  const { head } = model.log;
  const cause = model.cause ?? model.likelyCause?.text;
  return {
    id: model.id,
    requirement: head.requirement,
    name: head.name,
    verdict: model.verdict,
    ...(cause === undefined ? {} : { cause }),
    durationS: model.durationMs / 1000,
    ...(model.attempt === 1 ? {} : { attempt: model.attempt }),
    checks: model.checks.map((c) =>
      check(
        c,
        model.breaches.find((b) => b.check === c),
      ),
    ),
    feature: head.feature,
    line: head.scenarioLine,
  };
}

function check(record: Check, breach: Divergence | undefined): ReportCheck {
  const { id, requirement: of, check: name, verdict, expected, observed, basis } = record;
  return {
    id,
    requirement: of,
    check: name,
    verdict,
    expected,
    observed,
    basis,
    ...(record.finding === undefined ? {} : { finding: record.finding }),
    ...(record.oracle === undefined ? {} : { oracle: record.oracle }),
    ...(record.cause === undefined ? {} : { cause: record.cause }),
    ...(breach === undefined ? {} : { divergence: where(breach) }),
  };
}

function where({ atMs, n, missing }: Divergence): RunDivergence {
  return { at: atMs, ...(n === undefined ? {} : { n }), ...(missing === undefined ? {} : { missing }) };
}

function counted<V extends CaseVerdict | RequirementVerdict>(verdicts: readonly V[]): { [K in V]?: number } {
  const counts: { [K in V]?: number } = {};
  for (const { verdict, n } of tally(verdicts)) counts[verdict] = n;
  return counts;
}
