/** Reads a list of known failures from disk. */
import { readFileSync } from 'node:fs';
import type { ListedFailure } from '../../schemas';
import type { Suite } from '../../lab/session/suite';
import { UsageError } from '../usage-error';
import { namedIn, readKnownFailures } from './list-file';

/** @throws UsageError in one sentence where the file cannot be read or is no such list */
export function loadKnownFailures(
  file: string,
  suite: Suite,
  today: string,
): { readonly listed: readonly ListedFailure[]; readonly text: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'there is no such file; pr2 baseline update RUNDIR --file FILE makes one from a run'
        : code === 'EISDIR'
          ? 'this is a folder, and the list is one file'
          : `it cannot be read (${code})`;
    throw new UsageError(`${file}: ${why}`);
  }
  const listed = readKnownFailures(text, file, namedIn(suite), today);
  if ('problem' in listed) throw new UsageError(listed.problem);
  return { listed, text };
}

/** The day in UTC, so that a run in the evening stands alike everywhere. */
export function todayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
