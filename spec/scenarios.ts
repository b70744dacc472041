/** The scenarios of a Rule as they stand in their feature file, one text for an outline and all its rows. */
import type { Requirement, TestCase } from '../lab/catalogue/catalogue';

export interface ScenarioText {
  readonly name: string;
  /** Steps and rows, dedented. */
  readonly text: string;
  readonly cases: readonly TestCase[];
}

const SCENARIO = /^\s*Scenario(?: Outline| Template)?:\s*(.*)$/;

/** @param feature text of the whole feature file */
export function scenariosOf(
  requirement: Requirement,
  cases: readonly TestCase[],
  feature: string,
): ScenarioText[] {
  const lines = feature.split(/\r?\n/);
  const own = cases.filter((c) => c.requirement === requirement.id);
  const rest = lines.slice(requirement.line);
  const length = rest.findIndex((l) => /^\s*Rule:/.test(l));
  const endLine = length < 0 ? lines.length : requirement.line + length;
  const starts: number[] = [];
  for (let i = requirement.line; i < endLine; i += 1) if (SCENARIO.test(lines[i] ?? '')) starts.push(i);
  return starts.flatMap((start, i) => {
    const end = starts[i + 1] ?? endLine;
    // Lines of cases count from 1, and a scenario's own line is the one of a plain one.
    const members = own.filter((c) => c.line > start && c.line <= end);
    const name = SCENARIO.exec(lines[start] ?? '')?.[1] ?? '';
    const body = lines.slice(start + 1, end);
    while (body.length > 0 && /^\s*(@.*|Rule:.*)?$/.test(body.at(-1) ?? '')) body.pop();
    return members.length === 0 ? [] : [{ name, text: dedent(body), cases: members }];
  });
}

/** The steps that every scenario of a feature begins with. */
export function backgroundOf(feature: string): string {
  const lines = feature.split(/\r?\n/);
  const start = lines.findIndex((l) => /^\s*Background:/.test(l));
  if (start < 0) return '';
  const rest = lines.slice(start + 1);
  return dedent(
    rest.slice(
      0,
      rest.findIndex((l) => l.trim() === ''),
    ),
  );
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((l) => l.trim() !== '').map((l) => /^\s*/.exec(l)?.[0].length ?? 0);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((l) => l.slice(least).trimEnd()).join('\n');
}
