/** Whether everything that failed did so for one reason, so that the report says it once, at the top. */
import { COMMON_CAUSES } from './likely-cause';
import type { CaseModel } from './report-model';

export interface CommonCause {
  /** A sentence without its full stop. */
  readonly text: string;
  /** How many cases it explains: all that failed, or all that could not be judged. */
  readonly cases: number;
  readonly kind: 'failed' | 'not judged';
}

/** Fewer failures than this are read one by one. */
const WORTH_SAYING = 2;

/** The one cause of all failures; else the one cause of everything that could not be judged; else undefined. */
export function commonCause(cases: readonly CaseModel[]): CommonCause | undefined {
  const failed = cases.filter((c) => c.verdict === 'fail');
  const patterns = new Set(failed.map((c) => c.likelyCause?.pattern));
  const [pattern] = patterns;
  if (failed.length >= WORTH_SAYING && patterns.size === 1 && pattern !== undefined) {
    return { text: COMMON_CAUSES[pattern] ?? pattern, cases: failed.length, kind: 'failed' };
  }
  const unjudged = cases.filter((c) => c.verdict === 'error' || c.verdict === 'inconclusive');
  const causes = new Set(unjudged.map((c) => c.cause));
  const [cause] = causes;
  const judged = cases.some((c) => c.verdict === 'pass' || c.verdict === 'fail');
  if (unjudged.length >= WORTH_SAYING && causes.size === 1 && cause !== undefined && !judged) {
    return { text: cause, cases: unjudged.length, kind: 'not judged' };
  }
  return undefined;
}
