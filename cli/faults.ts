/** `pr2 faults`: the suite against every named fault and every odd but conformant variant, on all cores. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Suite } from '../lab/session/suite';
import { FAULTS } from '../reference-impl/faults';
import { mixedNamed, VARIANTS } from '../reference-impl/variants';
import { matrixMarkdown, matrixOf } from './faults/matrix';
import { ask } from './faults/ask';
import { mixedMarkdown, tryMixed } from './faults/mixed';
import type { Answer } from './faults/pool';
import {
  isSharpAndFair,
  scoreMarkdown,
  scoresByRole,
  strengthOf,
  type FaultResult,
  type VariantResult,
} from './faults/score';
import { Trial } from './faults/trial';
import { repeated } from './repeated';
import { UsageError } from './usage-error';

interface FaultOptions {
  seed: string;
  format: string;
  only?: string[];
  mixed?: string;
  full?: boolean;
  write?: boolean;
  published?: boolean;
}

export function addFaultsCommand(program: Command, suite: Suite): void {
  program
    .command('faults')
    .description(
      'prove the suite: every named fault must be caught, every odd but conformant variant must pass',
    )
    .option('--seed <text>', 'seed of the runs', 'pr2')
    .option('--format <json|md>', 'how to print the score', 'md')
    .option(
      '--only <text>',
      'only faults and variants whose name contains this, or what --mixed has named; repeat for several',
      repeated,
    )
    .option(
      '--mixed <count>',
      'instead, so many devices of each role that are odd in several ways at once: several variants in one',
    )
    .option('--full', 'every check against every fault: which catches what, and which catches nothing')
    .option('--write', 'publish the score: reports/strength.md and reports/strength.json, for every report')
    .option('--published', 'fail where the published score is another')
    .action((options: FaultOptions) => faults(suite, options));
}

async function faults(suite: Suite, options: FaultOptions): Promise<void> {
  const { only, format, seed } = options;
  if (format !== 'json' && format !== 'md')
    throw new UsageError(`--format ${format}: the formats are json and md`);
  if (only !== undefined && (options.write === true || options.published === true))
    throw new UsageError('--only leaves the score of a part, and only the whole is published');
  if (options.mixed !== undefined) return mixed(options, options.mixed);
  const mixes = (only ?? []).flatMap((text) => mixedNamed(text, VARIANTS) ?? []);
  const known = [...FAULTS, ...VARIANTS, ...mixes];
  const unknown = only?.find((text) => !known.some(({ name }) => name.includes(text)));
  if (unknown !== undefined) throw new UsageError(`no fault or variant has "${unknown}" in its name`);
  const wanted = ({ name }: { name: string }): boolean =>
    only === undefined || only.some((text) => name.includes(text));
  const tried = { faults: FAULTS.filter(wanted), variants: [...VARIANTS, ...mixes].filter(wanted) };
  if (options.full === true) return printMatrix(suite, tried.faults, options);

  const answers = await ask([...tried.variants, ...tried.faults], seed, false); // a variant plays every case;
  const results = resultsOf(tried, answers);
  const scores = scoresByRole(results.faults, results.variants);
  const markdown = scoreMarkdown(scores, results.faults, suite.version);
  const strength = strengthOf(scores);
  if (options.write === true) {
    writeFileSync(join(suite.root, 'reports', 'strength.md'), markdown);
    writeFileSync(join(suite.root, 'reports', 'strength.json'), `${JSON.stringify(strength, null, 2)}\n`);
  }
  const print = format === 'md' ? markdown : `${JSON.stringify({ scores, ...results }, null, 2)}\n`;
  process.stdout.write(print);
  process.exitCode = Object.values(scores).every(isSharpAndFair) ? 0 : 1;
  if (options.published === true && JSON.stringify(strength) !== JSON.stringify(suite.strength)) {
    process.stderr.write(
      'pr2: reports/strength.json says otherwise; publish the score with npm run faults\n',
    );
    process.exitCode = 1;
  }
}

function resultsOf(
  tried: { faults: typeof FAULTS; variants: typeof VARIANTS },
  answers: ReadonlyMap<string, Answer>,
): { faults: FaultResult[]; variants: VariantResult[] } {
  const faultResults = tried.faults.flatMap(({ make: _make, ...fault }): FaultResult[] => {
    const outcome = answers.get(fault.name)?.outcome;
    return outcome === undefined ? [] : [{ ...fault, outcome }];
  });
  const variants = tried.variants.flatMap(({ name, role }): VariantResult[] => {
    const falseAlarms = answers.get(name)?.falseAlarms;
    return falseAlarms === undefined ? [] : [{ name, role, falseAlarms }];
  });
  return { faults: faultResults, variants };
}

async function mixed(
  { only, full, write, published, format, seed }: FaultOptions,
  count: string,
): Promise<void> {
  if ([only, full, write, published].some((option) => option !== undefined))
    throw new UsageError('--mixed goes with --seed and --format alone');
  if (!/^[1-9]\d{0,3}$/.test(count))
    throw new UsageError(`--mixed ${count} is not possible: give a whole number from 1 to 9999`);
  const variants = await tryMixed(Number(count), seed);
  process.stdout.write(
    format === 'md' ? mixedMarkdown(variants) : `${JSON.stringify({ variants }, null, 2)}\n`,
  );
  process.exitCode = variants.every((v) => v.falseAlarms.length === 0) ? 0 : 1;
}

async function printMatrix(
  suite: Suite,
  tried: typeof FAULTS,
  { seed, format }: FaultOptions,
): Promise<void> {
  const answers = await ask(tried, seed, true);
  const trial = new Trial(suite, seed);
  const thens = [];
  for (const role of new Set(tried.map((f) => f.role))) thens.push(...(await trial.thens(role)));
  const kills = Object.fromEntries(tried.map((f) => [f.name, answers.get(f.name)?.kills ?? []]));
  const matrix = matrixOf(kills, thens);
  process.stdout.write(format === 'md' ? matrixMarkdown(matrix) : `${JSON.stringify(matrix, null, 2)}\n`);
}
