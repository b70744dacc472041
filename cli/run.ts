/** `pr2 run`: judges the devices plugged in, role by role, and leaves a run log and its reports for each. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { Suite } from '../lab/session/suite';
import { interruption } from './interruption';
import { planCases, type Selection } from './run-cases';
import { RunFolder } from './run-folder';
import { runRole } from './run-role';
import { settingOf, type RunOptions } from './run-setting';
import { UsageError } from './usage-error';

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
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10')
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
  const setting = settingOf(suite, options);
  const roles = ROLE_ORDER.filter((r) => setting.targets.has(r));
  const plans = await Promise.all(roles.map((role) => planCases(suite, selectionOf(role, options))));
  const folders = roles.map(
    (role) => new RunFolder(join(resolve(options.out), role), options.force === true),
  );
  const codes: number[] = [];
  await interruption.during(async () => {
    for (const [i, role] of roles.entries()) {
      const [plan, folder] = [plans[i], folders[i]];
      if (plan === undefined || folder === undefined || interruption.asked) continue;
      codes.push(await runRole(setting, role, plan, folder));
    }
  });
  return interruption.asked ? 3 : worst(codes);
}

function selectionOf(role: DeviceRole, { tags, only }: RunOptions): Selection {
  return { role, ...(tags === undefined ? {} : { tags }), ...(only === undefined ? {} : { only }) };
}

/** The code that says most: kit error, no hello, not conformant, not fully verified, conformant. */
function worst(codes: readonly number[]): number {
  for (const code of [5, 6, 1, 4, 3]) if (codes.includes(code)) return code;
  return 0;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
