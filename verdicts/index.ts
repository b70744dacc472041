/** Verdicts: total functions over the records of a run log, and over nothing else. */
export { bearingOf, strictnessOf, type Bearing, type Strictness } from './breach';
export { caseVerdict, decideCase, type CaseFacts, type CaseOutcome, type KeywordOf } from './case-verdict';
export { weakestWitness } from './evidence';
export { byAttempt, executionsOf, isComplete, type Execution } from './executions';
export {
  decideExit,
  exitCode,
  type ExitCode,
  type ExitFacts,
  type ExitOptions,
  type Judged,
} from './exit-code';
export { headline, isUnverified } from './headline';
export { judgeRun, type CaseJudgement, type RoleJudgement, type RunJudgement } from './judge-run';
export { standAgainstList, type Stand } from './known-failures';
export {
  decideRequirement,
  requirementVerdict,
  type RequirementFacts,
  type RequirementJudgement,
} from './requirement-verdict';
export { standing, type Listing, type Standing, type Stood } from './standing';
