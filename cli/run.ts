/** `pr2 run`: judges the devices plugged in, role by role, and leaves a run log and its reports for each. */
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import { parseDut, type DutTarget } from '../lab/connectors';
import type { Suite } from '../lab/session/suite';
import { exitCode } from '../verdicts';
import { writeReports } from './write-reports';
import { openSession } from './open-session';
import { Progress } from './progress';
import { runCases, type Selection } from './run-cases';
import { UsageError } from './usage-error';

interface RunOptions {
  dut: string[];
  ics?: string;
  tags?: string;
  only?: string[];
  out: string;
  seed: string;
  force?: boolean;
  strict?: boolean;
  maxCaseS: string;
}

const ROLE_ORDER: readonly DeviceRole[] = ['pev', 'esci', 'utility'];

export function addRunCommand(program: Command, suite: Suite): void {
  program
    .command('run')
    .description('judge one or more devices against the suite')
    .option(
      '--dut <role=target>',
      'pev|esci|utility = reference | exec:"command" | ws://host:port; repeat for several',
      collect,
      [],
    )
    .option(
      '--ics <file>',
      "what the device declares (YAML or JSON); without it the device's own hello is used",
    )
    .option('--tags <expression>', 'only the cases whose tags match, for example "@PR2-A-15 or @boundary"')
    .option('--only <id>', 'only this test case; repeat for several', collect)
    .option('--out <dir>', 'where the runs go, a folder for each role', 'reports/out')
    .option('--seed <text>', 'seed of ids, times and drawn quantities', 'pr2')
    .option('--force', 'replace a run that is already there')
    .option('--strict', 'a SHOULD that is not met fails')
    .option('--max-case-s <seconds>', 'longest real time a case may take', '900')
    .action(async (options: RunOptions) => {
      process.exitCode = await run(suite, options);
    });
}

async function run(suite: Suite, options: RunOptions): Promise<number> {
  if (suite.catalogue.faults.length > 0)
    throw new UsageError(
      `the features do not hold together: ${suite.catalogue.faults[0]} (pr2 lint lists all)`,
      5,
    );
  const targets = targetsOf(options.dut);
  const out = resolve(options.out);
  const codes: number[] = [];
  for (const role of ROLE_ORDER.filter((r) => targets.has(r))) {
    const dir = prepareFolder(join(out, role), options.force === true);
    codes.push(await runRole(suite, role, targets, dir, options));
    if (interrupted) break;
  }
  return interrupted ? 3 : worst(codes);
}

let interrupted = false;

async function runRole(
  suite: Suite,
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  dir: string,
  options: RunOptions,
): Promise<number> {
  const selection: Selection = {
    role,
    ...(options.tags === undefined ? {} : { tags: options.tags }),
    ...(options.only === undefined ? {} : { only: options.only }),
  };
  const progress = new Progress(process.stderr, role);
  const session = await openSession({
    suite,
    role,
    targets,
    dir,
    seed: options.seed,
    icsFile: options.ics,
    tags: options.tags,
    events: progress,
  });
  const startedAt = new Date();
  const onInterrupt = (): void => {
    interrupted = true;
  };
  process.once('SIGINT', onInterrupt);
  try {
    await runCases(suite, session, selection, progress, () => interrupted);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    if (!interrupted) await session.finish();
    else await session.abandon();
    progress.done();
  }
  writeMeta(dir, role, targets, startedAt, session.pool.diagnostics(role));
  const { judgement, summary } = writeReports(dir, role, { strict: options.strict === true });
  process.stdout.write(summary);
  return exitCode(judgement, { strict: options.strict === true });
}

/** What must not be in the run log, so that it is the same everywhere: wall time, host, how devices were reached. */
function writeMeta(
  dir: string,
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  startedAt: Date,
  stderr: string,
): void {
  const meta = {
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    host: { platform: process.platform, node: process.version },
    dut: role,
    targets: Object.fromEntries([...targets].map(([r, t]) => [r, t.kind])),
    stderr,
  };
  writeFileSync(join(dir, 'run-meta.json'), `${JSON.stringify(meta, null, 2)}\n`);
}

function targetsOf(texts: readonly string[]): ReadonlyMap<DeviceRole, DutTarget> {
  if (texts.length === 0)
    throw new UsageError('no device to judge: name one, for example --dut pev=reference');
  const targets = new Map<DeviceRole, DutTarget>();
  for (const text of texts) {
    const parsed = parseDut(text);
    if ('problem' in parsed) throw new UsageError(parsed.problem);
    if (targets.has(parsed.role))
      throw new UsageError(`--dut ${parsed.role}=… is given twice; a run judges one ${parsed.role}`);
    targets.set(parsed.role, parsed);
  }
  return targets;
}

function prepareFolder(dir: string, force: boolean): string {
  if (existsSync(join(dir, 'run.ndjson')) && !force) {
    throw new UsageError(`${dir} holds a run already; --force replaces it, --out names another place`);
  }
  try {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `cannot write to ${dir}: ${(error as NodeJS.ErrnoException).code ?? String(error)}; --out names another place`,
    );
  }
  return dir;
}

/** The code that says most: kit error, no hello, not conformant, not fully verified, conformant. */
function worst(codes: readonly number[]): number {
  for (const code of [5, 6, 1, 4, 3]) if (codes.includes(code)) return code;
  return 0;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
