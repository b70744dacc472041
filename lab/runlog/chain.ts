/** The run log's lines: numbered, and chained by the hash of the line before (PR2-X-14). */
import { hash } from 'node:crypto';
import type { LogRecord } from '../../schemas';

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

/** Makes the lines of one log. The order of members is fixed: n, prev, kind, then as the caller wrote them. */
export class Chain {
  private n: number;
  private prev: string;

  /** @param after where a log goes on: how many records there are, and the hash of the last line */
  constructor({ n, prev }: { readonly n: number; readonly prev: string } = { n: 0, prev: '' }) {
    this.n = n;
    this.prev = prev;
  }

  next(body: RecordBody): string {
    const { kind, ...rest } = body;
    const last = kind === 'end' ? { count: this.n } : undefined;
    const line = JSON.stringify({ n: this.n, prev: this.prev, kind, ...rest, ...last });
    this.n += 1;
    this.prev = hashOf(line);
    return line;
  }
}
