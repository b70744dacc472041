/** Where a device keeps what must survive a restart (PR2-X-12): one text for each storage name that the kit gives. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Storage {
  /** What was last written, or undefined where there is nothing. */
  read(name: string): string | undefined;
  /** Replaces the text as a whole: after a crash either the old or the new one is there. */
  write(name: string, text: string): void;
  clear(name: string): void;
}

const FILE = 'pr2-device.json';

/** The storage name is a folder; only one file of ours is ever touched in it. */
export class FileStorage implements Storage {
  read(folder: string): string | undefined {
    try {
      return readFileSync(join(folder, FILE), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  write(folder: string, text: string): void {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, FILE);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }

  clear(folder: string): void {
    rmSync(join(folder, FILE), { force: true });
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
