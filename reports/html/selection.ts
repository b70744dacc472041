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
