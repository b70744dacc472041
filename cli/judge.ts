/** `pr2 judge`: every check and verdict of a run log again, from the log alone. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckRecord, LogRecord } from '../schemas';
import { rejudge } from '../lab/judging/rejudge';
import { loadProfile } from '../lab/profile/load';
import { CheckedLog, linesOf, MemoryLog, readRunLog, verifyChain, type LogSink } from '../lab/runlog';
import { catalogueRecord } from '../lab/session/catalogue-record';
import type { Suite } from '../lab/session/suite';
import { exitCode, judgeRun } from '../verdicts';
import { RunFolder } from './run-folder';
import { UsageError } from './usage-error';
import { writeReports } from './write-reports';

interface JudgeOptions {
  out?: string;
  force?: boolean;
  strict?: boolean;
}

export function addJudgeCommand(program: Command, suite: Suite): void {
  program
    .command('judge')
    .description('judge a run log again, by this suite and from the log alone')
    .argument('<log>', 'a run.ndjson')
    .option(
      '--out <dir>',
      'where the log as judged now and its reports go; without it only the verdicts are told',
    )
    .option('--force', 'replace a run that is already there')
    .option('--strict', 'a SHOULD that is not met fails')
    .action((path: string, options: JudgeOptions) => {
      process.exitCode = judge(suite, path, options);
    });
}

function judge(suite: Suite, path: string, options: JudgeOptions): number {
  if (!existsSync(path)) throw new UsageError(`there is no ${path}`);
  const records = recordsOf(path);
  if (records[0]?.kind !== 'run') throw new UsageError(`${path}: its first line is no record of kind "run"`);
  const { broken } = verifyChain(linesOf(path));
  if (broken !== undefined)
    process.stderr.write(`pr2: ${path}:${broken.line} was changed since the run: ${broken.why}\n`);
  const strict = options.strict === true;
  const judged = new MemoryLog();
  rejudge(records, judgingSuite(suite), judged);
  if (options.out !== undefined) keep(judged, resolve(options.out), options);
  process.stdout.write(differences(records, judged.records));
  const codes = judgeRun(judged.records, { strict }).roles.map((role) => {
    process.stdout.write(`${role.role}: ${role.headline}\n`);
    return exitCode(role, { strict });
  });
  return Math.max(0, ...codes);
}

function recordsOf(path: string): LogRecord[] {
  try {
    return [...readRunLog(path)];
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function judgingSuite(suite: Suite) {
  const profile = loadProfile('default', suite.root);
  const readings = 'problem' in profile ? undefined : profile.readings;
  return {
    version: suite.version,
    digest: suite.digest,
    catalogue: catalogueRecord(suite.catalogue.requirements, readings),
  };
}

function keep(judged: MemoryLog, dir: string, options: JudgeOptions): void {
  const folder = new RunFolder(dir, options.force === true);
  const log: LogSink = new CheckedLog(folder.openLog());
  for (const { n: _n, prev: _prev, ...body } of judged.records) log.append(body as never);
  log.close();
  const head = judged.records[0];
  for (const role of head?.kind === 'run' ? head.roles : [])
    process.stdout.write(writeReports(dir, role, { strict: options.strict === true }).summary);
}

/** Which checks came out otherwise than the log has it. */
function differences(was: readonly LogRecord[], is: readonly LogRecord[]): string {
  const before = checksOf(was);
  const after = checksOf(is);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key)?.verdict !== after.get(key)?.verdict,
  );
  const lines = changed.map(
    (key) =>
      `  ${key}: ${before.get(key)?.verdict ?? 'not asked'} → ${after.get(key)?.verdict ?? 'not asked'}`,
  );
  return `${after.size} checks judged again, ${changed.length} with another verdict${changed.length > 0 ? ':' : ''}\n${lines.map((l) => `${l}\n`).join('')}`;
}

/** Checks by case, id and how often that id stood in the case before. */
function checksOf(records: readonly LogRecord[]): Map<string, CheckRecord> {
  const out = new Map<string, CheckRecord>();
  let execution = '';
  for (const record of records) {
    if (record.kind === 'case') execution = record.case;
    if (record.kind !== 'check') continue;
    let key = `${execution} ${record.id}`;
    for (let i = 2; out.has(key); i += 1) key = `${execution} ${record.id} (${i})`;
    out.set(key, record);
  }
  return out;
}
