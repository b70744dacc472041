#!/usr/bin/env node
/** The pr2 command. */
process.setSourceMapsEnabled(true);
import { Command, CommanderError } from 'commander';
import { loadSuite } from '../lab/session/suite';
import { onGitHub, withoutCommands } from './annotations';
import { addBaselineCommand } from './known-failures/baseline';
import { addBundleCommand, addVerifyCommand } from './bundle';
import { addDeviceCommand } from './device';
import { addDiffCommand } from './diff';
import { addDoctorCommand } from './doctor';
import { addExplainCommand } from './explain';
import { addFaultsCommand } from './faults';
import { addFleetCommand } from './fleet';
import { addIcsCommand } from './ics';
import { addInitCommand } from './init';
import { addJudgeCommand } from './judge';
import { addLintCommand } from './lint';
import { addListCommand } from './list';
import { addMergeCommand } from './merge';
import { addReportCommand } from './report';
import { addRunCommand } from './run';
import { addSelftestCommand } from './selftest';
import { addSpecCommand } from './spec';
import { addTraceCommands } from './trace';
import { UsageError } from './usage-error';

function program(): Command {
  const suite = loadSuite();
  const pr2 = new Command('pr2')
    .description('Conformance test kit for PR2, "customer discharges the PEV"')
    .version(
      `${suite.version} (suite ${suite.digest.slice(0, 16)})`,
      '-V, --version',
      'suite version and digest',
    )
    .showHelpAfterError('(pr2 --help lists the commands)')
    .exitOverride();
  addRunCommand(pr2, suite);
  addDoctorCommand(pr2, suite);
  addSelftestCommand(pr2, suite);
  addListCommand(pr2, suite);
  addExplainCommand(pr2, suite);
  addIcsCommand(pr2, suite);
  addInitCommand(pr2);
  addDeviceCommand(pr2);
  addReportCommand(pr2);
  addBaselineCommand(pr2, suite);
  addMergeCommand(pr2);
  addJudgeCommand(pr2, suite);
  addBundleCommand(pr2);
  addVerifyCommand(pr2, suite.version);
  addDiffCommand(pr2);
  addFaultsCommand(pr2, suite);
  addTraceCommands(pr2, suite);
  addSpecCommand(pr2, suite);
  addLintCommand(pr2, suite);
  addFleetCommand(pr2);
  return pr2;
}

async function main(argv: string[]): Promise<number> {
  try {
    const pr2 = program();
    for (const command of pr2.commands) command.exitOverride();
    await pr2.parseAsync(argv);
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
