/** `pr2 lint`: for authors of features, what is wrong with them before anything runs. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import type * as CucumberApi from '@cucumber/cucumber/api';
import type { Suite } from '../lab/session/suite';
import { lintProblems, type StepDefinition } from '../lab/trace/lint';
import { placeOf, type StepSource } from '../lab/trace/step-source';
import { UsageError } from './usage-error';

export function addLintCommand(program: Command, suite: Suite): void {
  program
    .command('lint')
    .description('find undefined and ambiguous steps, missing ids and tags, and Thens that record no check')
    .argument('[paths...]', "feature files or folders; without any, the suite's own")
    .action(async (paths: string[]) => {
      const files = (paths.length === 0 ? [suite.featuresDir] : paths).flatMap(featuresUnder);
      if (files.length === 0) throw new UsageError(`there is no feature file in ${paths.join(', ')}`);
      const texts = files.map((f) => [shown(f), readFileSync(f, 'utf8')] as const);
      const problems = lintProblems(texts, await definitions(suite));
      for (const problem of problems) process.stdout.write(`${problem}\n`);
      process.stdout.write(
        `${files.length} feature file${files.length === 1 ? '' : 's'}: ${problems.length === 0 ? 'nothing is wrong' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`}\n`,
      );
      process.exitCode = problems.length === 0 ? 0 : 1;
    });
}

/** What is used here of a step definition of Cucumber's. */
interface Registered {
  readonly expression: { readonly regexp: RegExp };
  readonly pattern: string | RegExp;
  readonly unwrappedCode: { readonly source?: StepSource };
}

/** The step definitions as Cucumber itself registers them, so that what lint finds is what a run would do. */
async function definitions(suite: Suite): Promise<StepDefinition[]> {
  const { loadSupport } = require('@cucumber/cucumber/api') as typeof CucumberApi;
  const requirePaths = [join(__dirname, '..', 'steps', '**', '*.js').replaceAll('\\', '/')];
  const library = await loadSupport(
    {
      sources: { paths: [], defaultDialect: 'en', names: [], tagExpression: '', order: 'defined' },
      support: { requireModules: [], requirePaths, importPaths: [], loaders: [] },
    },
    { cwd: suite.root },
  );
  return (library as unknown as { stepDefinitions: readonly Registered[] }).stepDefinitions.map(
    ({ expression, pattern, unwrappedCode: { source } }) => ({
      kind: source?.kind ?? 'When',
      pattern: String(pattern),
      matches: (text) => expression.regexp.test(text),
      at: () => (source === undefined ? 'steps' : placeOf(source)),
    }),
  );
}

function featuresUnder(path: string): string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new UsageError(`there is no ${path}`);
  }
  if (!isFolder) return [path];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((e) =>
      e.isDirectory()
        ? featuresUnder(join(path, e.name))
        : e.name.endsWith('.feature')
          ? [join(path, e.name)]
          : [],
    )
    .toSorted();
}

/** As a person in this folder would name it. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return (near.startsWith('..') ? path : near).split(sep).join('/');
}
