/** What a vendor declares of a device, from a file: `{ics: …, ixit: …}` in YAML or JSON. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { DeviceRole, Ics, Ixit } from '../../schemas';
import { declarationProblems } from './problems';

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

/** The first mistake, and how many more there are; pr2 ics lint tells all. */
function declarationOf(value: unknown): Loaded {
  const [problem, ...others] = declarationProblems(value);
  if (problem !== undefined) {
    const more = problem.unknown || others.length === 0 ? '' : ` (and ${others.length} more)`;
    return { problem: `${problem.text}${more}` };
  }
  const { ics, ixit } = value as { ics: Ics; ixit?: Partial<Ixit> | null };
  return { role: ics.role, ics, ixit: { role: ics.role, ...ixit } };
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
