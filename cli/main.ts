#!/usr/bin/env node
/** The pr2 command. */
import { Command, CommanderError } from 'commander';
import type { Suite } from '../lab/session/suite';
import { onGitHub, withoutCommands } from './annotations';
import { complains } from './complaints';
import type * as SuiteOnDisk from '../lab/session/suite';
import type * as Bundle from './bundle';
import type * as Device from './device';
import type * as Diff from './diff';
import type * as Doctor from './doctor';
import type * as Explain from './explain';
import type * as Faults from './faults';
import type * as Fleet from './fleet';
import type * as Ics from './ics';
import type * as Init from './init';
import type * as Judge from './judge';
import type * as Baseline from './known-failures/baseline';
import type * as Lint from './lint';
import type * as List from './list';
import type * as Merge from './merge';
import type * as Report from './report';
import type * as Run from './run';
import type * as Selftest from './selftest';
import type * as Spec from './spec';
import type * as Trace from './trace';
import { UsageError } from './usage-error';

/**
 * The commands in the order of the help. The code of each is read when that command is asked for: most of what a start
 * costs is reading code, and a reference device is started anew for each restart in a case.
 */
const COMMANDS: Readonly<Record<string, (pr2: Command, suite: () => Suite) => void>> = {
  run: (pr2, suite) => (require('./run') as typeof Run).addRunCommand(pr2, suite()),
  doctor: (pr2, suite) => (require('./doctor') as typeof Doctor).addDoctorCommand(pr2, suite()),
  selftest: (pr2, suite) => (require('./selftest') as typeof Selftest).addSelftestCommand(pr2, suite()),
  list: (pr2, suite) => (require('./list') as typeof List).addListCommand(pr2, suite()),
  explain: (pr2, suite) => (require('./explain') as typeof Explain).addExplainCommand(pr2, suite()),
  ics: (pr2, suite) => (require('./ics') as typeof Ics).addIcsCommand(pr2, suite()),
  init: (pr2) => (require('./init') as typeof Init).addInitCommand(pr2),
  device: (pr2) => (require('./device') as typeof Device).addDeviceCommand(pr2),
  report: (pr2) => (require('./report') as typeof Report).addReportCommand(pr2),
  baseline: (pr2, suite) =>
    (require('./known-failures/baseline') as typeof Baseline).addBaselineCommand(pr2, suite()),
  merge: (pr2) => (require('./merge') as typeof Merge).addMergeCommand(pr2),
  judge: (pr2, suite) => (require('./judge') as typeof Judge).addJudgeCommand(pr2, suite()),
  bundle: (pr2) => (require('./bundle') as typeof Bundle).addBundleCommand(pr2),
  verify: (pr2, suite) => (require('./bundle') as typeof Bundle).addVerifyCommand(pr2, suite().version),
  diff: (pr2) => (require('./diff') as typeof Diff).addDiffCommand(pr2),
  faults: (pr2, suite) => (require('./faults') as typeof Faults).addFaultsCommand(pr2, suite()),
  trace: (pr2, suite) => (require('./trace') as typeof Trace).addTraceCommand(pr2, suite()),
  'trace-check': (pr2, suite) => (require('./trace') as typeof Trace).addTraceCheckCommand(pr2, suite()),
  spec: (pr2, suite) => (require('./spec') as typeof Spec).addSpecCommand(pr2, suite()),
  lint: (pr2, suite) => (require('./lint') as typeof Lint).addLintCommand(pr2, suite()),
  fleet: (pr2) => (require('./fleet') as typeof Fleet).addFleetCommand(pr2),
};

/** @param asked the first word of the command line: where it is a command, that one alone is there */
function program(asked = ''): Command {
  let loaded: Suite | undefined;
  const suite = (): Suite => (loaded ??= (require('../lab/session/suite') as typeof SuiteOnDisk).loadSuite());
  const pr2 = new Command('pr2')
    .description('Conformance test kit for PR2, "customer discharges the PEV"')
    .option('-V, --version', 'suite version and digest')
    .on('option:version', () => {
      const { version, digest } = suite();
      process.stdout.write(`${version} (suite ${digest.slice(0, 16)})\n`);
      throw new CommanderError(0, 'commander.version', version);
    });
  const added = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  for (const name of added) COMMANDS[name]?.(pr2, suite);
  complains(pr2, 'pr2');
  return pr2;
}

async function main(argv: string[]): Promise<number> {
  try {
    await program(argv[2]).parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      process.stderr.write(`pr2: ${onGitHub() ? withoutCommands(error.message) : error.message}\n`);
      return error.exitCode;
    }
    process.stderr.write(
      `pr2: an error of the kit itself, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 5;
  }
}

void main(process.argv).then((code) => {
  process.exitCode = code;
});
