/** The vendor's list of known failures, from its YAML file to the entries that a run log embeds. */
import { checkLab, isUnknownMember, type KnownFailure, type ListedFailure } from '../../schemas';
import { didYouMean } from '../../lab/ics/closest';
import type { Suite } from '../../lab/session/suite';
import { REGISTERED_CHECKS } from '../../lab/trace/registered';
import { readYamlText } from '../../lab/trace/yaml-text';

export type Subject = ListedFailure['subject'];

const SUBJECTS: readonly Subject[] = ['requirement', 'case', 'check'];
const MEMBERS: readonly string[] = [...SUBJECTS, 'reason', 'expires'];

/** What an entry names, of those that there are. */
export interface Nameable {
  has(subject: Subject, id: string): boolean;
}

/** What the suite has by the three kinds of names. */
export function namedIn(suite: Suite): Nameable {
  const requirements = new Set(suite.catalogue.requirements.map((r) => r.id));
  const cases = new Set(suite.catalogue.cases.map((c) => c.id));
  const checks = new Set(REGISTERED_CHECKS.map((c) => c.name));
  return {
    has(subject, id) {
      if (subject === 'requirement') return requirements.has(id);
      if (subject === 'case') return cases.has(id);
      const [requirement = '', check = ''] = id.split('/');
      return requirements.has(requirement) && checks.has(check);
    },
  };
}

/**
 * The entries of a list; the problem is one sentence that begins with the file's name and line.
 * @param today `2027-03-31`; an entry excuses until the end of its last day
 */
export function readKnownFailures(
  text: string,
  file: string,
  known: Nameable,
  today: string,
): readonly ListedFailure[] | { readonly problem: string } {
  const yaml = readYamlText(text, file);
  if ('problem' in yaml) return yaml;
  const entries = yaml.value ?? []; // a file of comments only
  if (!Array.isArray(entries))
    return {
      problem: `${file}: a list of known failures is a YAML list of entries such as {case: PR2-A-15.exact, reason: …, expires: 2027-03-31}`,
    };
  const listed: ListedFailure[] = [];
  const lines = new Map<string, number>();
  for (const [i, entry] of (entries as unknown[]).entries()) {
    const line = yaml.lineOf([i]);
    const problem = problemOf(entry);
    if (problem !== undefined) return { problem: `${file}:${line} ${problem}` };
    const one = listedFrom(entry as KnownFailure, known, today);
    const key = `${one.subject} ${one.id}`;
    const before = lines.get(key);
    if (before !== undefined)
      return { problem: `${file}:${line} ${key} is listed on line ${before} already; one entry is enough` };
    lines.set(key, line);
    listed.push(one);
  }
  return listed;
}

function problemOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return 'an entry is an object such as {case: PR2-A-15.exact, reason: …, expires: 2027-03-31}';
  const problems = checkLab('KnownFailure', entry);
  const problem = problems.find(isUnknownMember) ?? problems[0];
  if (problem !== undefined)
    return `${problem.text}${isUnknownMember(problem) ? didYouMean(problem.path, MEMBERS) : ''}`;
  const named = SUBJECTS.filter((s) => s in entry);
  if (named.length !== 1)
    return `an entry names one requirement, one case or one check, and this one names ${named.length === 0 ? 'none' : named.join(' and ')}`;
  const { expires } = entry as KnownFailure;
  const date = new Date(`${expires}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== expires
    ? `expires ${expires} is no day of the calendar`
    : undefined;
}

function listedFrom(entry: KnownFailure, known: Nameable, today: string): ListedFailure {
  const subject = SUBJECTS.find((s) => entry[s] !== undefined) ?? 'case';
  const id = entry[subject] ?? '';
  const { reason, expires } = entry;
  const state = !known.has(subject, id) ? 'unknown' : expires < today ? 'expired' : 'current';
  return { subject, id, reason, expires, state };
}
