/** What Ajv found, told so that a person can act on it: one short sentence for each place. */
import { PHRASES } from './generated/names';

/** One thing wrong with a value. */
export interface Problem {
  /** The place, such as `data.targets[0].pevId`; empty for the whole. */
  readonly path: string;
  /** One sentence that starts with the place. */
  readonly text: string;
  /** The schema keyword that was broken: `required`, `enum`, `minimum`, … */
  readonly keyword: string;
}

/** The part of an Ajv error that is used here. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
}

const UNKNOWN_MEMBER = new Set(['additionalProperties', 'unevaluatedProperties']);

/** Whether the problem is only that a member is not in the schema (PR2-X-08). */
export function isUnknownMember(problem: Problem): boolean {
  return UNKNOWN_MEMBER.has(problem.keyword);
}

/** Problems from Ajv's errors; `root` is the name of the value checked, such as `data`, or empty. */
export function problemsOf(errors: readonly SchemaError[] | null | undefined, root = ''): Problem[] {
  const seen = new Set<string>();
  return withoutUnions(errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .map((error) => problemOf(error, root))
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}

function problemOf(error: SchemaError, root: string): Problem {
  const { keyword, params } = error;
  const member =
    params['missingProperty'] ??
    params['additionalProperty'] ??
    params['unevaluatedProperty'] ??
    params['tag'];
  const path = place(root, error.instancePath, typeof member === 'string' ? member : undefined);
  return { path, text: `${path === '' ? 'the value' : path} ${saying(keyword, params)}`, keyword };
}

/** `/targets/0/pevId` below `data` is `data.targets[0].pevId`. */
function place(root: string, pointer: string, member: string | undefined): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (member !== undefined) steps.push(member);
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    root,
  );
}

const TYPES: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'a date-time with an offset such as 2031-03-03T18:00:00Z',
  date: 'a date such as 2031-03-03',
  uuid: 'a UUID such as 0d9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e70',
  uri: 'a URI such as https://example.org/opt-out',
};

function saying(keyword: string, params: Record<string, unknown>): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here';
    case 'type':
      return `must be ${[params['type']]
        .flat()
        .map((t) => TYPES[String(t)] ?? String(t))
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'minimum':
    case 'maximum':
      return `must be ${String(params['comparison'])} ${limit}`;
    case 'minLength':
      return `must have at least ${limit} character${plural(limit)}`;
    case 'maxLength':
      return `must have at most ${limit} character${plural(limit)}`;
    case 'minItems':
      return `must have at least ${limit} item${plural(limit)}`;
    case 'maxItems':
      return `must have at most ${limit} item${plural(limit)}`;
    case 'minProperties':
      return `must have at least ${limit} member${plural(limit)}`;
    case 'uniqueItems':
      return 'must not have the same item twice';
    case 'format':
      return `must be ${FORMATS[String(params['format'])] ?? String(params['format'])}`;
    case 'pattern':
      return `must be ${phraseOf(String(params['pattern']))}`;
    case 'discriminator':
      return 'is none of the kinds known';
    case 'oneOf':
    case 'anyOf':
      return Array.isArray(params['choices'])
        ? `must have one of ${params['choices'].join(', ')}`
        : 'must have just one of its alternatives';
    default:
      return `breaks the rule ${keyword}`;
  }
}

function plural(count: string): string {
  return count === '1' ? '' : 's';
}

function phraseOf(pattern: string): string {
  return (PHRASES as Readonly<Record<string, string>>)[pattern] ?? `text like ${pattern}`;
}

/**
 * A union that fits no branch yields the errors of every branch and one of its own. Only those of the branch that
 * fits best are of use; where all branches just want one member each, the union's own says it.
 */
function withoutUnions(errors: readonly SchemaError[]): SchemaError[] {
  let left = [...errors];
  for (const union of errors) {
    if ((union.keyword !== 'anyOf' && union.keyword !== 'oneOf') || !left.includes(union)) continue;
    const branches = branchesOf(union, left);
    const all = [...branches.values()].flat();
    if (all.length === 0) continue;
    if (
      all.every(
        (e) =>
          e.keyword === 'required' &&
          e.instancePath === union.instancePath &&
          /\/\d+\/required$/.test(e.schemaPath),
      ) &&
      branches.size === all.length
    ) {
      left = left.filter((e) => !all.includes(e));
      union.params = { ...union.params, choices: all.map((e) => e.params['missingProperty']) };
      continue;
    }
    const best = [...branches.entries()]
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([, branch]) => branch)
      .reduce((a, b) => (misfit(b, union) < misfit(a, union) ? b : a));
    left = left.filter((e) => e !== union && (!all.includes(e) || best.includes(e)));
  }
  return left;
}

/**
 * Errors below the union's place, by branch. Those of a branch that is a `$ref` do not name the union; such a branch
 * stands first by convention, so they are what precedes the others'.
 */
function branchesOf(union: SchemaError, errors: readonly SchemaError[]): Map<string, SchemaError[]> {
  const branches = new Map<string, SchemaError[]>();
  const referred: SchemaError[] = [];
  for (const error of errors.slice(0, errors.indexOf(union))) {
    if (error.instancePath !== union.instancePath && !error.instancePath.startsWith(`${union.instancePath}/`))
      continue;
    if (!error.schemaPath.startsWith(`${union.schemaPath}/`)) referred.push(error);
    else {
      const branch = error.schemaPath.slice(union.schemaPath.length + 1).split('/', 1)[0] ?? '';
      branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
  }
  if (!branches.has('0') && referred.length > 0) branches.set('0', referred);
  return branches;
}

/** How badly a branch fits: being of another type outweighs all else. */
function misfit(errors: readonly SchemaError[], union: SchemaError): number {
  const alien = errors.some(
    (e) => e.instancePath === union.instancePath && (e.keyword === 'type' || e.keyword === 'const'),
  );
  return errors.length + (alien ? 1000 : 0);
}
