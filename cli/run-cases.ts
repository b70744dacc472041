/** Runs the selected cases of one role through Cucumber; the open session keeps the log. */
import { Writable } from 'node:stream';
import { join } from 'node:path';
import parseTags from '@cucumber/tag-expressions';
import type * as CucumberApi from '@cucumber/cucumber/api';
import type { DeviceRole } from '../lab/bench/bench-device';
import { setCurrentSession, type Session } from '../lab/session/session';
import type { Suite } from '../lab/session/suite';
import { UsageError } from './usage-error';

export interface Selection {
  readonly role: DeviceRole;
  readonly tags?: string;
  readonly only?: readonly string[];
}

/** Cucumber registers step definitions once in a process; later runs must be given them. */
let support: unknown;

export async function runCases(
  suite: Suite,
  session: Session,
  selection: Selection,
  progress: { planned(total: number): void },
  stop: () => boolean,
): Promise<void> {
  // Loaded here, not at the top: it takes longer than all other commands together.
  const cucumber = require('@cucumber/cucumber/api') as typeof CucumberApi;
  const environment: CucumberApi.IRunEnvironment = { cwd: suite.root, stdout: nowhere(), stderr: nowhere() };
  const { runConfiguration } = await cucumber.loadConfiguration(
    {
      file: false,
      provided: {
        paths: pathsOf(suite, selection),
        require: [join(__dirname, '..', 'steps', '**', '*.js').replaceAll('\\', '/')],
        tags: tagsOf(selection),
        format: [],
        strict: true,
      },
    },
    environment,
  );
  const { plan } = await cucumber.loadSources(runConfiguration.sources, environment);
  if (plan.length === 0) throw new UsageError(nothingMatches(selection));
  progress.planned(plan.length);
  session.stopWhen(stop);
  setCurrentSession(session);
  try {
    const configuration =
      support === undefined
        ? runConfiguration
        : { ...runConfiguration, support: support as typeof runConfiguration.support };
    const result = await cucumber.runCucumber(configuration, environment);
    support = result.support;
  } finally {
    setCurrentSession(undefined);
  }
}

function pathsOf(suite: Suite, selection: Selection): string[] {
  if (selection.only === undefined || selection.only.length === 0)
    return [join(suite.featuresDir, '**', '*.feature').replaceAll('\\', '/')];
  return selection.only.map((id) => {
    const found = suite.catalogue.cases.find((c) => c.id === id);
    if (found === undefined) throw new UsageError(`there is no test case ${id}; pr2 list names all`);
    return `${join(suite.featuresDir, found.feature).replaceAll('\\', '/')}:${found.line}`;
  });
}

function tagsOf(selection: Selection): string {
  const own = `@dut:${selection.role}`;
  if (selection.tags === undefined) return own;
  try {
    parseTags(selection.tags);
  } catch (error) {
    throw new UsageError(
      `--tags "${selection.tags}" is no tag expression: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
  return `${own} and (${selection.tags})`;
}

function nothingMatches(selection: Selection): string {
  const what =
    selection.tags === undefined ? (selection.only ?? []).join(', ') : `--tags "${selection.tags}"`;
  return `no test case of a ${selection.role} matches ${what}; pr2 list shows the cases and their tags`;
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
