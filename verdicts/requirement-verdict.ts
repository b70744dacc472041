/** Verdict of one requirement for one role, rolled up over everything that bears on it. */
import type { CaseVerdict, CheckRecord, RequirementKeyword, RequirementVerdict } from '../schemas';
import { bearingOf, leavesOpen, type Bearing, type Strictness } from './breach';
import { decideCase, factsOf, toldOf, type KeywordOf } from './case-verdict';
import type { Execution } from './executions';

export interface RequirementFacts {
  /** A check that bears it failed, and that fails the device. */
  readonly breach: boolean;
  /** A check that bears it, or a case of its own, is in error. */
  readonly error: boolean;
  readonly inconclusive: boolean;
  /** The device's declaration denies the requirement's own condition; without one it can never be not applicable. */
  readonly denied: boolean;
  /** A check that bears it came to a judgement. */
  readonly judged: boolean;
  /** A SHOULD was seen not met. */
  readonly finding: boolean;
  /** A case of its own erred, and came to a judgement only when it was run again. */
  readonly unsteady: boolean;
}

export function decideRequirement(facts: RequirementFacts): RequirementVerdict {
  if (facts.breach) return 'fail';
  if (facts.error) return 'error';
  if (facts.inconclusive) return 'inconclusive';
  if (facts.denied) return 'not applicable';
  if (!facts.judged) return 'not tested';
  return facts.finding || facts.unsteady ? 'pass with findings' : 'pass';
}

/** A requirement as one role owes it. */
export interface Owed {
  readonly id: string;
  readonly keyword: RequirementKeyword;
  /** Why the declaration takes it away, where it does. */
  readonly denied?: string;
}

export interface RequirementJudgement {
  readonly id: string;
  readonly keyword: RequirementKeyword;
  readonly verdict: RequirementVerdict;
  /** Why it is not a plain pass. */
  readonly cause?: string;
  /** Its only findings are cases that had to be run again: an error is the adapter's, and never fails a product. */
  readonly onlyUnsteady?: true;
  /** Test cases that bear on it: its own, and those in which a check bears it. */
  readonly cases: readonly string[];
}

/**
 * @param executions those whose device under test has the role
 * @param keywordOf of any requirement, for checks that bear others
 */
export function requirementVerdict(
  requirement: Owed,
  executions: readonly Execution[],
  keywordOf: KeywordOf,
  options: Strictness = {},
): RequirementJudgement {
  const { id, keyword } = requirement;
  const own = executions.filter((e) => e.head.requirement === id);
  const bearing = executions.filter((e) => e.checks.some((c) => c.requirement === id));
  const checks = bearing.flatMap((e) => e.checks.filter((c) => c.requirement === id));
  const bearings = checks.map((c) => bearingOf(c, keyword, options));
  // What other requirements' checks found in its own cases is theirs; only how those cases ended counts here.
  const ends = own.map((e) =>
    decideCase({
      ...factsOf(e, keywordOf, options),
      breach: false,
      checkError: false,
      checkInconclusive: false,
    }),
  );
  const again = own.find((e) => (e.head.attempt ?? 1) > 1);
  const finding = bearings.includes('finding');
  const verdict = decideRequirement({
    breach: bearings.includes('breach'),
    error: checks.some((c) => c.verdict === 'error') || ends.includes('error'),
    inconclusive: checks.some((c) => leavesOpen(c, options)) || ends.includes('inconclusive'),
    denied: requirement.denied !== undefined,
    judged: checks.length > 0,
    finding,
    unsteady: again !== undefined,
  });
  const onlyUnsteady = !finding && again !== undefined;
  const cause =
    verdict === 'pass with findings' && onlyUnsteady
      ? `${again.head.case} ended in error before it was run again`
      : causeOf(verdict, requirement, checks, bearings, own, ends);
  const cases = [...own, ...bearing].toSorted((a, b) => a.index - b.index).map((e) => e.head.case);
  return {
    id,
    keyword,
    verdict,
    ...(onlyUnsteady ? { onlyUnsteady } : {}),
    cases: [...new Set(cases)],
    ...(cause === undefined ? {} : { cause }),
  };
}

function causeOf(
  verdict: RequirementVerdict,
  { denied }: Owed,
  checks: readonly CheckRecord[],
  bearings: readonly Bearing[],
  own: readonly Execution[],
  ends: readonly CaseVerdict[],
): string | undefined {
  if (verdict === 'pass') return undefined;
  if (verdict === 'fail') return toldOf(checks[bearings.indexOf('breach')]);
  if (verdict === 'pass with findings') return toldOf(checks[bearings.indexOf('finding')]);
  if (verdict === 'not applicable') return denied;
  if (verdict === 'not tested')
    return ends.every((v) => v === 'not applicable')
      ? (own[0]?.end?.notApplicable ?? 'no test case of it was run')
      : 'no check of it was made';
  const check = checks.find((c) => c.verdict === verdict);
  if (check !== undefined) return check.cause ?? toldOf(check);
  const ended = own[ends.indexOf(verdict)]?.end;
  if (ended === undefined) return 'the run broke off';
  return ended.stopped?.text ?? 'kit: no check was recorded';
}
