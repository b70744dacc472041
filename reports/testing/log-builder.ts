/** Writes run logs by hand, for the tests of the reports: numbered, chained, one JSON object a line. */
import { createHash } from 'node:crypto';
import type { LogRecord } from '../../schemas';

type Draft<R> = R extends unknown ? Omit<R, 'n' | 'prev'> : never;

/** A record without its number and its place in the chain. */
export type RecordDraft = Draft<LogRecord>;

export class LogBuilder {
  readonly records: LogRecord[] = [];
  private readonly lines: string[] = [];
  private prev = '';

  /** Appends a record and gives its number. */
  push(draft: RecordDraft): number {
    const { kind, ...rest } = draft;
    const record = { n: this.records.length, prev: this.prev, kind, ...rest } as LogRecord;
    const line = JSON.stringify(record);
    this.prev = createHash('sha256').update(line).digest('hex');
    this.lines.push(line);
    this.records.push(record);
    return record.n;
  }

  /** Ends the log as a whole run ends. */
  finish(): this {
    this.push({ kind: 'end', count: this.records.length });
    return this;
  }

  /** run.ndjson. */
  text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}
