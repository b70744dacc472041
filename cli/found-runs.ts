/** Finds the runs in a folder: a run itself, or one run for each role below it. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEVICE_ROLES, type DeviceRole, type LogRecord } from '../schemas';
import { linesOf } from '../lab/runlog';
import { RUN_LOG } from './run-folder';
import { UsageError } from './usage-error';

export interface FoundRun {
  readonly dir: string;
  readonly role: DeviceRole;
}

/**
 * The runs under a path, which may also name a run.ndjson.
 * @throws UsageError where there is none
 */
export function runsIn(path: string): FoundRun[] {
  if (!existsSync(path)) throw new UsageError(`there is no ${path}`);
  const dir = statSync(path).isDirectory() ? path : join(path, '..');
  const dirs = existsSync(join(dir, RUN_LOG))
    ? [dir]
    : DEVICE_ROLES.map((r) => join(dir, r)).filter((d) => existsSync(join(d, RUN_LOG)));
  if (dirs.length === 0)
    throw new UsageError(`${path} holds no ${RUN_LOG}, and neither do folders pev, esci or utility in it`);
  return dirs.flatMap((d) => rolesOf(d).map((role) => ({ dir: d, role })));
}

/** The lines of a log as they stand in the file; a torn last one is left out. */
export function logLines(dir: string): string[] {
  return [...linesOf(join(dir, RUN_LOG))].flatMap(({ text, torn }) => (torn ? [] : [text]));
}

/** The records of a log. */
export function logRecords(dir: string): LogRecord[] {
  return logLines(dir).map((line, i) => {
    try {
      return JSON.parse(line) as LogRecord;
    } catch {
      throw new UsageError(`${join(dir, RUN_LOG)}:${i + 1} is not a record`);
    }
  });
}

function rolesOf(dir: string): readonly DeviceRole[] {
  const [first] = logRecords(dir).slice(0, 1);
  if (first?.kind !== 'run')
    throw new UsageError(`${join(dir, RUN_LOG)} does not begin with a record of kind "run"`);
  return first.roles;
}
