/** What the report takes from the verdicts, and in which form. */
import type {
  CaseVerdict,
  DeviceRole,
  Headline,
  LogRecord,
  RequirementVerdict,
  Witness,
} from '../../schemas';
import type { CaseLog, RequirementRecord, RunLog } from '../log/run-log';
import { isBreach } from './divergence';

export interface Judgement {
  readonly headline: Headline;
  /** By execution, in the order of the log. */
  readonly cases: readonly { readonly verdict: CaseVerdict; readonly cause?: string }[];
  readonly requirements: ReadonlyMap<
    string,
    { readonly verdict: RequirementVerdict; readonly cause?: string }
  >;
  readonly evidence: Witness;
}

const STOPPED_AS_ERROR = ['adapter', 'kit', 'livelock'];

export function judge(log: RunLog, role: DeviceRole): Judgement {
  const cases = log.cases.map(caseVerdict);
  const requirements = new Map(
    log.run.catalogue
      .filter((r) => r.roles.includes(role))
      .map((r) => [r.id, requirementVerdict(r, log, cases, role)]),
  );
  return { headline: headline(log, requirements), cases, requirements, evidence: 'instrument' };
}

function caseVerdict(log: CaseLog): { verdict: CaseVerdict; cause?: string } {
  const checks = log.records.filter((r) => r.kind === 'check');
  if (checks.some(isBreach)) return { verdict: 'fail' };
  const stopped = log.end?.stopped;
  if (checks.some((c) => c.verdict === 'error')) return { verdict: 'error' };
  if (stopped !== undefined) {
    return {
      verdict: STOPPED_AS_ERROR.includes(stopped.kind) ? 'error' : 'inconclusive',
      cause: stopped.text,
    };
  }
  if (log.end === undefined) return { verdict: 'inconclusive', cause: 'the run broke off' };
  if (log.end.notApplicable !== undefined) return { verdict: 'not applicable', cause: log.end.notApplicable };
  if (checks.length === 0) return { verdict: 'error', cause: 'kit: no check' };
  return { verdict: checks.some((c) => c.verdict === 'inconclusive') ? 'inconclusive' : 'pass' };
}

function requirementVerdict(
  requirement: RequirementRecord,
  log: RunLog,
  cases: readonly { verdict: CaseVerdict }[],
  role: DeviceRole,
): { verdict: RequirementVerdict } {
  const bearing: LogRecord[] = log.cases
    .filter((c) => c.head.dut === role)
    .flatMap((c) => c.records.filter((r) => r.kind === 'check' && r.requirement === requirement.id));
  const checks = bearing.filter((r) => r.kind === 'check');
  const own = log.cases.flatMap((c, i) => {
    const verdict = cases[i]?.verdict;
    return c.head.requirement === requirement.id && c.head.dut === role && verdict !== undefined
      ? [verdict]
      : [];
  });
  if (checks.some(isBreach)) return { verdict: 'fail' };
  if (checks.some((c) => c.verdict === 'error') || own.includes('error')) return { verdict: 'error' };
  if (checks.some((c) => c.verdict === 'inconclusive') || own.includes('inconclusive'))
    return { verdict: 'inconclusive' };
  if (own.length > 0 && own.every((v) => v === 'not applicable')) return { verdict: 'not applicable' };
  if (checks.length === 0) return { verdict: 'not tested' };
  return {
    verdict: checks.some((c) => c.finding === true && c.verdict === 'fail') ? 'pass with findings' : 'pass',
  };
}

function headline(log: RunLog, verdicts: ReadonlyMap<string, { verdict: RequirementVerdict }>): Headline {
  const musts = log.run.catalogue
    .filter((r) => r.keyword === 'must')
    .flatMap((r) => verdicts.get(r.id)?.verdict ?? []);
  if (musts.includes('fail')) return 'not conformant';
  if (!log.complete || musts.some((v) => ['error', 'inconclusive', 'not tested'].includes(v)))
    return 'not fully verified';
  return musts.some((v) => v.startsWith('pass')) ? 'conformant' : 'not fully verified';
}
