/** The run log by test case: each execution with its own record, its checks and how it ended. */
import type { CaseRecord, CheckRecord, EndCaseRecord, LogRecord } from '../schemas';

export interface Execution {
  /** Position among the executions of this log, from 0; a case that ran twice has two. */
  readonly index: number;
  readonly head: CaseRecord;
  readonly checks: readonly CheckRecord[];
  /** Absent where the run broke off. */
  readonly end: EndCaseRecord | undefined;
}

/** Executions in the order of the log. Records of no case are left out. */
export function executionsOf(records: readonly LogRecord[]): Execution[] {
  const out: Execution[] = [];
  let open: { head: CaseRecord; checks: CheckRecord[] } | undefined;
  const close = (end: EndCaseRecord | undefined): void => {
    if (open !== undefined) out.push({ index: out.length, ...open, end });
    open = undefined;
  };
  for (const record of records) {
    if (record.kind === 'case') {
      close(undefined);
      open = { head: record, checks: [] };
    } else if (record.kind === 'end-case') close(record);
    else if (record.kind === 'check') open?.checks.push(record);
  }
  close(undefined);
  return out;
}

/**
 * Executions by whether they count: one that ended in error, as `erred` tells, and was followed by another attempt does
 * not. A failure always does, whatever a log says of attempts.
 */
export function byAttempt<E extends Execution>(
  executions: readonly E[],
  erred: (execution: E) => boolean,
): { readonly counting: readonly E[]; readonly retried: readonly E[] } {
  const last = new Map(executions.map((e) => [e.head.case, e.head.attempt ?? 1]));
  const isRetried = (e: E): boolean => (last.get(e.head.case) ?? 1) > (e.head.attempt ?? 1) && erred(e);
  return {
    counting: executions.filter((e) => !isRetried(e)),
    retried: executions.filter(isRetried),
  };
}

/** Whether the log goes to its own end: without that the run is incomplete and never says conformant. */
export function isComplete(records: readonly LogRecord[]): boolean {
  const last = records.at(-1);
  return last?.kind === 'end' && last.count === records.length - 1;
}
