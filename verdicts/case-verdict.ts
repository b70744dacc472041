/** Verdict of one test case, from its records alone. */
import type { CaseStopped, CaseVerdict, CheckRecord, LogRecord, RequirementKeyword } from '../schemas';
import { bearingOf, leavesOpen, type Strictness } from './breach';
import { executionsOf, type Execution } from './executions';

export interface CaseFacts {
  /** A MUST was seen broken. */
  readonly breach: boolean;
  /** A check could not be carried out. */
  readonly checkError: boolean;
  readonly checkInconclusive: boolean;
  /** The scenario itself recorded a check; oracles watch everything and do not count. */
  readonly checked: boolean;
  /** Why it ended early. */
  readonly stopped: CaseStopped['kind'] | undefined;
  readonly notApplicable: boolean;
  /** Its end is in the log. */
  readonly ended: boolean;
}

const ERRORS: ReadonlySet<string> = new Set(['adapter', 'kit', 'livelock'] satisfies CaseStopped['kind'][]);

/** The verdict that the facts leave; a failed check stays a failure, whatever follows. */
export function decideCase(facts: CaseFacts): CaseVerdict {
  if (facts.breach) return 'fail';
  if (facts.checkError || (facts.stopped !== undefined && ERRORS.has(facts.stopped))) return 'error';
  if (!facts.ended || facts.stopped !== undefined) return 'inconclusive';
  if (facts.notApplicable) return 'not applicable';
  if (!facts.checked) return 'error';
  return facts.checkInconclusive ? 'inconclusive' : 'pass';
}

/** Keyword of a requirement, where it is known. */
export type KeywordOf = (requirement: string) => RequirementKeyword | undefined;

export interface CaseOutcome {
  readonly verdict: CaseVerdict;
  /** Why it is not a pass. */
  readonly cause?: string;
}

/**
 * @param records of one execution, its `case` record first; more are read no further
 * @param keywordOf of any requirement; without it that of the case's own is known
 */
export function caseVerdict(
  records: readonly LogRecord[],
  options: Strictness = {},
  keywordOf?: KeywordOf,
): CaseOutcome {
  const [execution] = executionsOf(records);
  if (execution === undefined) return { verdict: 'error', cause: 'kit: the case has no record of its own' };
  const { requirement, keyword } = execution.head;
  return outcomeOf(execution, keywordOf ?? ((id) => (id === requirement ? keyword : undefined)), options);
}

export function outcomeOf(execution: Execution, keywordOf: KeywordOf, options: Strictness): CaseOutcome {
  const verdict = decideCase(factsOf(execution, keywordOf, options));
  const cause = causeOf(verdict, execution, keywordOf, options);
  return cause === undefined ? { verdict } : { verdict, cause };
}

export function factsOf({ checks, end }: Execution, keywordOf: KeywordOf, options: Strictness): CaseFacts {
  return {
    breach: checks.some((c) => bearingOf(c, keywordOf(c.requirement), options) === 'breach'),
    checkError: checks.some((c) => c.verdict === 'error'),
    checkInconclusive: checks.some((c) => leavesOpen(c, options)),
    checked: checks.some((c) => c.oracle !== true),
    stopped: end?.stopped?.kind,
    notApplicable: end?.notApplicable !== undefined,
    ended: end !== undefined,
  };
}

function causeOf(
  verdict: CaseVerdict,
  { checks, end }: Execution,
  keywordOf: KeywordOf,
  options: Strictness,
): string | undefined {
  if (verdict === 'pass') return undefined;
  if (verdict === 'not applicable') return end?.notApplicable;
  if (verdict === 'fail') {
    return toldOf(checks.find((c) => bearingOf(c, keywordOf(c.requirement), options) === 'breach'));
  }
  if (end === undefined && verdict === 'inconclusive') return 'the run broke off';
  const check = checks.find((c) => c.verdict === verdict);
  return end?.stopped?.text ?? check?.cause ?? toldOf(check) ?? 'kit: no check was recorded';
}

/** A failed check in one line. */
export function toldOf(check: CheckRecord | undefined): string | undefined {
  if (check === undefined) return undefined;
  return `${check.requirement}: expected ${check.expected}; seen ${check.observed}`;
}
