/** `pr2 ics lint`: every mistake of a declaration with its line, before a run stops at the first of them. */
import type { Command } from 'commander';
import { lintDeclaration, loadDeclaration, type Remark } from '../../lab/ics';
import type { Suite } from '../../lab/session/suite';
import { textOf } from './file';

export function addIcsLint(ics: Command, suite: Suite): void {
  ics
    .command('lint <file>')
    .description('every mistake and contradiction of a declaration, with its line and how to mend it')
    .action((file: string) => {
      const remarks = lintDeclaration(textOf(file), suite.catalogue);
      for (const { level, line, text } of remarks)
        process.stdout.write(`${file}:${line}: ${level === 'warning' ? 'warning: ' : ''}${text}\n`);
      process.stdout.write(`${summaryOf(file, remarks)}\n`);
      process.exitCode = remarks.some((r) => r.level === 'error') ? 2 : 0;
    });
}

function summaryOf(file: string, remarks: readonly Remark[]): string {
  const count = (level: Remark['level']): string => {
    const n = remarks.filter((r) => r.level === level).length;
    return `${n} ${level}${n === 1 ? '' : 's'}`;
  };
  if (remarks.some((r) => r.level === 'error')) return `${count('error')}, ${count('warning')}`;
  const loaded = loadDeclaration(file);
  const role = 'problem' in loaded ? '' : ` of the role ${loaded.role}`;
  const warnings = remarks.length === 0 ? '' : `, ${count('warning')}`;
  return `A declaration${role} that holds together${warnings}. Next: npx pr2 ics show ${file}`;
}
