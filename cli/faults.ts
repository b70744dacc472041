/** `pr2 faults`: the suite against every named fault and every odd but conformant variant, on all cores. */
import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Suite } from '../lab/session/suite';
import { FAULTS } from '../reference-impl/faults';
import { VARIANTS } from '../reference-impl/variants';
import { isSharpAndFair, scoreMarkdown, scoreOf, type FaultResult, type VariantResult } from './faults/score';
import type { FaultOutcome, Kill } from './faults/trial';
import { UsageError } from './usage-error';

interface FaultOptions {
  seed: string;
  format: string;
  only?: string;
  write?: string;
}

type Answer = { name: string; outcome?: FaultOutcome; falseAlarms?: Kill[]; error?: string };

export function addFaultsCommand(program: Command, suite: Suite): void {
  program
    .command('faults')
    .description(
      'prove the suite: every named fault must be caught, every odd but conformant variant must pass',
    )
    .option('--seed <text>', 'seed of the runs', 'pr2')
    .option('--format <json|md>', 'how to print the score', 'md')
    .option('--only <text>', 'only faults and variants whose name contains this')
    .option('--write <file>', 'also write the score as Markdown to this file')
    .action(async (options: FaultOptions) => {
      if (options.format !== 'json' && options.format !== 'md')
        throw new UsageError(`--format ${options.format}: the formats are json and md`);
      const wanted = (name: string): boolean => options.only === undefined || name.includes(options.only);
      const names = [...FAULTS, ...VARIANTS].map((f) => f.name).filter(wanted);
      if (names.length === 0) throw new UsageError(`no fault or variant has "${options.only}" in its name`);
      const answers = await tryAll(names, options.seed);
      const failed = answers.find((a) => a.error !== undefined);
      if (failed !== undefined) throw new Error(`${failed.name}: ${failed.error}`);
      const faults = FAULTS.flatMap((f): FaultResult[] => {
        const outcome = answers.find((a) => a.name === f.name)?.outcome;
        const { name, role, breaks, equivalent } = f;
        return outcome === undefined
          ? []
          : [
              {
                name,
                role,
                breaks,
                class: f.class,
                outcome,
                ...(equivalent === undefined ? {} : { equivalent }),
              },
            ];
      });
      const variants = VARIANTS.flatMap((v): VariantResult[] => {
        const falseAlarms = answers.find((a) => a.name === v.name)?.falseAlarms;
        return falseAlarms === undefined ? [] : [{ name: v.name, role: v.role, falseAlarms }];
      });
      const score = scoreOf(faults, variants);
      const markdown = scoreMarkdown(score, faults, suite.version);
      if (options.write !== undefined) writeFileSync(options.write, markdown);
      process.stdout.write(
        options.format === 'md' ? markdown : `${JSON.stringify({ score, faults, variants }, null, 2)}\n`,
      );
      process.exitCode = isSharpAndFair(score) ? 0 : 1;
    });
}

/** Hands the names out to as many processes as there are cores; answers in any order. */
async function tryAll(names: readonly string[], seed: string): Promise<Answer[]> {
  const queue = [...names];
  const answers: Answer[] = [];
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(join(__dirname, 'faults', 'worker.js'), [seed]);
      const next = (): void => {
        const name = queue.shift();
        if (name === undefined) {
          child.disconnect();
          resolve();
        } else child.send(name);
      };
      child.on('message', (answer: Answer) => {
        answers.push(answer);
        if (process.stderr.isTTY)
          process.stderr.write(`\r\x1b[2K${answers.length}/${names.length} ${answer.name}`);
        next();
      });
      child.on('error', reject);
      child.on('exit', (code) =>
        code === 0 || code === null ? undefined : reject(new Error(`a worker ended with ${code}`)),
      );
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), names.length) }, one));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
  return answers;
}
