/**
 * Whether every line of the use case can be followed to the check that judges it, and every check back to its line
 * (architecture, Traceability). A pure function of what was read; each problem is one sentence that begins with where
 * it is: `file:line id …`.
 */
import type { UnclearPlace } from '../../schemas';
import type { Catalogue } from '../catalogue/catalogue';
import { checkProblems, type RegisteredCheck } from './check-problems';
import { idProblems, idsOf, type IdRegister } from './id-register';
import { faultProblems, readingProblems, ruleProblems, type KnownFault } from './rule-problems';
import type { RunFacts } from './run-facts';
import { sourceProblems, useCaseProblems, type Sources } from './sources';
import type { YamlText } from './yaml-text';

export interface TraceInputs {
  readonly catalogue: Catalogue;
  readonly sources: Sources | { readonly problems: readonly string[] };
  readonly places: readonly UnclearPlace[];
  readonly placesLineOf: YamlText['lineOf'];
  readonly parameters: readonly string[];
  readonly ids: IdRegister;
  readonly checks: readonly RegisteredCheck[];
  readonly runs: readonly RunFacts[];
  /** The named faults, where they are to be held against the requirements too. */
  readonly faults?: readonly KnownFault[] | undefined;
  /** The use case itself, where it is at hand. */
  readonly useCase?: { readonly name: string; readonly bytes: Uint8Array };
  /** Whether a file of the project is there. */
  readonly exists: (path: string) => boolean;
}

export function traceProblems(inputs: TraceInputs): string[] {
  const { catalogue, sources, useCase, faults, checks } = inputs;
  return [
    ...ruleProblems(catalogue, inputs.exists),
    ...('problems' in sources ? sources.problems : sourceProblems(sources, catalogue)),
    ...(useCase === undefined || 'problems' in sources
      ? []
      : useCaseProblems(sources, useCase.bytes, useCase.name)),
    ...readingProblems(inputs.places, inputs.placesLineOf, catalogue, inputs.parameters),
    ...idProblems(
      inputs.ids,
      idsOf(
        catalogue,
        checks.map((c) => c.name),
      ),
    ),
    ...checkProblems(catalogue, checks, inputs.runs),
    ...(faults === undefined ? [] : faultProblems(catalogue, faults)),
  ];
}
