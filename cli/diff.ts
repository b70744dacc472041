/** `pr2 diff`: what changed from one run to another. */
import { Option, type Command } from 'commander';
import { reportModel } from '../reports';
import { diffRuns } from '../reports/diff/diff';
import { diffMarkdown, diffText, isSame } from '../reports/diff/diff-text';
import { logRecords, runsIn } from './found-runs';
import { UsageError } from './usage-error';

type Format = 'text' | 'md' | 'json';

export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .description('what changed its verdict from run A to run B, what is new, what is no longer tested')
    .argument('<a>', 'a folder with a run.ndjson, or one with folders pev, esci, utility')
    .argument('<b>', 'likewise')
    .addOption(
      new Option('--format <format>', 'how to write it').choices(['text', 'md', 'json']).default('text'),
    )
    .option('--exit-code', 'end with 1 where there is a difference')
    .action((a: string, b: string, options: { format: Format; exitCode?: boolean }) => {
      const same = diff(a, b, options.format);
      process.exitCode = options.exitCode === true && !same ? 1 : 0;
    });
}

/** Writes the differences of all roles that both have; true where there is none. */
function diff(a: string, b: string, format: Format): boolean {
  const before = runsIn(a);
  const after = runsIn(b);
  const both = before.flatMap((run) => {
    const other = after.find((r) => r.role === run.role);
    return other === undefined ? [] : [{ role: run.role, before: run.dir, after: other.dir }];
  });
  if (both.length === 0) throw new UsageError(`${a} and ${b} hold no runs of the same role`);
  const diffs = both.map(({ role, before: from, after: to }) => ({
    role,
    ...diffRuns(reportModel(logRecords(from), { role }), reportModel(logRecords(to), { role })),
  }));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(diffs, undefined, 1)}\n`);
  } else {
    for (const d of diffs) {
      const title = format === 'md' ? `## ${d.role}\n\n` : `${d.role}\n`;
      process.stdout.write(`${title}${format === 'md' ? diffMarkdown(d) : diffText(d)}`);
    }
  }
  return diffs.every(isSame);
}
