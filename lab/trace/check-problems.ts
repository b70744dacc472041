/** Requirement → case → check: what the runs recorded against what the suite promises. */
import type { Catalogue } from '../catalogue/catalogue';
import type { RunFacts } from './run-facts';

export interface RegisteredCheck {
  readonly name: string;
  /** Set where it is only ever recorded of a device that fails it, so that sound devices cannot show it. */
  readonly onlyOnFailure?: boolean;
}

/** A run that proves nothing, a check that nobody records, a record that nobody registered, a case without a check. */
export function checkProblems(
  catalogue: Catalogue,
  registered: readonly RegisteredCheck[],
  runs: readonly RunFacts[],
): string[] {
  return [
    ...runs.flatMap(emptyRun),
    ...unregistered(catalogue, registered, runs),
    ...neverRecorded(registered, runs),
    ...silentCases(catalogue, runs),
  ];
}

/** A green run that judged nothing is worse than a red one. */
function emptyRun(run: RunFacts): string[] {
  const judged = run.cases.flatMap((c) => c.checks).filter((c) => !c.oracle && isJudgement(c.verdict));
  return [
    ...(run.complete ? [] : [`${run.name} is incomplete: it does not end with its end record`]),
    ...(run.tags === undefined
      ? []
      : [`${run.name} holds only the cases of ${run.tags}; a trace needs them all`]),
    ...(judged.length > 0
      ? []
      : [`${run.name} judged nothing: ${run.cases.length} cases and no check that passed or failed`]),
  ];
}

function unregistered(
  catalogue: Catalogue,
  registered: readonly RegisteredCheck[],
  runs: readonly RunFacts[],
): string[] {
  const names = new Set(registered.map((c) => c.name));
  const requirements = new Set(catalogue.requirements.map((r) => r.id));
  const told = new Set<string>();
  const problems: string[] = [];
  const tell = (what: string, sentence: string): void => {
    if (told.has(what)) return;
    told.add(what);
    problems.push(sentence);
  };
  for (const run of runs)
    for (const { id, checks } of run.cases)
      for (const { check, requirement } of checks) {
        if (!names.has(check))
          tell(
            `check ${check}`,
            `${run.name} case ${id} recorded the check ${check}, which is not registered`,
          );
        if (!requirements.has(requirement))
          tell(
            `requirement ${requirement} ${check}`,
            `${run.name} case ${id} recorded ${check} for ${requirement}, which is no requirement`,
          );
      }
  return problems;
}

function neverRecorded(registered: readonly RegisteredCheck[], runs: readonly RunFacts[]): string[] {
  const recorded = new Set(runs.flatMap((r) => r.cases).flatMap((c) => c.checks.map((k) => k.check)));
  return registered
    .filter(({ name, onlyOnFailure = false }) => !onlyOnFailure && !recorded.has(name))
    .map(({ name }) => `check ${name} is registered and no case ever records it`);
}

/** A case of the suite that was not run, or that recorded no check of its own for its own requirement. */
function silentCases(catalogue: Catalogue, runs: readonly RunFacts[]): string[] {
  const ran = new Map(runs.flatMap((r) => r.cases).map((c) => [c.id, c]));
  const roles = new Set(runs.flatMap((r) => r.roles));
  return catalogue.cases.flatMap((c) => {
    const where = `features/${c.feature}:${c.line} ${c.id}`;
    const run = ran.get(c.id);
    if (run === undefined)
      return roles.has(c.dut) ? [`${where} was not run`] : [`${where} was not run: no run judges a ${c.dut}`];
    if (run.notApplicable) return [];
    if (run.stopped !== undefined) return [`${where} ended early: ${run.stopped}`];
    return run.checks.some((k) => !k.oracle && k.requirement === c.requirement && isJudgement(k.verdict))
      ? []
      : [`${where} judged nothing of ${c.requirement}`];
  });
}

function isJudgement(verdict: string): boolean {
  return verdict === 'pass' || verdict === 'fail';
}
