/** Reads run logs, record by record, and tells whether the chain holds. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { LogRecord } from '../../schemas';
import { LineSplitter } from '../rpc/line-splitter';
import { hashOf } from './chain';

/** A line of the log; `torn` where the file ends in the middle of it. */
export interface LogLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly torn: boolean;
}

export interface ChainReport {
  /** Records whose place in the chain holds. */
  readonly records: number;
  /** The log ends with its `end` record and the count in it is right. */
  readonly complete: boolean;
  /** The first line that does not fit the one before; undefined where all do. */
  readonly broken?: { readonly line: number; readonly why: string };
  /** The last line was cut short: the run was ended while it wrote. */
  readonly torn: boolean;
}

const CHUNK_BYTES = 64 * 1024;
/** A record may hold one message of the longest kind, and JSON in JSON takes more. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024;

/** @throws the system's error where the file cannot be read */
export function* linesOf(path: string): Generator<LogLine> {
  const fd = openSync(path, 'r');
  try {
    const splitter = new LineSplitter(LONGEST_LINE_BYTES);
    let line = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(fd, chunk);
      if (count === 0) break;
      const { lines } = splitter.push(chunk.subarray(0, count));
      for (const text of lines) yield { line: (line += 1), text: text.toString('utf8'), torn: false };
    }
    const rest = splitter.rest();
    if (rest.length > 0) yield { line: line + 1, text: rest.toString('utf8'), torn: true };
  } finally {
    closeSync(fd);
  }
}

/**
 * The records of a log as far as they can be read; a torn last line is left out.
 * @throws Error that names the line where one is not a record
 */
export function* readRunLog(path: string): Generator<LogRecord> {
  for (const { line, text, torn } of linesOf(path)) {
    if (torn) return;
    const record = recordOf(text);
    if (record === undefined) throw new Error(`${path}: line ${line} is not a record of a run log`);
    yield record;
  }
}

/** Follows the chain from the first line to the first that does not fit. */
export function verifyChain(lines: Iterable<LogLine>): ChainReport {
  let records = 0;
  let prev = '';
  let last: LogRecord | undefined;
  for (const { line, text, torn } of lines) {
    if (torn) return { records, complete: false, torn: true };
    const record = recordOf(text);
    const why = record === undefined ? 'it is not a record' : misfit(record, records, prev, last);
    if (record === undefined || why !== undefined) {
      return { records, complete: false, torn: false, broken: { line, why: why ?? '' } };
    }
    records += 1;
    prev = hashOf(text);
    last = record;
  }
  return { records, complete: last?.kind === 'end', torn: false };
}

function misfit(record: LogRecord, n: number, prev: string, last: LogRecord | undefined): string | undefined {
  if (last?.kind === 'end') return 'it stands after the end';
  if (record.n !== n) return `its number is ${record.n} and should be ${n}`;
  if (record.prev !== prev)
    return 'it does not continue the line before: one of the two was changed or is missing';
  if (record.kind === 'end' && record.count !== n)
    return `it counts ${record.count} records and there are ${n}`;
  return undefined;
}

function recordOf(text: string): LogRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { n, prev, kind } = value as Record<string, unknown>;
  return typeof n === 'number' && typeof prev === 'string' && typeof kind === 'string'
    ? (value as LogRecord)
    : undefined;
}
