/** What a vendor declares of a device, from a file: `{ics: …, ixit: …}` in YAML or JSON. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import {
  checkIcs,
  checkIxit,
  isUnknownMember,
  PARAMETER_NAMES,
  type DeviceRole,
  type Ics,
  type Ixit,
  type Problem,
} from '../../schemas';
import { didYouMean } from './closest';
import { ICS_MEMBERS, IXIT_MEMBERS } from './items';

export interface Declaration {
  readonly role: DeviceRole;
  readonly ics: Ics;
  readonly ixit: Ixit;
}

export type Loaded = Declaration | { readonly problem: string };

/** Reads and checks a declaration; the problem is one sentence that begins with the file's name as given. */
export function loadDeclaration(file: string): Loaded {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { problem: `${file}: ${unreadable(error as NodeJS.ErrnoException)}` };
  }
  return readDeclaration(text, file);
}

/** The same for a text; `name` is what the sentences call it. */
export function readDeclaration(text: string, name: string): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { problem: `${name}: line ${line}, column ${col}: ${firstLine(error.message)}` };
  }
  const checked = declarationOf(document.toJS({ maxAliasCount: 100 }) as unknown);
  return 'problem' in checked ? { problem: `${name}: ${checked.problem}` } : checked;
}

function declarationOf(value: unknown): Loaded {
  if (!isObject(value))
    return { problem: 'a declaration is an object with ics and ixit; pr2 ics template prints one' };
  const stray = Object.keys(value).find((key) => key !== 'ics' && key !== 'ixit');
  if (stray !== undefined) {
    const hint = ICS_MEMBERS.includes(stray)
      ? '; the items of an ICS stand below ics'
      : didYouMean(stray, ['ics', 'ixit']);
    return { problem: `${stray} is not known here${hint}` };
  }
  const { ics, ixit } = value;
  if (ics === undefined) return { problem: 'ics is missing; pr2 ics template prints one' };
  const problem = firstOf('ics', checkIcs(ics), ICS_MEMBERS, 'an ICS item');
  if (problem !== undefined) return { problem };
  const { role } = ics as Ics;
  const figures = isObject(ixit) || ixit === undefined || ixit === null ? { role, ...ixit } : ixit;
  const other = firstOf('ixit', checkIxit(figures), IXIT_MEMBERS, 'an IXIT item');
  if (other !== undefined) return { problem: other };
  if ((figures as Ixit).role !== role) {
    return {
      problem: `ixit.role is ${(figures as Ixit).role} and ics.role is ${role}; one file declares one device`,
    };
  }
  return { role, ics: ics as Ics, ixit: figures as Ixit };
}

/** The first problem, unknown members before all others: a typo is the reason of what is missing. */
function firstOf(
  part: string,
  problems: readonly Problem[],
  members: readonly string[],
  what: string,
): string | undefined {
  const problem = problems.find(isUnknownMember) ?? problems[0];
  if (problem === undefined) return undefined;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  if (!isUnknownMember(problem)) {
    return `${problem.path === '' ? `${part} ${problem.text.replace(/^the value /, '')}` : `${part}.${problem.text}`}${more}`;
  }
  const name = problem.path.split('.').at(-1) ?? '';
  const isParameter = problem.path.startsWith('params.');
  const candidates = isParameter ? PARAMETER_NAMES : problem.path === name ? members : [];
  return `${part}.${problem.path} is not ${isParameter ? 'a test parameter' : what}${didYouMean(name, candidates)}`;
}

function unreadable(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file; pr2 ics template ROLE prints one to begin with';
    case 'EISDIR':
      return 'this is a folder, and the declaration is one file';
    case 'EACCES':
      return 'it may not be read';
    default:
      return `it cannot be read (${error.code ?? error.message})`;
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
