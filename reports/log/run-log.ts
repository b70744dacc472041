/** The run log taken apart: what the run was, its cases in the order they ran, and whether it is whole. */
import type { LogRecord } from '../../schemas';

export type RecordOf<K extends LogRecord['kind']> = Extract<LogRecord, { kind: K }>;

/** A requirement as the log embeds it. */
export type RequirementRecord = RecordOf<'run'>['catalogue'][number];

/** One execution of a test case: its own record, and everything until its end. */
export interface CaseLog {
  /** Position among the executions of this log, from 0. A case that ran twice has two. */
  readonly index: number;
  readonly head: RecordOf<'case'>;
  readonly records: readonly LogRecord[];
  /** Absent where the run broke off. */
  readonly end: RecordOf<'end-case'> | undefined;
}

export interface RunLog {
  readonly run: RecordOf<'run'>;
  readonly cases: readonly CaseLog[];
  /** Records of no case: what devices said before, between and after. */
  readonly outside: readonly LogRecord[];
  /** False where the run was ended before its time: such a log never says conformant. */
  readonly complete: boolean;
}

/** The log cannot be read as one; the message says why, in a sentence. */
export class UnreadableLog extends Error {
  override readonly name = 'UnreadableLog';
}

/**
 * Takes a run log apart. Records keep their order.
 * @throws UnreadableLog where there is no `run` record at the beginning
 */
export function readRunLog(records: readonly LogRecord[]): RunLog {
  const run = records[0];
  if (run?.kind !== 'run') throw new UnreadableLog('a run log begins with a record of kind "run"');
  const cases: CaseLog[] = [];
  const outside: LogRecord[] = [];
  let open: { head: RecordOf<'case'>; records: LogRecord[] } | undefined;
  const close = (end: RecordOf<'end-case'> | undefined): void => {
    if (open !== undefined) cases.push({ index: cases.length, ...open, end });
    open = undefined;
  };
  for (const record of records.slice(1)) {
    if (record.kind === 'case') {
      close(undefined);
      open = { head: record, records: [] };
    } else if (record.kind === 'end-case') {
      close(record);
    } else {
      (open?.records ?? outside).push(record);
    }
  }
  close(undefined);
  const last = records.at(-1);
  return { run, cases, outside, complete: last?.kind === 'end' && last.count === records.length - 1 };
}

/** The records of one kind, in order. */
export function ofKind<K extends LogRecord['kind']>(records: readonly LogRecord[], kind: K): RecordOf<K>[] {
  return records.filter((r): r is RecordOf<K> => r.kind === kind);
}
