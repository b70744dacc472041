/** The one judgement of a run log, which the command, the lab and every report share. */
import type { CheckRecord, DeviceRole, Headline, LogRecord, Requirement, Witness } from '../schemas';
import { strictnessOf, type Strictness } from './breach';
import { outcomeOf, type CaseOutcome, type KeywordOf } from './case-verdict';
import { weakestWitness } from './evidence';
import type { Judged } from './exit-code';
import { byAttempt, executionsOf, isComplete, type Execution } from './executions';
import { headline, isUnverified } from './headline';
import { requirementVerdict, type Owed, type RequirementJudgement } from './requirement-verdict';

export interface CaseJudgement extends CaseOutcome {
  /** Position among all executions of the log, from 0. */
  readonly index: number;
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  readonly requirement: string;
  readonly name: string;
  readonly checks: readonly CheckRecord[];
}

/** What the run says of the device of one role. */
export interface RoleJudgement extends Judged {
  readonly role: DeviceRole;
  /** Executions that count, in the order of the log. */
  readonly cases: readonly CaseJudgement[];
  /** Attempts that ended in error and were followed by another. */
  readonly retried: readonly CaseJudgement[];
  /** Those that the role owes, in the order of the catalogue, then any other that a check bears. */
  readonly requirements: readonly RequirementJudgement[];
  /** The weakest witness that a deciding check rests on. */
  readonly evidence: Witness;
}

export interface RunJudgement {
  /** False where the run ended before its time; such a run is never conformant. */
  readonly complete: boolean;
  /** A role each that the run judges, in the order of the run record. */
  readonly roles: readonly RoleJudgement[];
}

/** Total: a log without a run record judges no role. */
export function judgeRun(records: readonly LogRecord[], asked: Strictness = {}): RunJudgement {
  const options = strictnessOf(records[0], asked);
  const complete = isComplete(records);
  const run = records[0];
  if (run?.kind !== 'run') return { complete: false, roles: [] };
  const executions = executionsOf(records);
  const roles = run.roles.map((role) =>
    judgeRole(role, executions, records, run.catalogue, complete, options),
  );
  return { complete, roles };
}

function judgeRole(
  role: DeviceRole,
  all: readonly Execution[],
  records: readonly LogRecord[],
  catalogue: readonly Requirement[],
  complete: boolean,
  options: Strictness,
): RoleJudgement {
  const known = new Map(catalogue.map((r) => [r.id, r]));
  const keywordOf: KeywordOf = (id) => known.get(id)?.keyword;
  const { counting: executions, retried } = byAttempt(
    all.filter((e) => e.head.dut === role),
    (e) => outcomeOf(e, keywordOf, options).verdict === 'error',
  );
  const judged = (e: Execution): CaseJudgement => ({
    ...outcomeOf(e, keywordOf, options),
    index: e.index,
    id: e.head.case,
    attempt: e.head.attempt ?? 1,
    requirement: e.head.requirement,
    name: e.head.name,
    checks: e.checks,
  });
  const requirements = owedBy(role, executions, catalogue, known).map((r) =>
    requirementVerdict(r, executions, keywordOf, options),
  );
  const musts = requirements
    .filter((r) => r.keyword === 'must' || r.verdict === 'fail')
    .map((r) => r.verdict);
  return {
    role,
    headline: headline(musts, complete) satisfies Headline,
    kitError: kitErrorOf(executions),
    mustUnverified: !complete || musts.some(isUnverified),
    findings: requirements.some((r) => r.verdict === 'pass with findings' && r.onlyUnsteady !== true),
    evidence: weakestWitness(
      executions.flatMap((e) => e.checks),
      records,
    ),
    cases: executions.map(judged),
    retried: retried.map(judged),
    requirements,
  };
}

/** What a check bears counts even where the catalogue does not say that the role owes it: no failure may be lost. */
function owedBy(
  role: DeviceRole,
  executions: readonly Execution[],
  catalogue: readonly Requirement[],
  known: ReadonlyMap<string, Requirement>,
): Owed[] {
  const owed = catalogue.filter((r) => r.roles.includes(role));
  const ids = new Set(owed.map((r) => r.id));
  const borne = new Set(executions.flatMap((e) => e.checks.map((c) => c.requirement)));
  const others = [...borne].filter((id) => !ids.has(id)).toSorted();
  return [
    ...owed.map(({ id, keyword, notApplicable }) => {
      const denied = notApplicable?.[role];
      return { id, keyword, ...(denied === undefined ? {} : { denied }) };
    }),
    ...others.map((id) => ({ id, keyword: known.get(id)?.keyword ?? ('must' as const) })),
  ];
}

/** The kit's own error: a case that it stopped itself, or that judged nothing. */
function kitErrorOf(executions: readonly Execution[]): string | undefined {
  for (const { head, checks, end } of executions) {
    if (end?.stopped?.kind === 'kit') return `${head.case}: ${end.stopped.text}`;
    const silent = end !== undefined && end.stopped === undefined && end.notApplicable === undefined;
    if (silent && !checks.some((c) => c.oracle !== true)) return `${head.case}: no check was recorded`;
  }
  return undefined;
}
