/**
 * The requirements and test cases as the features tell them. Reading files is the caller's; this parses text.
 */
import { DEVICE_ROLES } from '../../schemas';
import { IdGenerator, type Rule, type Scenario, type Tag } from '@cucumber/messages';
import type { DeviceRole } from '../bench/bench-device';
import { conditionOf } from '../ics/condition';
import { parseFeature } from './parse';

export interface Requirement {
  readonly id: string;
  readonly keyword: 'must' | 'should';
  /** The Rule's name: the requirement in one sentence. */
  readonly text: string;
  readonly description: string;
  /** Unclear places of the use case that its description names, `D15`. */
  readonly readings: readonly string[];
  readonly roles: readonly DeviceRole[];
  /** Lines of the use case, `L22`. */
  readonly sources: readonly string[];
  /** The ICS conditions of its `@if:` tags; all of them must hold. */
  readonly conditions: readonly string[];
  /** Where the kit itself owes it (`@kit`): the unit tests that judge it, from its `@test:` tags. */
  readonly kitTests?: readonly string[];
  readonly feature: string;
  /** Folder of the feature file: general, pr2-a, pr2-b, cross-cutting. */
  readonly group: string;
  readonly line: number;
}

export interface TestCase {
  readonly id: string;
  readonly requirement: string;
  readonly name: string;
  readonly dut: DeviceRole;
  readonly kind: string;
  /** ICS conditions of its own and of its row, besides those of its requirement. */
  readonly conditions: readonly string[];
  /** Tagged `@should`: what it asks for is a SHOULD, also where the requirement is a MUST. */
  readonly should: boolean;
  readonly feature: string;
  readonly line: number;
}

export interface Catalogue {
  readonly requirements: readonly Requirement[];
  readonly cases: readonly TestCase[];
  /** What is wrong with the features, `file:line sentence`. */
  readonly faults: readonly string[];
}

const REQUIREMENT = /^@(PR2-[GABX]-\d\d)$/;
/** A test case's tag starts with its requirement's id and a dot. */
const CASE = /^@(PR2-[GABX]-\d\d)\.(.+)$/;

/** Parses features given as `[path relative to the features folder, text]`, in that order. */
export function catalogueOf(files: readonly (readonly [string, string])[]): Catalogue {
  const requirements: Requirement[] = [];
  const cases: TestCase[] = [];
  const faults: string[] = [];
  for (const [path, text] of files) {
    const parsed = parseFeature(path, text, IdGenerator.incrementing());
    if ('faults' in parsed) faults.push(...parsed.faults);
    else if (parsed.feature === undefined) faults.push(`${path}:1 holds no feature`);
    const feature = 'faults' in parsed ? undefined : parsed.feature;
    for (const child of feature?.children ?? []) {
      if (child.rule) readRule(path, child.rule, requirements, cases, faults);
      if (child.scenario)
        faults.push(
          `${path}:${child.scenario.location.line} scenario "${child.scenario.name}" stands under no Rule`,
        );
    }
  }
  unique(
    requirements.map((r) => [r.id, `${r.feature}:${r.line}`]),
    'requirement',
    faults,
  );
  unique(
    cases.map((c) => [c.id, `${c.feature}:${c.line}`]),
    'test case',
    faults,
  );
  return { requirements, cases, faults };
}

function readRule(
  path: string,
  rule: Rule,
  requirements: Requirement[],
  cases: TestCase[],
  faults: string[],
): void {
  const tags = names(rule.tags);
  const id = tags.map((t) => REQUIREMENT.exec(t)?.[1]).find((t) => t !== undefined);
  const at = `${path}:${rule.location.line}`;
  if (id === undefined) {
    faults.push(`${at} Rule "${rule.name}" has no requirement tag such as @PR2-A-15`);
    return;
  }
  const keyword = tags.includes('@should') ? 'should' : tags.includes('@must') ? 'must' : undefined;
  if (keyword === undefined) faults.push(`${at} ${id} has neither @must nor @should`);
  const conditions = conditionsOf(tags);
  faults.push(...conditionFaults(at, conditions));
  requirements.push({
    id,
    keyword: keyword ?? 'must',
    text: rule.name,
    description: (rule.description ?? '')
      .split('\n')
      .map((l) => l.trim())
      .join('\n')
      .trim(),
    readings: [...new Set((rule.description ?? '').match(/\bD[1-9]\d?\b/g) ?? [])],
    roles: DEVICE_ROLES.filter((r) => tags.includes(`@${r}`)),
    sources: valuesOf(tags, '@source:'),
    conditions,
    ...(tags.includes('@kit') ? { kitTests: valuesOf(tags, '@test:') } : {}),
    feature: path,
    group: path.split('/')[0] ?? '',
    line: rule.location.line,
  });
  for (const child of rule.children)
    if (child.scenario) readScenario(path, id, child.scenario, cases, faults);
}

