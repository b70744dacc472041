/** `pr2 merge`: the shards of a CI matrix become the run that one machine would have made. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import { linesOf, verifyChain } from '../lab/runlog';
import { mergedLog } from '../lab/runlog/merged';
import { exitCode } from '../verdicts';
import { logRecords, runsIn } from './found-runs';
import { RUN_LOG, RunFolder, writeFile } from './run-folder';
import { mergedMeta, metaPath } from './run-meta';
import { UsageError } from './usage-error';
import { worst } from './worst';
import { writeReports } from './write-reports';

interface MergeOptions {
  out: string;
  force?: boolean;
  strict?: boolean;
}

export function addMergeCommand(program: Command): void {
  program
    .command('merge')
    .description('put the shards of a run (pr2 run --shard) together into one run, with its reports')
    .argument('<rundirs...>', 'a folder with a run.ndjson each, or with folders pev, esci, utility')
    .option('--out <dir>', 'where the run goes, a folder for each role', 'reports/out')
    .option('--force', 'replace a run that is already there')
    .option('--strict', 'a SHOULD that is not met fails')
    .action((paths: string[], { out, force, strict }: MergeOptions) => {
      const found = paths.flatMap(runsIn);
      const codes = [...new Set(found.map((f) => f.role))].map((role) => {
        const dirs = found.filter((f) => f.role === role).map((f) => f.dir);
        const folder = new RunFolder(join(resolve(out), role), force === true);
        return mergeInto(folder, role, dirs, strict === true);
      });
      process.exitCode = worst(codes);
    });
}

/**
 * Merges the shards of one role and leaves its reports.
 * @returns the exit code, as of one run
 * @throws UsageError where they are no shards of one run, or not all of them
 */
export function mergeInto(
  folder: RunFolder,
  role: DeviceRole,
  dirs: readonly string[],
  strict: boolean,
): number {
  for (const dir of dirs) {
    const { broken } = verifyChain(linesOf(join(dir, RUN_LOG)));
    if (broken !== undefined)
      throw new UsageError(`${join(dir, RUN_LOG)}:${broken.line} breaks the chain: ${broken.why}`);
  }
  const merged = mergedLog(dirs.map((dir) => ({ name: dir, records: logRecords(dir) })));
  if ('problem' in merged) throw new UsageError(merged.problem);
  const meta = mergedMeta(dirs);
  const log = folder.openLog();
  for (const body of merged.bodies) log.append(body);
  log.close();
  if (meta !== undefined) writeFile(metaPath(folder.dir), meta);
  const { judgement, standings, summary } = writeReports(folder.dir, role, { strict });
  process.stdout.write(summary);
  return exitCode(judgement, {
    strict,
    ...(standings === undefined ? {} : { standings: standings.map((s) => s.standing) }),
  });
}
