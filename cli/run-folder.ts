/** The folder of a run: kept unless it may be replaced, and replaced only when everything else is known to be good. */
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileLog } from '../lab/runlog';
import { UsageError } from './usage-error';

export const RUN_LOG = 'run.ndjson';

export class RunFolder {
  /** @throws UsageError where a run is there already, or the folder cannot be written */
  constructor(
    readonly dir: string,
    force: boolean,
  ) {
    if (existsSync(join(dir, RUN_LOG)) && !force) {
      throw new UsageError(`${dir} holds a run already; --force replaces it, --out names another place`);
    }
    this.attempt(() => {
      makeFolder(dir);
      accessSync(dir, constants.W_OK);
    });
  }

  /** Replaces what was there by a new, empty log. */
  openLog(): FileLog {
    return this.attempt(() => {
      rmSync(this.dir, { recursive: true, force: true });
      makeFolder(this.dir);
      return new FileLog(join(this.dir, RUN_LOG));
    });
  }

  private attempt<T>(action: () => T): T {
    return attempt(this.dir, action);
  }
}

/** @throws UsageError in one sentence where the file cannot be written */
export function writeFile(path: string, text: string): void {
  attempt(path, () => writeFileSync(path, text));
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(`cannot write to ${path}: ${reason}; --out names another place`);
  }
}

/** As `mkdir -p`, folder by folder: Node's own recursion never ends where the system refuses in odd ways. */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  mkdirSync(dir);
}
