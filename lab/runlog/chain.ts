/** The run log's lines: numbered, and chained by the hash of the line before (PR2-X-14). */
import { hash } from 'node:crypto';
import type { LogRecord } from '../../schemas';
import { jsonCopy } from '../rpc/json-copy';

/** A record before the log gives it its number and its place in the chain; `end` gets its count from the log. */
export type RecordBody = LogRecord extends infer R
  ? R extends { kind: 'end' }
    ? { kind: 'end' }
    : R extends LogRecord
      ? Omit<R, 'n' | 'prev'>
      : never
  : never;

/** sha256 of a line without its end, in hexadecimal. */
export function hashOf(line: string): string {
  return hash('sha256', line, 'hex');
}

/** A record as a reader of the log will find it, and its line without its end. */
export interface Link {
  readonly record: LogRecord;
  readonly line: string;
}

/** Makes the lines of one log. The order of members is fixed: n, prev, kind, then as the caller wrote them. */
export class Chain {
  private n: number;
  private prev: string;

  /** @param after where a log goes on: how many records there are, and the hash of the last line */
  constructor({ n, prev }: { readonly n: number; readonly prev: string } = { n: 0, prev: '' }) {
    this.n = n;
    this.prev = prev;
  }

  next(body: RecordBody): Link {
    const record = recordOf(body, this.n, this.prev);
    const line = JSON.stringify(record);
    this.n += 1;
    this.prev = hashOf(line);
    return { record, line };
  }
}

/** The record that a body becomes in the `n`th place, behind the line whose hash is `prev`. It shares nothing with the body. */
export function recordOf({ kind, ...rest }: RecordBody, n: number, prev: string): LogRecord {
  const last = kind === 'end' ? { count: n } : undefined;
  return jsonCopy({ n, prev, kind, ...rest, ...last }) as LogRecord;
}
