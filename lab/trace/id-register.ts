/**
 * features/ids.txt: every id of a requirement, test case or check that was ever published. Lines are only ever added,
 * `case PR2-A-15.exact`, and `retired case PR2-A-15.exact` when it is gone for good: nobody who reads an old report
 * may find another meaning under its ids.
 */
import type { Catalogue } from '../catalogue/catalogue';

export const IDS_FILE = 'features/ids.txt';

type Kind = 'requirement' | 'case' | 'check';
const KINDS: readonly Kind[] = ['requirement', 'case', 'check'];

export interface IdRegister {
  /** `case PR2-A-15.exact` → the line on which it was published. */
  readonly published: ReadonlyMap<string, number>;
  /** The same, with the line on which it was retired. */
  readonly retired: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

export function readIds(text: string): IdRegister {
  const published = new Map<string, number>();
  const retired = new Map<string, number>();
  const problems: string[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const at = `${IDS_FILE}:${i + 1}`;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, gone, kind, id] = /^(retired )?(\w+) (\S+)$/.exec(line) ?? [];
    if (id === undefined || !KINDS.includes(kind as Kind)) {
      problems.push(
        `${at} "${line}" is not requirement, case or check and an id, with retired before it or not`,
      );
      continue;
    }
    const key = `${kind} ${id}`;
    const into = gone === undefined ? published : retired;
    const before = into.get(key);
    if (before !== undefined) problems.push(`${at} ${key} stands already on line ${before}`);
    else if (gone !== undefined && !published.has(key))
      problems.push(`${at} ${key} is retired and was never published`);
    else into.set(key, i + 1);
  }
  return { published, retired, problems };
}

/** All ids of the suite as it is now, as the register names them, with where each stands. */
export function idsOf(catalogue: Catalogue, checks: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...catalogue.requirements.map((r) => [`requirement ${r.id}`, `features/${r.feature}:${r.line}`] as const),
    ...catalogue.cases.map((c) => [`case ${c.id}`, `features/${c.feature}:${c.line}`] as const),
    ...checks.map((name) => [`check ${name}`, 'lab/checks'] as const),
  ]);
}

/** Ids that are not in the register, ids that are used again, and ids that vanished without being retired. */
export function idProblems(register: IdRegister, ids: ReadonlyMap<string, string>): string[] {
  const problems = [...register.problems];
  for (const [key, where] of ids) {
    const gone = register.retired.get(key);
    if (gone !== undefined) problems.push(`${where} ${key} is used again; ${IDS_FILE}:${gone} retired it`);
    else if (!register.published.has(key))
      problems.push(`${where} ${key} is not in ${IDS_FILE}; pr2 trace-check --update-ids adds it`);
  }
  for (const [key, line] of register.published)
    if (!ids.has(key) && !register.retired.has(key))
      problems.push(
        `${IDS_FILE}:${line} ${key} was published and is nowhere in the suite; if it is gone for good, pr2 trace-check --retire "${key}" says so`,
      );
  return problems;
}

/** The lines to be added for ids that are new, in a fixed order. */
export function newIds(register: IdRegister, ids: ReadonlyMap<string, string>): string[] {
  return [...ids.keys()]
    .filter((key) => !register.published.has(key) && !register.retired.has(key))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(key: string): number {
  return KINDS.indexOf(key.split(' ', 1)[0] as Kind);
}
