/** Where a device keeps what must survive a restart (PR2-X-12): one text for each storage name that the kit gives. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Storage {
  /** What was last written, or undefined where there is nothing. */
  read(name: string): string | undefined;
  /** Replaces the text as a whole: after a crash either the old or the new one is there. */
  write(name: string, text: string): void;
  clear(name: string): void;
}

const FILE = 'pr2-device.ndjson';

/** A file that has grown beyond this begins anew with its last text, bytes. */
const LONGEST_BYTES = 4 * 1024 * 1024;

/** The file that is being written to. */
interface Journal {
  readonly folder: string;
  readonly fd: number;
  bytes: number;
}

/**
 * The storage name is a folder; only one file of ours is ever touched in it. Each text goes to the end of that file as
 * a line of JSON, and the last whole line holds: a device keeps its state before each answer, and one write to an
 * open file takes a hundredth of what a new file in the place of the old one does.
 */
export class FileStorage implements Storage {
  private journal: Journal | undefined;

  /** @param longestBytes when the file begins anew */
  constructor(private readonly longestBytes = LONGEST_BYTES) {}

  read(folder: string): string | undefined {
    let lines: string[];
    try {
      lines = readFileSync(join(folder, FILE), 'utf8').split('\n');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const last = lines.at(-2); // behind the last line end stands nothing, or what a crash cut off
    return last === undefined ? undefined : (JSON.parse(last) as string);
  }

  write(folder: string, text: string): void {
    const line = Buffer.from(`${JSON.stringify(text)}\n`);
    const journal = this.journal;
    if (journal?.folder !== folder || journal.bytes + line.length > this.longestBytes) {
      this.begin(folder, line);
      return;
    }
    for (let done = 0; done < line.length;) done += writeSync(journal.fd, line, done);
    journal.bytes += line.length;
  }

  clear(folder: string): void {
    if (this.journal?.folder === folder) this.leave();
    rmSync(join(folder, FILE), { force: true });
  }

  /** A new file of one line takes the place of what is there, as a whole. */
  private begin(folder: string, line: Buffer): void {
    this.leave();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, FILE);
    writeFileSync(`${path}.new`, line);
    renameSync(`${path}.new`, path);
    this.journal = { folder, fd: openSync(path, 'a'), bytes: line.length };
  }

  private leave(): void {
    if (this.journal !== undefined) closeSync(this.journal.fd);
    this.journal = undefined;
  }
}

/** Outlives the device object, but not the process. */
export class MemoryStorage implements Storage {
  private readonly texts = new Map<string, string>();

  read(name: string): string | undefined {
    return this.texts.get(name);
  }

  write(name: string, text: string): void {
    this.texts.set(name, text);
  }

  clear(name: string): void {
    this.texts.delete(name);
  }
}
