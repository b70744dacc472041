/** Runs the selected cases of one role through Cucumber; the open session keeps the log. */
import { Writable } from 'node:stream';
import { extname, join } from 'node:path';
import parseTags from '@cucumber/tag-expressions';
import type * as CucumberApi from '@cucumber/cucumber/api';
import type { DeviceRole } from '../lab/bench/bench-device';
import { setCurrentSession, type Session } from '../lab/session/session';
import type { Suite } from '../lab/session/suite';
import { matchQuickly, type Definitions } from './quick-matching';
import { UsageError } from './usage-error';

export interface Selection {
  readonly role: DeviceRole;
  readonly tags?: string;
  readonly only?: readonly string[];
}

/** Cucumber registers step definitions once in a process; later runs must be given them. */
let support: CucumberApi.ISupportCodeLibrary | undefined;

/** What Cucumber needs to be told to run the cases of a selection. */
export interface Configuration {
  readonly configuration: CucumberApi.IRunConfiguration;
  readonly environment: CucumberApi.IRunEnvironment;
}

/** The cases that a selection names, ready to be run. */
export interface CasePlan extends Configuration {
  /** Their ids in the order of the suite, and whether they are all of the role. */
  readonly cases: readonly string[];
  readonly whole: boolean;
}

/** @throws UsageError where the selection is no expression or names what there is not */
export async function configurationOf(suite: Suite, selection: Selection): Promise<Configuration> {
  const environment: CucumberApi.IRunEnvironment = { cwd: suite.root, stdout: nowhere(), stderr: nowhere() };
  const provided = {
    paths: pathsOf(suite, selection),
    require: [join(__dirname, '..', 'steps', '**', `!(*.test)${extname(__filename)}`).replaceAll('\\', '/')],
    tags: tagsOf(selection),
    format: [],
    strict: true,
  };
  const { runConfiguration } = await cucumber().loadConfiguration({ file: false, provided }, environment);
  return { configuration: runConfiguration, environment };
}

/** @throws UsageError where the selection is no expression or matches nothing */
export async function planCases(suite: Suite, selection: Selection): Promise<CasePlan> {
  const { configuration, environment } = await configurationOf(suite, selection);
  const { plan } = await cucumber().loadSources(configuration.sources, environment);
  if (plan.length === 0) throw new UsageError(nothingMatches(selection));
  const known = new Map(suite.catalogue.cases.map((c) => [`${c.feature}:${c.line}`, c.id]));
  const cases = plan.map(({ uri, location }) => {
    const feature = uri.replaceAll('\\', '/').replace(/^.*?features\//, '');
    return known.get(`${feature}:${location.line}`) ?? `${feature}:${location.line}`;
  });
  const ofRole = suite.catalogue.cases.filter((c) => c.dut === selection.role).length;
  return { cases, whole: cases.length === ofRole, configuration, environment };
}

export async function runCases(
  { configuration, environment }: Configuration,
  session: Session,
  stop: () => boolean,
): Promise<void> {
  session.stopWhen(stop);
  setCurrentSession(session);
  try {
    if (support === undefined) {
      const loaded = await cucumber().loadSupport(configuration, environment);
      matchQuickly(loaded as unknown as Definitions);
      support = foundAtOnce(loaded);
    }
    await cucumber().runCucumber({ ...configuration, support }, environment);
  } finally {
    setCurrentSession(undefined);
  }
}

/** Later runs look for the files of the steps once more, and do not read them: one plain path is no search. */
function foundAtOnce(loaded: CucumberApi.ISupportCodeLibrary): CucumberApi.ISupportCodeLibrary {
  return {
    ...loaded,
    originalCoordinates: { ...loaded.originalCoordinates, requirePaths: [__filename] },
  };
}

/** Loaded when it is needed: it takes longer than all other commands together. */
function cucumber(): typeof CucumberApi {
  return require('@cucumber/cucumber/api') as typeof CucumberApi;
}

function pathsOf(suite: Suite, selection: Selection): string[] {
  if (selection.only === undefined || selection.only.length === 0)
    return [join(suite.featuresDir, '**', '*.feature').replaceAll('\\', '/')];
  const byId = new Map(suite.catalogue.cases.map((c) => [c.id, c]));
  const lines = new Map<string, string>();
  for (const id of selection.only) {
    const found = byId.get(id);
    if (found === undefined) throw new UsageError(`there is no test case ${id}; pr2 list names all`);
    lines.set(found.feature, `${lines.get(found.feature) ?? ''}:${found.line}`);
  }
  return [...lines].map(([feature, at]) => join(suite.featuresDir, feature).replaceAll('\\', '/') + at);
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