function readScenario(
  path: string,
  requirement: string,
  scenario: Scenario,
  cases: TestCase[],
  faults: string[],
): void {
  const tags = names(scenario.tags);
  const dut = DEVICE_ROLES.find((r) => tags.includes(`@dut:${r}`));
  const at = `${path}:${scenario.location.line}`;
  if (dut === undefined) {
    faults.push(`${at} scenario "${scenario.name}" has no @dut: tag`);
    return;
  }
  const kind = ['positive', 'negative', 'boundary', 'fault'].find((k) => tags.includes(`@${k}`)) ?? '';
  if (kind === '')
    faults.push(`${at} scenario "${scenario.name}" has none of @positive, @negative, @boundary, @fault`);
  const conditions = conditionsOf(tags);
  faults.push(...conditionFaults(at, conditions));
  const add = ({ id, line, tags: rowTags }: Row): void => {
    if (!id.startsWith(`${requirement}.`))
      faults.push(`${path}:${line} test case ${id} does not start with ${requirement}.`);
    cases.push({
      id,
      requirement,
      name: scenario.name,
      dut,
      kind,
      conditions: [...conditions, ...conditionsOf(rowTags)],
      should: tags.includes('@should'),
      feature: path,
      line,
    });
    faults.push(...conditionFaults(`${path}:${line}`, conditionsOf(rowTags)));
  };
  const rows = rowsOf(scenario);
  if (rows.length === 0)
    faults.push(`${at} scenario "${scenario.name}" has no id tag such as @${requirement}.some-name`);
  for (const row of rows) add(row);
}

interface Row {
  readonly id: string;
  readonly line: number;
  /** Of its Examples. */
  readonly tags: readonly string[];
}

/** The stable ids of a scenario: of its rows where it is an outline, else its tag's. */
function rowsOf(scenario: Scenario): Row[] {
  const rows = scenario.examples.flatMap((e) => {
    const column = e.tableHeader?.cells.findIndex((c) => c.value === 'id') ?? -1;
    const tags = names(e.tags);
    return column < 0
      ? []
      : e.tableBody.map((row) => ({ id: row.cells[column]?.value ?? '', line: row.location.line, tags }));
  });
  if (rows.length > 0) return rows;
  const tag = names(scenario.tags).find((t) => CASE.test(t));
  return tag === undefined ? [] : [{ id: tag.slice(1), line: scenario.location.line, tags: [] }];
}

function valuesOf(tags: readonly string[], prefix: string): string[] {
  return tags.filter((t) => t.startsWith(prefix)).map((t) => t.slice(prefix.length));
}

function conditionsOf(tags: readonly string[]): string[] {
  return valuesOf(tags, '@if:');
}

/** A condition that cannot be read would take nothing away, silently. */
function conditionFaults(at: string, conditions: readonly string[]): string[] {
  return conditions.flatMap((text) => {
    const read = conditionOf(text);
    return 'problem' in read ? [`${at} ${read.problem}`] : [];
  });
}

function names(tags: readonly Tag[]): string[] {
  return tags.map((t) => t.name);
}

function unique(entries: readonly (readonly [string, string])[], what: string, faults: string[]): void {
  const seen = new Map<string, string>();
  for (const [id, at] of entries) {
    const before = seen.get(id);
    if (before === undefined) seen.set(id, at);
    else faults.push(`${at} ${what} ${id} stands already at ${before}`);
  }
}
