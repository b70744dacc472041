/** What is wrong with a declaration as its schemas have it: every mistake, with its place. */
import { checkIcs, checkIxit, isUnknownMember, PARAMETER_NAMES, type Problem } from '../../schemas';
import { didYouMean } from './closest';
import { ICS_MEMBERS, IXIT_MEMBERS } from './items';

/** One mistake: the text is a sentence that begins with the place. */
export interface DeclarationProblem {
  /** Names and positions from the top of the file, such as `ics`, `responseClasses`, `0`; empty for the whole. */
  readonly path: readonly string[];
  readonly text: string;
  /** A name that is not known: often the reason of what is missing, so these stand first. */
  readonly unknown: boolean;
  /** The schema keyword that was broken. */
  readonly keyword?: string;
}

/** All mistakes of a declaration, the one to be told alone first. */
export function declarationProblems(value: unknown): DeclarationProblem[] {
  if (!isObject(value))
    return [at([], 'a declaration is an object with ics and ixit; pr2 ics template prints one')];
  const strays = Object.keys(value)
    .filter((key) => key !== 'ics' && key !== 'ixit')
    .map((key) => {
      const hint = ICS_MEMBERS.includes(key)
        ? '; the items of an ICS stand below ics'
        : didYouMean(key, ['ics', 'ixit']);
      return { ...at([key], `${key} is not known here${hint}`), unknown: true };
    });
  const { ics, ixit } = value;
  if (ics === undefined) return [...strays, at([], 'ics is missing; pr2 ics template prints one')];
  const role = isObject(ics) ? ics['role'] : undefined;
  const figures = isObject(ixit) || ixit === undefined || ixit === null ? { role, ...ixit } : ixit;
  const inIcs = ofPart('ics', checkIcs(ics), ICS_MEMBERS, 'an ICS item');
  const inIxit = ofPart('ixit', checkIxit(figures), IXIT_MEMBERS, 'an IXIT item').filter(
    (p) => p.path[1] !== 'role' || (isObject(ixit) && 'role' in ixit), // one left out is the ICS's, right or wrong
  );
  return [...strays, ...inIcs, ...inIxit, ...twoRoles(role, figures)];
}

function twoRoles(role: unknown, figures: unknown): DeclarationProblem[] {
  if (!isObject(figures) || figures['role'] === role) return [];
  const text = `ixit.role is ${String(figures['role'])} and ics.role is ${String(role)}; one file declares one device`;
  return [at(['ixit', 'role'], text)];
}

function ofPart(
  part: string,
  problems: readonly Problem[],
  members: readonly string[],
  what: string,
): DeclarationProblem[] {
  return problems
    .map((problem) => told(part, problem, members, what))
    .toSorted((a, b) => Number(b.unknown) - Number(a.unknown));
}

function told(part: string, problem: Problem, members: readonly string[], what: string): DeclarationProblem {
  const path = [part, ...problem.path.split(/[.[\]]+/).filter((step) => step !== '')];
  if (!isUnknownMember(problem)) {
    const text =
      problem.path === '' ? `${part} ${problem.text.replace(/^the value /, '')}` : `${part}.${problem.text}`;
    return { path, text, unknown: false, keyword: problem.keyword };
  }
  const name = path.at(-1) ?? '';
  const isParameter = problem.path.startsWith('params.');
  const candidates = isParameter ? PARAMETER_NAMES : problem.path === name ? members : [];
  const text = `${part}.${problem.path} is not ${isParameter ? 'a test parameter' : what}${didYouMean(name, candidates)}`;
  return { path, text, unknown: true, keyword: problem.keyword };
}

function at(path: readonly string[], text: string): DeclarationProblem {
  return { path, text, unknown: false };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
