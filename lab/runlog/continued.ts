/** A run log that broke off, ready to be gone on with: what is whole in it stays, the case under way is dropped. */
import { truncateSync } from 'node:fs';
import type { CaseVerdict, LogRecord, RunRecord } from '../../schemas';
import { caseVerdict, strictnessOf } from '../../verdicts';
import { hashOf } from './chain';
import { linesOf, verifyChain } from './reader';
import { FileLog } from './writer';

/** One execution of a case, and what it came to. */
export interface Executed {
  readonly id: string;
  readonly verdict: CaseVerdict;
}

export interface Unfinished {
  readonly path: string;
  readonly run: RunRecord;
  /** Executions with their end in the log, in order. */
  readonly executed: readonly Executed[];
  /** The log has its `end`: there is nothing left to go on with. */
  readonly complete: boolean;
  /** Where the last whole case ends: records, bytes, and the hash of the last line. */
  readonly kept: { readonly records: number; readonly bytes: number; readonly hash: string };
}

/**
 * Looks at a log without changing it. Undefined where not even its first record is whole, so that nothing is lost by
 * beginning anew; the problem is a sentence.
 * @throws the system's error where the file cannot be read
 */
export function unfinishedLog(path: string): Unfinished | { readonly problem: string } | undefined {
  const { broken, complete } = verifyChain(linesOf(path));
  if (broken !== undefined)
    return {
      problem: `${path}:${broken.line} breaks the chain (${broken.why}); such a log is not gone on with`,
    };
  let run: RunRecord | undefined;
  let open: LogRecord[] | undefined;
  let kept: Unfinished['kept'] | undefined;
  let bytes = 0;
  const executed: Executed[] = [];
  for (const { text, line, torn } of linesOf(path)) {
    if (torn) break;
    const record = JSON.parse(text) as LogRecord;
    bytes += Buffer.byteLength(text) + 1;
    if (record.kind === 'run') run = record;
    if (record.kind === 'case') open = [];
    if (JUDGING.has(record.kind)) open?.push(record);
    if (record.kind === 'end-case' && open !== undefined && run !== undefined)
      executed.push(judged(open, run));
    if (record.kind === 'run' || record.kind === 'end-case')
      kept = { records: line, bytes, hash: hashOf(text) };
  }
  if (run === undefined || kept === undefined) return undefined;
  return { path, run, executed, complete, kept };
}

/** Records that the verdict of a case rests on. */
const JUDGING: ReadonlySet<string> = new Set(['case', 'check', 'end-case'] satisfies LogRecord['kind'][]);

function judged(records: readonly LogRecord[], run: RunRecord): Executed {
  const [head] = records;
  const keywordOf = (id: string) => run.catalogue.find((r) => r.id === id)?.keyword;
  const { verdict } = caseVerdict(records, strictnessOf(run), keywordOf);
  return { id: head?.kind === 'case' ? head.case : '', verdict };
}

/** Cuts off what is not whole, and goes on behind it. */
export function continueLog({ path, kept }: Unfinished): FileLog {
  truncateSync(path, kept.bytes);
  return new FileLog(path, { n: kept.records, prev: kept.hash });
}
