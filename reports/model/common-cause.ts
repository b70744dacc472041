/** Whether everything that failed did so for one reason, so that the report says it once, at the top. */
import type { CaseModel } from './report-model';

export interface CommonCause {
  /** A sentence without its full stop. */
  readonly text: string;
  /** How many cases it explains, and of how many. */
  readonly cases: number;
  readonly of: number;
  readonly kind: 'failed' | 'not judged';
}

/** Fewer failures than this are read one by one. */
const WORTH_SAYING = 2;

/** A reason that leaves more than this share unexplained is not the one reason. */
const NEARLY_ALL = 0.9;

/** The one cause of nearly all failures; else the one cause of all that could not be judged; else undefined. */
export function commonCause(cases: readonly CaseModel[]): CommonCause | undefined {
  const failed = cases.filter((c) => c.verdict === 'fail');
  const counts = new Map<string, number>();
  for (const c of failed) {
    const pattern = c.likelyCause?.pattern ?? '';
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const [pattern, n] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const summary = failed.find((c) => c.likelyCause?.pattern === pattern)?.likelyCause?.summary;
  if (n >= WORTH_SAYING && n >= failed.length * NEARLY_ALL && summary !== undefined) {
    return { text: summary, cases: n, of: failed.length, kind: 'failed' };
  }
  const unjudged = cases.filter((c) => c.verdict === 'error' || c.verdict === 'inconclusive');
  const causes = new Set(unjudged.map((c) => c.cause));
  const [cause] = causes;
  const judged = cases.some((c) => c.verdict === 'pass' || c.verdict === 'fail');
  if (unjudged.length >= WORTH_SAYING && causes.size === 1 && cause !== undefined && !judged) {
    return { text: cause, cases: unjudged.length, of: unjudged.length, kind: 'not judged' };
  }
  return undefined;
}

/** `all 7 failed test cases`, `98 of 99 failed test cases`, `why none of the 6 test cases could be judged`. */
export function explained({ cases, of, kind }: CommonCause): string {
  if (kind === 'not judged') return `why none of the ${of} test cases could be judged`;
  return cases === of ? `all ${of} failed test cases` : `${cases} of ${of} failed test cases`;
}
