/** `pr2 trace` and `pr2 trace-check`: from each line of the use case to the checks, and whether nothing is missing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PARAMETER_NAMES } from '../schemas';
import { loadPlaces } from '../lab/profile/readings';
import type { Suite } from '../lab/session/suite';
import { IDS_FILE, idsOf, newIds, readIds } from '../lab/trace/id-register';
import { REGISTERED_CHECKS } from '../lab/trace/registered';
import { runFacts, type RunFacts } from '../lab/trace/run-facts';
import { readSources, SOURCES_FILE } from '../lab/trace/sources';
import { traceMarkdown, traceOf } from '../lab/trace/trace';
import { traceProblems, type TraceInputs } from '../lab/trace/trace-problems';
import { FAULTS } from '../reference-impl/faults';
import { logRecords, runsIn } from './found-runs';
import { referenceRuns } from './reference-runs';
import { repeated } from './repeated';
import { RUN_LOG } from './run-folder';
import { UsageError } from './usage-error';

const RUNS = [
  '--runs <dir>',
  'where whole runs of all three roles lie; without it the reference devices are run in memory',
] as const;

export function addTraceCommand(program: Command, suite: Suite): void {
  program
    .command('trace')
    .description('tell for each line of the use case its requirements, their test cases and their checks')
    .option('--format <md|json>', 'how to print it', 'md')
    .option(...RUNS)
    .action(async ({ format, runs }: { format: string; runs?: string }) => {
      if (format !== 'md' && format !== 'json')
        throw new UsageError(`--format ${format}: the formats are md and json`);
      const sources = readSources(readFileSync(join(suite.root, SOURCES_FILE), 'utf8'));
      if ('problems' in sources) throw new UsageError(sources.problems[0] ?? SOURCES_FILE, 5);
      const trace = traceOf(suite.catalogue, sources, await runsOf(suite, runs), FAULTS);
      process.stdout.write(format === 'md' ? traceMarkdown(trace) : `${JSON.stringify(trace, null, 2)}\n`);
    });
}

export function addTraceCheckCommand(program: Command, suite: Suite): void {
  program
    .command('trace-check')
    .description('refuse where a line, a requirement, a test case or a check leads nowhere')
    .option(...RUNS)
    .option(
      '--use-case <file>',
      'the use case itself, to hold its digest and every line against sources.yaml',
    )
    .option('--update-ids', `first add the ids that are new to ${IDS_FILE}`)
    .option(
      '--retire <id>',
      `first note in ${IDS_FILE} that an id is gone for good; repeat for several`,
      repeated,
    )
    .action(async (options: CheckOptions) => {
      process.exitCode = await check(suite, options);
    });
}

interface CheckOptions {
  runs?: string;
  useCase?: string;
  updateIds?: boolean;
  retire?: string[];
}

async function check(suite: Suite, options: CheckOptions): Promise<number> {
  updateIds(suite, options);
  const { places, yaml } = placesOf(suite);
  const inputs: TraceInputs = {
    catalogue: suite.catalogue,
    sources: readSources(readFileSync(join(suite.root, SOURCES_FILE), 'utf8')),
    places,
    placesLineOf: yaml.lineOf,
    parameters: PARAMETER_NAMES,
    ids: readIds(idsText(suite)),
    checks: REGISTERED_CHECKS,
    runs: await runsOf(suite, options.runs),
    faults: FAULTS,
    ...(options.useCase === undefined
      ? {}
      : { useCase: { name: options.useCase, bytes: bytesOf(options.useCase) } }),
    exists: (path) => !fromSource(suite) || existsSync(join(suite.root, path)),
  };
  const problems = traceProblems(inputs);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const { requirements, cases } = suite.catalogue;
  process.stdout.write(
    problems.length === 0
      ? `${requirements.length} requirements, ${cases.length} test cases, ${REGISTERED_CHECKS.length} checks, ${FAULTS.length} faults: every line leads to its checks and back\n`
      : `${problems.length} ${problems.length === 1 ? 'thing leads' : 'things lead'} nowhere\n`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** Whether the tests are there to be looked for: an installed package comes without them. */
function fromSource(suite: Suite): boolean {
  return existsSync(join(suite.root, 'lab'));
}

function placesOf(suite: Suite): ReturnType<typeof loadPlaces> {
  try {
    return loadPlaces(suite.root);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), 5);
  }
}

async function runsOf(suite: Suite, dir: string | undefined): Promise<RunFacts[]> {
  if (dir === undefined) return suite.catalogue.faults.length > 0 ? [] : referenceRuns(suite);
  const dirs = [...new Set(runsIn(dir).map((r) => r.dir))];
  return dirs.map((d) => runFacts(join(d, RUN_LOG), logRecords(d)));
}

/** Only ever adds lines: an id keeps its meaning for good. */
function updateIds(suite: Suite, { updateIds: add = false, retire = [] }: CheckOptions): void {
  const register = readIds(idsText(suite));
  const ids = idsOf(
    suite.catalogue,
    REGISTERED_CHECKS.map((c) => c.name),
  );
  for (const key of retire) {
    if (!register.published.has(key)) throw new UsageError(`--retire "${key}": ${IDS_FILE} has no such id`);
    if (ids.has(key)) throw new UsageError(`--retire "${key}": it is in use, at ${ids.get(key)}`);
  }
  const lines = [...retire.map((key) => `retired ${key}`), ...(add ? newIds(register, ids) : [])];
  if (lines.length > 0) appendFileSync(join(suite.root, IDS_FILE), `${lines.join('\n')}\n`);
}

function idsText(suite: Suite): string {
  const path = join(suite.root, IDS_FILE);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`--use-case ${path}: it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
