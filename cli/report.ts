/** `pr2 report`: makes every view of a run again, from its run log alone. */
import type { Command } from 'commander';
import { runsIn } from './found-runs';
import { writeReports } from './write-reports';

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description('make all reports of a run again from its run.ndjson')
    .argument('<rundir>', 'a folder with a run.ndjson, or one with folders pev, esci, utility')
    .option('--strict', 'a SHOULD that is not met fails')
    .action((path: string, options: { strict?: boolean }) => {
      for (const { dir, role } of runsIn(path)) {
        process.stdout.write(writeReports(dir, role, { strict: options.strict === true }).summary);
      }
    });
}
