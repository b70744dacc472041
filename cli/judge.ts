/** `pr2 judge`: every check and verdict of a run log again, from the log alone. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DEVICE_ROLES, isDeviceRole, type CheckRecord, type LogRecord } from '../schemas';
import { loadDeclaration } from '../lab/ics';
import { FIELD_CASE, fieldLog } from '../lab/judging/field-log';
import { rejudge } from '../lab/judging/rejudge';
import { loadProfile } from '../lab/profile/load';
import { CheckedLog, linesOf, MemoryLog, readRunLog, verifyChain, type LogSink } from '../lab/runlog';
import { catalogueRecord, type Declared } from '../lab/session/catalogue-record';
import { runRecord, suiteRecord } from '../lab/session/run-record';
import type { Suite } from '../lab/session/suite';
import { exitCode, judgeRun } from '../verdicts';
import { RunFolder } from './run-folder';
import { UsageError } from './usage-error';
import { writeReports } from './write-reports';

interface JudgeOptions {
  field?: string;
  ics?: string;
  profile: string;
  out?: string;
  force?: boolean;
  strict?: boolean;
}

export function addJudgeCommand(program: Command, suite: Suite): void {
  program
    .command('judge')
    .description('judge a run log again, by this suite and from the log alone')
    .argument('<log>', 'a run.ndjson, or with --field a log of devices in the field')
    .option(
      '--field <role>',
      'the log is messages and readings without a scenario: the oracles judge its pev, esci or utility',
    )
    .option('--ics <file>', 'with --field: what its vendor declares of the device (YAML or JSON)')
    .option('--profile <name|file>', 'with --field: test parameters and grid', 'default')
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
  const records = options.field === undefined ? runRecords(path) : fieldRecords(path, suite, options);
  const strict = options.strict === true;
  const judged = new MemoryLog();
  rejudge(records, judgingSuite(suite, records), judged);
  if (options.out !== undefined) keep(judged, resolve(options.out), options);
  process.stdout.write(
    options.field === undefined ? differences(records, judged.records) : failures(judged.records),
  );
  const codes = judgeRun(judged.records, { strict }).roles.map((role) => {
    process.stdout.write(`${role.role}: ${role.headline}\n`);
    return exitCode(role, { strict });
  });
  return Math.max(0, ...codes);
}

const FIELD_HINT = 'a log of the field is judged with --field pev|esci|utility';

function runRecords(path: string): LogRecord[] {
  const records = recordsOf(path);
  if (records[0]?.kind !== 'run')
    throw new UsageError(`${path}: its first line is no record of kind "run"; ${FIELD_HINT}`);
  const { broken } = verifyChain(linesOf(path));
  if (broken !== undefined)
    process.stderr.write(`pr2: ${path}:${broken.line} was changed since the run: ${broken.why}\n`);
  return records;
}

function recordsOf(path: string): LogRecord[] {
  try {
    return [...readRunLog(path)];
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}; ${FIELD_HINT}`);
  }
}

function fieldRecords(path: string, suite: Suite, options: JudgeOptions): LogRecord[] {
  const { field: role = '', ics } = options;
  if (!isDeviceRole(role)) throw new UsageError(`--field ${role}: the roles are ${DEVICE_ROLES.join(', ')}`);
  const profile = loadProfile(options.profile, suite.root);
  if ('problem' in profile) throw new UsageError(profile.problem);
  const declaration = ics === undefined ? undefined : loadDeclaration(ics);
  if (declaration !== undefined && 'problem' in declaration) throw new UsageError(declaration.problem);
  const { name, nominal, readings } = profile;
  const params = { ...profile.params, ...declaration?.ixit.params };
  const { voltageV: nominalV, frequencyHz: nominalHz } = nominal;
  const log = fieldLog(linesOf(path), { role, params, nominalV, nominalHz, ixit: declaration?.ixit });
  if ('problem' in log) throw new UsageError(`${path}: ${log.problem}`);
  const head = runRecord({
    suite,
    roles: [role],
    seed: FIELD_CASE,
    profile: { name, params, nominal, readings },
    ics: declaration === undefined ? {} : { [role]: declaration.ics },
    ixit: declaration === undefined ? {} : { [role]: declaration.ixit },
    devices: [],
  });
  const end = { kind: 'end', count: log.records.length + 1 };
  return [head, ...log.records, end].map((r, n) => ({ ...r, n, prev: '' }) as LogRecord);
}

function judgingSuite(suite: Suite, records: readonly LogRecord[]) {
  const head = records[0];
  const declared = head?.kind === 'run' ? (head.ics as Declared) : {};
  const profile = loadProfile('default', suite.root);
  const readings = 'problem' in profile ? undefined : profile.readings;
  return {
    suite: suiteRecord(suite, head?.kind === 'run' ? head.roles : []),
    catalogue: catalogueRecord(suite.catalogue.requirements, readings, declared),
  };
}

function keep(judged: MemoryLog, dir: string, options: JudgeOptions): void {
  const folder = new RunFolder(dir, options.force === true);
  const log: LogSink = new CheckedLog(folder.openLog());
  for (const { n: _n, prev: _prev, ...body } of judged.records) log.append(body);
  log.close();
  const head = judged.records[0];
  for (const role of head?.kind === 'run' ? head.roles : [])
    process.stdout.write(writeReports(dir, role, { strict: options.strict === true }).summary);
}

/** What failed, of a log that had no verdicts. */
function failures(records: readonly LogRecord[]): string {
  const checks = records.filter((r) => r.kind === 'check');
  const failed = checks.filter((c) => c.verdict === 'fail');
  const lines = failed.map((c) => `  ${c.id}: expected ${c.expected}; seen ${c.observed}\n`);
  return `${checks.length} judgements of the oracles, ${failed.length} failed${failed.length > 0 ? ':' : ''}\n${lines.join('')}`;
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
