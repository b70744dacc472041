/** `pr2 spec`: the specification as a static site. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Suite } from '../lab/session/suite';
import { runFacts } from '../lab/trace/run-facts';
import { bookInputs } from '../spec/inputs';
import { specBook } from '../spec/book';
import { logRecords, runsIn } from './found-runs';
import { referenceRuns } from './reference-runs';
import { writeFile } from './run-folder';

interface SpecOptions {
  out: string;
  runs?: string;
  checks: boolean;
}

export function addSpecCommand(program: Command, suite: Suite): void {
  program
    .command('spec')
    .description(
      'write the specification as a static site: requirements, messages, states, readings, traceability',
    )
    .requiredOption('--out <dir>', 'where to write it')
    .option(
      '--runs <dir>',
      'where whole runs of all three roles lie, from which the checks are known; without it the reference devices are run',
    )
    .option('--no-checks', 'name no checks in the traceability, and run nothing')
    .action(async ({ out, runs, checks }: SpecOptions) => {
      const facts = !checks
        ? []
        : runs === undefined
          ? await referenceRuns(suite)
          : [...new Set(runsIn(runs).map((r) => r.dir))].map((dir) => runFacts(dir, logRecords(dir)));
      const book = specBook(bookInputs(suite, facts));
      mkdirSync(out, { recursive: true });
      for (const [name, text] of book) writeFile(join(out, name), text);
      process.stdout.write(`${book.size} pages; begin with ${join(out, 'index.html')}\n`);
    });
}
