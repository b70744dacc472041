/** The whole chain, told: line of the use case → requirement → test case → check. */
import type { Catalogue } from '../catalogue/catalogue';
import type { KnownFault } from './rule-problems';
import type { RunFacts } from './run-facts';
import type { Sources } from './sources';

export interface TracedCase {
  readonly id: string;
  readonly name: string;
  readonly dut: string;
  readonly kind: string;
  readonly at: string;
  /** Checks that it recorded for its requirement. */
  readonly checks: readonly string[];
}

export interface TracedRequirement {
  readonly id: string;
  readonly text: string;
  readonly keyword: string;
  readonly roles: readonly string[];
  readonly condition?: string;
  readonly at: string;
  readonly sources: readonly string[];
  readonly readings: readonly string[];
  readonly cases: readonly TracedCase[];
  /** Checks recorded for it in any case, the oracles' among them. */
  readonly checks: readonly string[];
  readonly faults: readonly string[];
}

export interface Trace {
  readonly lines: readonly {
    readonly line: string;
    readonly place?: string;
    readonly gist?: string;
    readonly reason?: string;
    readonly requirements: readonly string[];
  }[];
  readonly requirements: readonly TracedRequirement[];
}

export function traceOf(
  catalogue: Catalogue,
  { file }: Sources,
  runs: readonly RunFacts[],
  faults: readonly KnownFault[],
): Trace {
  const ran = new Map(runs.flatMap((r) => r.cases).map((c) => [c.id, c]));
  const all = [...ran.values()].flatMap((c) => c.checks);
  const lines = Object.entries(file.entries)
    .toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))
    .map(([line, { requirements = [], ...rest }]) => ({ line, ...rest, requirements }));
  const requirements = catalogue.requirements.map((r): TracedRequirement => {
    const { id, text, keyword, roles, conditions, sources, readings } = r;
    return {
      id,
      text,
      keyword,
      roles: r.kitTests === undefined ? roles : ['the kit'],
      ...(conditions.length === 0 ? {} : { condition: conditions.join(' and ') }),
      at: `features/${r.feature}:${r.line}`,
      sources,
      readings,
      cases: catalogue.cases
        .filter((c) => c.requirement === id)
        .map((c) => ({
          id: c.id,
          name: c.name,
          dut: c.dut,
          kind: c.kind,
          at: `features/${c.feature}:${c.line}`,
          checks: namesOf(ran.get(c.id)?.checks.filter((k) => k.requirement === id) ?? []),
        })),
      checks: namesOf(all.filter((k) => k.requirement === id)),
      faults: faults.filter((f) => f.breaks === id).map((f) => f.name),
    };
  });
  return { lines, requirements };
}

export function traceMarkdown(trace: Trace): string {
  const byId = new Map(trace.requirements.map((r) => [r.id, r]));
  const traced = trace.lines.filter((l) => l.reason === undefined);
  const implied = trace.requirements.filter((r) => r.sources.length === 0);
  return [
    '# From the use case to the checks',
    '',
    `${trace.lines.length} lines of the use case, ${traced.length} of them with requirements; ${trace.requirements.length} requirements, ${trace.requirements.reduce((n, r) => n + r.cases.length, 0)} test cases.`,
    '',
    ...traced.flatMap((l) => [
      `## ${l.line} (${l.place ?? ''}): ${l.gist ?? ''}`,
      '',
      ...l.requirements.flatMap((id) => {
        const r = byId.get(id);
        return r === undefined
          ? [`- ${id}: no such Rule`]
          : r.sources[0] === l.line
            ? requirementMarkdown(r)
            : [`- **${r.id}** ${r.text} (see ${r.sources[0]})`];
      }),
      '',
    ]),
    '## Implied by the whole',
    '',
    ...implied.flatMap(requirementMarkdown),
    '',
    '## Lines without a requirement',
    '',
    ...trace.lines.flatMap((l) =>
      l.reason === undefined ? [] : [`- ${l.line}: ${l.reason}${l.gist === undefined ? '' : `, ${l.gist}`}`],
    ),
    '',
  ].join('\n');
}

function requirementMarkdown(r: TracedRequirement): string[] {
  const readings = r.readings.length === 0 ? '' : `; rests on ${r.readings.join(', ')}`;
  const onlyWatched = r.checks.filter((k) => !r.cases.some((c) => c.checks.includes(k)));
  return [
    `- **${r.id}** ${r.text} (${r.keyword.toUpperCase()}; ${r.roles.join(', ')}${readings}; ${r.at})`,
    ...r.cases.map(
      (c) => `  - \`${c.id}\` ${c.dut}, ${c.kind}: ${c.checks.join(', ') || 'no check recorded'}`,
    ),
    ...(onlyWatched.length === 0 ? [] : [`  - in other cases too: ${onlyWatched.join(', ')}`]),
    ...(r.faults.length === 0 ? [] : [`  - faults: ${r.faults.join(', ')}`]),
  ];
}

function namesOf(checks: readonly { readonly check: string }[]): string[] {
  return [...new Set(checks.map((c) => c.check))].toSorted();
}
