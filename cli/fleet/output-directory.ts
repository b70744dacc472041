/** Writes a directory whole or not at all: files are made beside it and moved into place at the end. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../usage-error';

/** Refuses an output that exists, unless `force` and it holds nothing but files that `names` lists. */
export function checkOutput(out: string, force: boolean, names: readonly string[]): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new UsageError(`${out} is a file: give a directory to --out`);
  if (!force)
    throw new UsageError(`${out} already exists: give another directory to --out, or --force to replace it`);
  const other = readdirSync(out).find((name) => !names.includes(name));
  if (other !== undefined) {
    throw new UsageError(
      `${out} holds ${other}, which is not from this command: give another directory to --out`,
    );
  }
}

/** Calls `fill` with a directory to write to, which becomes `out` when it succeeds and vanishes when it throws. */
export function writeDirectory(out: string, fill: (directory: string) => void): void {
  const target = resolve(out);
  const partial = `${target}.partial-${process.pid}`;
  const replaced = `${target}.replaced-${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(partial);
  } catch (error) {
    throw new UsageError(
      `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    fill(partial);
    if (existsSync(target)) renameSync(target, replaced);
    renameSync(partial, target);
    rmSync(replaced, { recursive: true, force: true });
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/** A text file written in large pieces. */
export class TextFile {
  private readonly fd: number;
  private waiting = '';

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  write(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= 1 << 20) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    if (this.waiting !== '') writeSync(this.fd, this.waiting);
    this.waiting = '';
  }
}
