/** `pr2 list`: the test cases, and with an ICS which of them will run and which do not apply, and why. */
import { isDeviceRole } from '../schemas';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import { notApplicable, loadDeclaration } from '../lab/ics';
import type { Suite } from '../lab/session/suite';
import { UsageError } from './usage-error';

export function addListCommand(program: Command, suite: Suite): void {
  program
    .command('list')
    .description('list the test cases; with --ics, what will run and what does not apply')
    .option('--dut <role>', 'only the cases of this role: pev, esci or utility')
    .option('--ics <file>', 'what the device declares')
    .action((options: { dut?: string; ics?: string }) => {
      if (options.dut !== undefined && !isDeviceRole(options.dut)) {
        throw new UsageError(`--dut ${options.dut}: the roles are pev, esci and utility`);
      }
      process.stdout.write(listing(suite, options.dut, options.ics));
    });
}

function listing(suite: Suite, role: DeviceRole | undefined, icsFile: string | undefined): string {
  const declaration = icsFile === undefined ? undefined : loadDeclaration(icsFile);
  if (declaration !== undefined && 'problem' in declaration) throw new UsageError(declaration.problem);
  const { catalogue } = suite;
  const requirements = new Map(catalogue.requirements.map((r) => [r.id, r]));
  const lines: string[] = [];
  let excluded = 0;
  let shown = '';
  const cases = catalogue.cases.filter((c) => role === undefined || c.dut === role);
  for (const c of cases) {
    const requirement = requirements.get(c.requirement);
    if (c.requirement !== shown) lines.push('', `${c.requirement}  ${requirement?.text ?? ''}`);
    shown = c.requirement;
    const why = declaration === undefined ? undefined : notApplicable(requirement, c, declaration.ics);
    if (why !== undefined) excluded += 1;
    lines.push(
      `  ${c.dut.padEnd(8)}${c.id.padEnd(44)} ${c.name}${why === undefined ? '' : `  [not applicable: ${why}]`}`,
    );
  }
  lines.push(
    '',
    `${cases.length} test cases${declaration === undefined ? '' : `, ${cases.length - excluded} will run, ${excluded} not applicable`}`,
  );
  return `${lines.slice(1).join('\n')}\n`;
}
