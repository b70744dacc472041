/** What the book is made from, read once. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { loadPlaces } from '../lab/profile/readings';
import type { Suite } from '../lab/session/suite';
import type { RunFacts } from '../lab/trace/run-facts';
import { readSources, SOURCES_FILE } from '../lab/trace/sources';
import { traceOf, type Trace } from '../lab/trace/trace';
import { FAULTS } from '../reference-impl/faults';
import type { UnclearPlace } from '../schemas';
import { readDocuments, type SchemaDocument } from '../schemas/build/documents';
import { loadMachines, type StateMachine } from './state-machine';

export interface BookInputs {
  readonly suite: Suite;
  readonly places: readonly UnclearPlace[];
  readonly documents: readonly SchemaDocument[];
  readonly machines: readonly StateMachine[];
  readonly trace: Trace;
}

/**
 * @param runs whole runs, from which the checks of each test case are known; without any the book names no checks
 * @throws Error that names the file which is not sound
 */
export function bookInputs(suite: Suite, runs: readonly RunFacts[]): BookInputs {
  const sources = readSources(readFileSync(join(suite.root, SOURCES_FILE), 'utf8'));
  if ('problems' in sources) throw new Error(sources.problems[0] ?? SOURCES_FILE);
  return {
    suite,
    places: loadPlaces(suite.root).places,
    documents: readDocuments(join(suite.root, 'schemas')),
    machines: loadMachines(suite.root),
    trace: traceOf(suite.catalogue, sources, runs, FAULTS),
  };
}
