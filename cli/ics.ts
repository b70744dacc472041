/** `pr2 ics`: what a device declares of itself. */
import type { Command } from 'commander';
import { icsTemplate } from '../lab/ics';
import type { Suite } from '../lab/session/suite';
import { addIcsLint } from './ics/lint';
import { addIcsProbe } from './ics/probe';
import { addIcsShow } from './ics/show';
import { UsageError } from './usage-error';

export function addIcsCommand(program: Command, suite: Suite): void {
  const ics = program
    .command('ics')
    .description('the declaration of what a device can do (ICS) and of the values a test needs (IXIT)');
  ics
    .command('template <role>')
    .description('print a commented ICS and IXIT for a pev, esci or utility')
    .action((role: string) => {
      if (role !== 'pev' && role !== 'esci' && role !== 'utility')
        throw new UsageError(`${role} is no role; the roles are pev, esci and utility`);
      process.stdout.write(icsTemplate(role));
    });
  addIcsLint(ics, suite);
  addIcsShow(ics, suite);
  addIcsProbe(ics, suite);
  for (const command of ics.commands) command.exitOverride();
}
