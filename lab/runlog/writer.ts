/** Where the records of a run go: to a file that grows with the run, or to memory. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { checkRecord, type LogRecord } from '../../schemas';
import { Chain, recordOf, type RecordBody } from './chain';

export interface LogSink {
  /** Gives the record as a reader of the log will find it. */
  append(body: RecordBody): LogRecord;
  close(): void;
}

/** Lines are handed to the system together, this many characters at most. */
const MOST_WAITING = 64 * 1024;

/**
 * run.ndjson. Every record is with the system before the kit waits for anything, a device above all, and at the end of
 * each case: a killed kit loses at most what it did since, and that case is run again on `--resume`.
 */
export class FileLog implements LogSink {
  private readonly chain: Chain;
  private fd: number | undefined;
  private waiting = '';
  private turn: NodeJS.Immediate | undefined;
  /** Why the system did not take what waited; the next call says so. */
  private refused: unknown;

  /**
   * @param after where a log that is there already goes on; without, it must not be there
   * @throws the system's error where the file exists already or cannot be made
   */
  constructor(
    private readonly path: string,
    after?: { readonly n: number; readonly prev: string },
  ) {
    this.chain = new Chain(after);
    this.fd = openSync(path, after === undefined ? 'wx' : 'a');
    process.once('exit', this.inTurn);
  }

  append(body: RecordBody): LogRecord {
    if (this.fd === undefined) throw new Error(`the run log ${this.path} is closed`);
    const { record, line } = this.chain.next(body);
    this.waiting += `${line}\n`;
    if (this.refused !== undefined || record.kind === 'end-case' || this.waiting.length > MOST_WAITING)
      this.flush();
    else this.turn ??= setImmediate(this.inTurn);
    return record;
  }

  close(): void {
    process.removeListener('exit', this.inTurn);
    try {
      this.flush();
    } finally {
      if (this.fd !== undefined) closeSync(this.fd);
      this.fd = undefined;
    }
  }

  /** Nobody is there to take an error. */
  private readonly inTurn = (): void => {
    try {
      this.flush();
    } catch (error) {
      this.refused = error;
    }
  };

  private flush(): void {
    if (this.refused !== undefined) throw this.refused;
    if (this.turn !== undefined) clearImmediate(this.turn);
    this.turn = undefined;
    if (this.fd === undefined || this.waiting === '') return;
    const bytes = Buffer.from(this.waiting);
    this.waiting = '';
    writeWhole(this.fd, bytes);
  }
}

/** For runs that leave no trace. */
export class MemoryLog implements LogSink {
  readonly records: LogRecord[] = [];
  private readonly lines: string[] = [];
  private readonly chain = new Chain();

  append(body: RecordBody): LogRecord {
    const { record, line } = this.chain.next(body);
    this.lines.push(line);
    this.records.push(record);
    return record;
  }

  close(): void {
    // Nothing to let go of.
  }

  /** What a file would hold. */
  text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

/** For runs of which nobody reads more than each case as it ends: records get their numbers, no chain, and are let go. */
export class PassingLog implements LogSink {
  private n = 0;

  append(body: RecordBody): LogRecord {
    const record = recordOf(body, this.n, '');
    this.n += 1;
    return record;
  }

  close(): void {
    // Nothing to let go of.
  }
}

/** A log that takes no record that breaks the schema: that would be the kit's own error. About a tenth of the cost of writing. */
export class CheckedLog implements LogSink {
  constructor(private readonly log: LogSink) {}

  /** @throws Error that names the first problem; the record is written nevertheless, for whoever looks into it */
  append(body: RecordBody): LogRecord {
    const record = this.log.append(body);
    const [problem] = checkRecord(record);
    if (problem !== undefined)
      throw new Error(
        `record ${record.n} (${record.kind}) breaks the schema of the run log: ${problem.text}`,
      );
    return record;
  }

  close(): void {
    this.log.close();
  }
}

/** A write may take only part of the bytes. */
function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
}
