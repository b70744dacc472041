/** `pr2 run`: judges the devices plugged in, role by role, and leaves a run log and its reports for each. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import { parseDut, type DutTarget } from '../lab/connectors';
import { loadProfile, type TestProfile } from '../lab/profile/load';
import type { Suite } from '../lab/session/suite';
import type { ListedFailure } from '../schemas';
import { exitCode } from '../verdicts';
import { writeReports } from './write-reports';
import { loadKnownFailures, todayOf } from './known-failures/load-list';
import { openSession } from './open-session';
import { Progress } from './progress';
import { planCases, runCases, type CasePlan, type Selection } from './run-cases';
import { RunFolder, writeFile } from './run-folder';
import { UsageError } from './usage-error';

interface RunOptions {
  dut: string[];
  ics?: string;
  tags?: string;
  only?: string[];
  out: string;
  seed: string;
  profile: string;
  force?: boolean;
  strict?: boolean;
  maxCaseS: string;
  knownFailures?: string;
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
    .option('--profile <name|file>', 'test parameters and grid: a name from profiles/, or a file', 'default')
    .option('--force', 'replace a run that is already there')
    .option('--strict', 'a SHOULD that is not met fails')
    .option('--known-failures <file>', 'failures that are known (YAML): they are told, and excused')
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
  const roles = ROLE_ORDER.filter((r) => targets.has(r));
  const maxCaseMs = secondsOf(options.maxCaseS) * 1000;
  const profile = loadProfile(options.profile, suite.root);
  if ('problem' in profile) throw new UsageError(profile.problem);
  const knownFailures =
    options.knownFailures === undefined
      ? undefined
      : loadKnownFailures(options.knownFailures, suite, todayOf(new Date())).listed;
  const plans = await Promise.all(roles.map((role) => planCases(suite, selectionOf(role, options))));
  const folders = roles.map(
    (role) => new RunFolder(join(resolve(options.out), role), options.force === true),
  );
  const codes: number[] = [];
  for (const [i, role] of roles.entries()) {
    const [plan, folder] = [plans[i], folders[i]];
    if (plan === undefined || folder === undefined || interrupted) continue;
    codes.push(await runRole(suite, role, targets, plan, folder, maxCaseMs, profile, knownFailures, options));
  }
  return interrupted ? 3 : worst(codes);
}

let interrupted = false;

function selectionOf(role: DeviceRole, { tags, only }: RunOptions): Selection {
  return { role, ...(tags === undefined ? {} : { tags }), ...(only === undefined ? {} : { only }) };
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new UsageError(`--max-case-s ${text} is no number of seconds above 0`);
  return seconds;
}

async function runRole(
  suite: Suite,
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  plan: CasePlan,
  folder: RunFolder,
  maxCaseMs: number,
  profile: TestProfile,
  knownFailures: readonly ListedFailure[] | undefined,
  options: RunOptions,
): Promise<number> {
  const progress = new Progress(process.stderr, role, plan.cases.length);
  const { seed, tags, ics: icsFile } = options;
  const session = await openSession({
    suite,
    role,
    targets,
    folder,
    seed,
    profile,
    icsFile,
    tags,
    plan: { cases: [...plan.cases], whole: plan.whole },
    knownFailures,
    maxCaseMs,
    events: progress,
  });
  const startedAt = new Date();
  const onInterrupt = (): void => {
    interrupted = true;
  };
  process.once('SIGINT', onInterrupt);
  try {
    await runCases(plan, session, () => interrupted);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    if (interrupted) await session.abandon();
    else await session.finish();
    progress.done();
  }
  const meta = metaText(role, targets, startedAt, session.pool.diagnostics(role));
  writeFile(join(folder.dir, 'run-meta.json'), meta);
  const { judgement, standings, summary } = writeReports(folder.dir, role, {
    strict: options.strict === true,
  });
  process.stdout.write(summary);
  return exitCode(judgement, {
    strict: options.strict === true,
    ...(standings === undefined ? {} : { standings: standings.map((s) => s.standing) }),
  });
}

/** What must not be in the run log, so that it is the same everywhere: wall time, host, how devices were reached. */
function metaText(
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  startedAt: Date,
  stderr: string,
): string {
  const meta = {
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    host: { platform: process.platform, node: process.version },
    dut: role,
    targets: Object.fromEntries([...targets].map(([r, t]) => [r, t.kind])),
    stderr,
  };
  return `${JSON.stringify(meta, null, 2)}\n`;
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

/** The code that says most: kit error, no hello, not conformant, not fully verified, conformant. */
function worst(codes: readonly number[]): number {
  for (const code of [5, 6, 1, 4, 3]) if (codes.includes(code)) return code;
  return 0;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
