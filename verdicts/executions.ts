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

/** Whether the log goes to its own end: without that the run is incomplete and never says conformant. */
export function isComplete(records: readonly LogRecord[]): boolean {
  const last = records.at(-1);
  return last?.kind === 'end' && last.count === records.length - 1;
}
