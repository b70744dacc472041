/** What a case found against a device: the checks that it failed, and why it ended before its end. Pure. */
import type { LogRecord } from '../../schemas';

/** A check that failed, and where. */
export interface Kill {
  readonly case: string;
  readonly requirement: string;
  readonly check: string;
  /** It is about a SHOULD: enough to catch a fault that breaks it, and no charge against a variant. */
  readonly finding?: true;
}

export interface Findings {
  readonly kills: readonly Kill[];
  /** It ended before its end, and came to no verdict. */
  readonly undecided: readonly Kill[];
}

/** What the records of the case tell; `requirement` is the one that the case is about. */
export function findingsIn(id: string, requirement: string, records: readonly LogRecord[]): Findings {
  const kills: Kill[] = [];
  const undecided: Kill[] = [];
  for (const r of records) {
    if (r.kind === 'check' && r.verdict === 'fail')
      kills.push({
        case: id,
        requirement: r.requirement,
        check: r.check,
        ...(r.finding === true ? { finding: true as const } : {}),
      });
    if (r.kind === 'end-case' && r.stopped !== undefined)
      undecided.push({ case: id, requirement, check: `${r.stopped.kind}: ${r.stopped.text}` });
  }
  return { kills, undecided };
}
