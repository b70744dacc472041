/** What `pr2 baseline update` makes of a list: pure, so that nothing but the run and the list decides. */
import type { ListedFailure, ReportStanding } from '../../schemas';
import type { CaseJudgement, Stand } from '../../verdicts';

export interface Change {
  readonly kind: 'kept' | 'renewed' | 'dropped' | 'added';
  readonly entry: ListedFailure;
  /** Why, for the terminal. */
  readonly why: string;
}

/**
 * Keeps the entries that the run bears out or does not contradict, renews an expired one that still fails with its
 * old reason, drops what is stale or passes, and adds each case that fails without being listed. Errors are never
 * listed: a known failure excuses none.
 * @param stand the run against `list`, in the same order
 * @param expires last day of entries that are new or renewed
 */
export function changesOf(
  list: readonly ListedFailure[],
  stand: Stand,
  cases: readonly CaseJudgement[],
  expires: string,
): readonly Change[] {
  const kept = list.map((entry, i) => fateOf(entry, stand.standings[i], cases, expires));
  const failed = cases.filter((c) => c.verdict === 'fail' && !stand.excused.has(c.index));
  const added = new Map(
    failed.map((c) => {
      const entry: ListedFailure = {
        subject: 'case',
        id: c.id,
        reason: c.cause ?? 'it failed',
        expires,
        state: 'current',
      };
      return [c.id, { kind: 'added' as const, entry, why: entry.reason }];
    }),
  );
  return [...kept, ...added.values()];
}

function fateOf(
  entry: ListedFailure,
  told: ReportStanding | undefined,
  cases: readonly CaseJudgement[],
  expires: string,
): Change {
  if (told?.standing === 'unexpected pass') return { kind: 'dropped', entry, why: 'it passes now' };
  if (entry.state === 'unknown')
    return { kind: 'dropped', entry, why: 'this suite has nothing of that name' };
  if (entry.state === 'expired') {
    return stillFails(entry, cases)
      ? { kind: 'renewed', entry: { ...entry, expires, state: 'current' }, why: 'it still fails' }
      : { kind: 'dropped', entry, why: `it expired on ${entry.expires}` };
  }
  if (told?.standing === 'stale entry') return { kind: 'dropped', entry, why: 'it does not apply' };
  return { kind: 'kept', entry, why: told?.standing ?? 'ok' };
}

function stillFails({ subject, id }: ListedFailure, cases: readonly CaseJudgement[]): boolean {
  return cases.some(
    (c) =>
      c.verdict === 'fail' &&
      (subject === 'case'
        ? c.id === id
        : c.checks.some((k) => k.verdict === 'fail' && (subject === 'check' ? k.id : k.requirement) === id)),
  );
}
