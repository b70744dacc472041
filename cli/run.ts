/** `pr2 run`: judges the devices plugged in, role by role, and leaves a run log and its reports for each. */
import { DEVICE_ROLES } from '../schemas';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { Suite } from '../lab/session/suite';
import { interruption } from './interruption';
import { endWithParent, jobsOf, runInJobs } from './jobs';
import { repeated } from './repeated';
import { optionsThen, resumable, resumedPlace } from './resume';
import { planCases, type CasePlan, type Selection } from './run-cases';
import { RUN_LOG, RunFolder } from './run-folder';
import { freshPlace, runRole, type RunPlace } from './run-role';
import { DUT_WORDS, settingOf, type RunOptions, type RunSetting } from './run-setting';
import { addTlsOptions } from './tls-files';
import { UsageError } from './usage-error';
import { worst } from './worst';

export function addRunCommand(program: Command, suite: Suite): void {
  const command = program
    .command('run')
    .description('judge one or more devices against the suite')
    .option('--dut <role=target>', `${DUT_WORDS}; repeat for several`, repeated, [])
    .option(
      '--ics <file>',
      "what the device declares (YAML or JSON); without it the device's own hello is used",
    )
    .option('--tags <expression>', 'only the cases whose tags match, for example "@PR2-A-15 or @boundary"')
    .option('--only <id>', 'only this test case; repeat for several', repeated)
    .option('--out <dir>', 'where the runs go, a folder for each role', 'reports/out')
    .option('--seed <text>', 'seed of ids, times and drawn quantities (default: "pr2")')
    .option(
      '--profile <name|file>',
      'test parameters and grid: a name from profiles/, or a file (default: "default")',
    )
    .option('--force', 'replace a run that is already there')
    .option('--strict', 'a SHOULD that is not met fails')
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10')
    .option(
      '--timeout-scale <factor>',
      'every limit of real time that many times as long: for a slow machine',
      '1',
    )
    .option('--known-failures <file>', 'failures that are known (YAML): they are told, and excused')
    .option(
      '--retry-errors <n>',
      'run a case that ended in error, never one that failed, up to n times again, alone (default: 0)',
    )
    .option('--max-case-s <seconds>', 'longest real time a case may take', '900')
    .option(
      '--meter <address>',
      'a SunSpec meter at the terminals of the PEV, modbus://HOST:PORT[/UNIT]: power is measured and not claimed',
    )
    .option(
      '--operator <way>',
      'terminal | page | page:PORT | none: where a person is asked for what ixit.operator names (default: the terminal)',
    )
    .option('--jobs <n>', 'judge with so many processes of kit and device at once')
    .option(
      '--shard <i/n>',
      'only every n-th test case, from the i-th on; pr2 merge puts the shards together',
    )
    .option(
      '--resume <dir>',
      'go on with the run in this folder, which broke off: the same command with --resume for --out',
    );
  addTlsOptions(command).action(async (options: RunOptions) => {
    process.exitCode = await run(suite, options);
  });
}

async function run(suite: Suite, options: RunOptions): Promise<number> {
  if (suite.catalogue.faults.length > 0)
    throw new UsageError(
      `the features do not hold together: ${suite.catalogue.faults[0]} (pr2 lint lists all)`,
      5,
    );
  endWithParent();
  if (options.jobs !== undefined && options.shard !== undefined)
    throw new UsageError('--jobs deals the cases out itself; give --jobs or --shard');
  if (options.jobs !== undefined && options.operator !== undefined && options.operator !== 'none')
    throw new UsageError(
      '--jobs judges with several devices at once, and --operator is a person at one; give one of them',
    );
  if (options.jobs !== undefined && options.meter !== undefined)
    throw new UsageError(
      '--jobs judges with several devices at once, and --meter measures one; give one of them',
    );
  if (options.resume !== undefined && options.force === true)
    throw new UsageError('--resume goes on with a run and --force replaces it; give one of them');
  const roles = DEVICE_ROLES.filter((r) => settingOf(suite, options).targets.has(r));
  if (options.jobs !== undefined && !begunAlone(options)) {
    const jobs = jobsOf(options.jobs);
    const setting = settingOf(suite, options);
    await Promise.all(roles.map((role) => planCases(suite, selectionOf(role, options))));
    const out = resolve(options.resume ?? options.out);
    // The shards are told of every signal, and end themselves.
    return interruption.during(
      () => runInJobs(jobs, roles, setting, options, out),
      () => undefined,
    );
  }
  const runs = await Promise.all(roles.map((role) => runOf(suite, role, options)));
  const codes: number[] = [];
  await interruption.during(async () => {
    for (const { role, setting, plan, place } of runs) {
      if (!interruption.asked) codes.push(await runRole(setting, role, plan, place));
    }
  });
  return interruption.asked ? 3 : worst(codes);
}

/** A run that one process began, or that is merged already, is gone on with by one. */
function begunAlone({ resume }: RunOptions): boolean {
  if (resume === undefined || existsSync(join(resume, 'shards'))) return false;
  return ['.', ...DEVICE_ROLES].some((name) => existsSync(join(resume, name, RUN_LOG)));
}

interface RoleRun {
  readonly role: DeviceRole;
  readonly setting: RunSetting;
  readonly plan: CasePlan;
  readonly place: RunPlace;
}

async function runOf(suite: Suite, role: DeviceRole, options: RunOptions): Promise<RoleRun> {
  const { resume } = options;
  const resumed = resume === undefined ? undefined : resumable(resolve(resume), role);
  if (resumed === undefined) {
    const plan = await planCases(suite, selectionOf(role, options));
    const anew = options.force === true || resume !== undefined; // nothing was judged yet
    const folder = new RunFolder(folderOf(role, options), anew);
    return { role, setting: settingOf(suite, options), plan, place: freshPlace(folder) };
  }
  const then = optionsThen(resumed, options);
  const { knownFailures = resumed.log.run.knownFailures, ...setting } = settingOf(suite, then);
  const plan = await planCases(suite, selectionOf(role, then));
  return { role, setting: { ...setting, knownFailures }, plan, place: resumedPlace(resumed) };
}

/** `--out` holds a folder for each role; `--resume` may name one such folder itself. */
function folderOf(role: DeviceRole, { out, resume }: RunOptions): string {
  if (resume === undefined) return join(resolve(out), role);
  const dir = resolve(resume);
  return existsSync(join(dir, RUN_LOG)) ? dir : join(dir, role);
}

function selectionOf(role: DeviceRole, { tags, only }: RunOptions): Selection {
  return { role, ...(tags === undefined ? {} : { tags }), ...(only === undefined ? {} : { only }) };
}
