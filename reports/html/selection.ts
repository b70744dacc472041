/** Which executions a page tells in full, where a case ran many times or much failed. */
import type { CaseModel } from '../model/report-model';

/**
 * The executions that stand for all: every case once before any a second time, at most `perCase` of each.
 * They come in the order of the log.
 */
export function representatives(cases: readonly CaseModel[], perCase: number, limit: number): CaseModel[] {
  const times = new Map<string, number>();
  const nth = cases.map((c) => {
    const n = times.get(c.id) ?? 0;
    times.set(c.id, n + 1);
    return { c, n };
  });
  const chosen = new Set(
    nth
      .filter(({ n }) => n < perCase)
      .toSorted((a, b) => a.n - b.n)
      .slice(0, limit)
      .map(({ c }) => c),
  );
  return cases.filter((c) => chosen.has(c));
}

/**
 * The failed cases that are told whole: each that shows a breach (a check of a requirement) which fewer than
 * `perBreach` cases before it have shown. The others show nothing new.
 */
export function newBreaches(failed: readonly CaseModel[], perBreach: number): ReadonlySet<CaseModel> {
  const times = new Map<string, number>();
  return new Set(
    failed.filter((c) => {
      const shown = new Set(c.breaches.map((b) => `${b.check.requirement} ${b.check.check}`));
      const isNew = [...shown].some((breach) => (times.get(breach) ?? 0) < perBreach);
      if (isNew) for (const breach of shown) times.set(breach, (times.get(breach) ?? 0) + 1);
      return isNew;
    }),
  );
}
