/** What a spec author should know before a run: steps without one meaning, and what a scenario must carry. */
import { compile } from '@cucumber/gherkin';
import { IdGenerator, PickleStepType, type Feature, type Pickle } from '@cucumber/messages';
import { catalogueOf } from '../catalogue/catalogue';
import { parseFeature } from '../catalogue/parse';
import { closest } from '../ics/closest';

/** A step definition as it was registered. */
export interface StepDefinition {
  readonly kind: 'Given' | 'When' | 'Then';
  /** Its pattern as written. */
  readonly pattern: string;
  readonly matches: (text: string) => boolean;
  /** File and line. */
  readonly at: () => string;
}

/** Problems of features given as `[path as shown, text]`, each `path:line sentence`, in the order of the files. */
export function lintProblems(
  files: readonly (readonly [string, string])[],
  definitions: readonly StepDefinition[],
): string[] {
  const { faults, requirements } = catalogueOf(files);
  const unowed = requirements
    .filter((r) => r.roles.length === 0 && r.kitTests === undefined)
    .map((r) => `${r.feature}:${r.line} ${r.id} has none of @pev, @esci, @utility`);
  const steps = files.flatMap(([path, text]) => stepProblems(path, text, matcher(definitions)));
  return [...new Set([...faults, ...unowed, ...steps])].toSorted(byPlace(files.map(([path]) => path)));
}

type Match = (text: string) => readonly StepDefinition[];

/** Each text is looked up once: outlines repeat most of them. */
function matcher(definitions: readonly StepDefinition[]): { match: Match; near: (text: string) => string } {
  const known = new Map<string, readonly StepDefinition[]>();
  return {
    match: (text) => {
      const found = known.get(text) ?? definitions.filter((d) => d.matches(text));
      known.set(text, found);
      return found;
    },
    near: (text) => {
      const pattern = closest(
        text,
        definitions.map((d) => d.pattern),
      );
      return pattern === undefined ? '' : `; the nearest is "${pattern}"`;
    },
  };
}

function stepProblems(path: string, text: string, { match, near }: ReturnType<typeof matcher>): string[] {
  const newId = IdGenerator.incrementing();
  const document = parseFeature(path, text, newId);
  if ('faults' in document || document.feature === undefined) return [];
  const lines = linesOf(document.feature);
  const problems: string[] = [];
  for (const pickle of compile(document, path, newId)) {
    if (!pickle.steps.some((s) => s.type === PickleStepType.OUTCOME))
      problems.push(`${path}:${scenarioLine(pickle, lines)} scenario "${pickle.name}" has no Then`);
    for (const step of pickle.steps) {
      const at = `${path}:${lines.get(step.astNodeIds[0] ?? '') ?? 0}`;
      const found = match(step.text);
      const [only] = found;
      if (only === undefined) problems.push(`${at} no step is defined for "${step.text}"${near(step.text)}`);
      else if (found.length > 1)
        problems.push(
          `${at} "${step.text}" could be either of ${found.map((d) => `"${d.pattern}" (${d.at()})`).join(' and ')}`,
        );
      else if (step.type === PickleStepType.OUTCOME && only.kind !== 'Then')
        problems.push(
          `${at} "${step.text}" is a Then without a check: ${only.at()} defines it with ${only.kind}`,
        );
    }
  }
  return problems;
}

/** Line of every scenario, row and step by its id. */
function linesOf(feature: Feature): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const note = ({ id, location }: { id: string; location: { line: number } }): unknown =>
    lines.set(id, location.line);
  for (const child of feature.children.flatMap((c) => [c, ...(c.rule?.children ?? [])])) {
    child.background?.steps.forEach(note);
    if (child.scenario === undefined) continue;
    note(child.scenario);
    child.scenario.steps.forEach(note);
  }
  return lines;
}

function scenarioLine(pickle: Pickle, lines: ReadonlyMap<string, number>): number {
  return lines.get(pickle.astNodeIds[0] ?? '') ?? 0;
}

/** By file in the order given, then by line. */
function byPlace(paths: readonly string[]): (a: string, b: string) => number {
  const placeIn = (problem: string): [number, number] => {
    const [, path = '', line = '0'] = /^(.*?):(\d+) /.exec(problem) ?? [];
    return [paths.indexOf(path), Number(line)];
  };
  return (a, b) => {
    const [fileA, lineA] = placeIn(a);
    const [fileB, lineB] = placeIn(b);
    return fileA - fileB || lineA - lineB;
  };
}
