/**
 * A judged run against the vendor's list of known failures, which the log's first record embeds. An entry excuses the
 * failed checks that it names; it excuses no error, and the headline stays what it is.
 */
import type { CheckRecord, ListedFailure, ReportStanding, RunRecord } from '../schemas';
import { bearingOf, strictnessOf, type Strictness } from './breach';
import { toldOf } from './case-verdict';
import type { CaseJudgement, RoleJudgement } from './judge-run';
import { standing, type Listing, type Stood } from './standing';

export interface Stand {
  /** Every entry of the list in its order, then what fails or errs without being listed. */
  readonly standings: readonly ReportStanding[];
  /** The entry that excuses a failed execution, by the execution's index in the log. */
  readonly excused: ReadonlyMap<number, ListedFailure>;
}

/** Undefined where the run was given no list. */
export function standAgainstList(
  judgement: RoleJudgement,
  run: RunRecord,
  complete: boolean,
  options: Strictness = {},
): Stand | undefined {
  const { knownFailures: list } = run;
  if (list === undefined) return undefined;
  const keywords = new Map(run.catalogue.map((r) => [r.id, r.keyword]));
  const isBreach = (c: CheckRecord): boolean =>
    bearingOf(c, keywords.get(c.requirement), strictnessOf(run, options)) === 'breach';
  // A part of the suite can bear a failure out, but its passing says nothing of the rest.
  const whole = complete && run.plan?.whole !== false && run.plan?.shard === undefined;
  const entries = list.map((e) => entryStanding(e, stoodOf(e, judgement, isBreach, whole)));
  const excused = new Map<number, ListedFailure>();
  const unlisted: ReportStanding[] = [];
  for (const c of judgement.cases) {
    if (c.verdict === 'error') unlisted.push(...erredUnlisted(c, list));
    if (c.verdict !== 'fail') continue;
    const breaches = c.checks.filter(isBreach).map((check) => ({ check, by: excuseOf(check, c, list) }));
    const bare = breaches.find(({ by }) => by === undefined);
    const [first] = breaches;
    if (bare !== undefined) unlisted.push(unexpected(c, toldOf(bare.check)));
    else if (first?.by !== undefined) excused.set(c.index, first.by);
  }
  return { standings: [...entries, ...unlisted], excused };
}

function entryStanding({ subject, id, reason, expires, state }: ListedFailure, stood: Stood): ReportStanding {
  const listing: Listing = state === 'expired' ? 'expired' : 'listed';
  return {
    id,
    subject,
    standing: standing(state === 'unknown' ? 'unknown' : stood, listing),
    note: reason,
    expires,
  };
}

/** How what an entry names came out. */
function stoodOf(
  { subject, id }: ListedFailure,
  { cases, requirements }: RoleJudgement,
  isBreach: (check: CheckRecord) => boolean,
  whole: boolean,
): Stood {
  const passed = whole ? 'pass' : 'not run';
  if (subject === 'case') return cases.findLast((c) => c.id === id)?.verdict ?? 'not run';
  if (subject === 'requirement') {
    const verdict = requirements.find((r) => r.id === id)?.verdict ?? 'not tested';
    if (verdict === 'not tested') return 'not run';
    return verdict === 'pass' || verdict === 'pass with findings' ? passed : verdict;
  }
  const checks = cases.flatMap((c) => c.checks.filter((k) => k.id === id));
  if (checks.some(isBreach)) return 'fail';
  const worst = (['error', 'inconclusive'] as const).find((v) => checks.some((c) => c.verdict === v));
  return worst ?? (checks.length === 0 ? 'not run' : passed);
}

function excuseOf(
  check: CheckRecord,
  { id }: CaseJudgement,
  list: readonly ListedFailure[],
): ListedFailure | undefined {
  return list.find(
    (e) =>
      e.state !== 'unknown' &&
      ((e.subject === 'case' && e.id === id) ||
        (e.subject === 'requirement' && e.id === check.requirement) ||
        (e.subject === 'check' && e.id === check.id)),
  );
}

/** A case in error is told by its own entry; without one it is told here, listed by its requirement or not at all. */
function erredUnlisted(c: CaseJudgement, list: readonly ListedFailure[]): ReportStanding[] {
  if (list.some((e) => e.subject === 'case' && e.id === c.id)) return [];
  const entry = list.find((e) => e.subject === 'requirement' && e.id === c.requirement);
  if (entry === undefined) return [unexpected(c, c.cause)];
  return [{ id: c.id, subject: 'case', standing: standing('error', 'listed'), note: entry.reason }];
}

function unexpected(c: CaseJudgement, note: string | undefined): ReportStanding {
  return {
    id: c.id,
    subject: 'case',
    standing: 'unexpected failure',
    ...(note === undefined ? {} : { note }),
  };
}
