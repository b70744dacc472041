/** All the ways to break a valid instance in one place, each with the place at which a check must complain. */
import { follow, held, listed, membersOf, typesIn, type Placed } from './catalogue';

export interface Break {
  /** The place as a problem names it. */
  readonly path: string;
  readonly kind: 'missing' | 'unknown' | 'type' | 'range' | 'enum' | 'text' | 'length' | 'repeated';
  /** The broken instance. */
  readonly value: unknown;
}

type Put = (part: unknown) => unknown;
const GONE = Symbol('gone');

/** Every single break of `value`, which is valid by the schema. */
export function breaksOf(placed: Placed, value: unknown): Break[] {
  return at(follow(placed), value, '', (part) => part);
}

function at(placed: Placed, value: unknown, path: string, put: Put): Break[] {
  const variants = [...listed(placed, 'anyOf'), ...listed(placed, 'oneOf').filter((v) => 'type' in v.schema)];
  if (variants.length > 0) {
    const branch = variants.find((v) => fits(v, value));
    return branch === undefined ? [] : at(branch, value, path, put);
  }
  const make = (kind: Break['kind'], part: unknown): Break => ({ path, kind, value: put(part) });
  const here = [...wrongType(placed, make), ...wrongValue(placed, value, make)];
  if (Array.isArray(value)) return [...here, ...inList(placed, value, path, put)];
  return isRecord(value) ? [...here, ...inObject(placed, value, path, put)] : here;
}

type Make = (kind: Break['kind'], part: unknown) => Break;

const OTHERS: readonly (readonly [type: string, value: unknown])[] = [
  ['string', 'x'],
  ['number', 17.5],
  ['boolean', true],
];

function wrongType(placed: Placed, make: Make): Break[] {
  const types = typesIn(placed);
  if (types.length === 0) return [];
  const wrong = OTHERS.find(([type]) => !types.includes(type));
  return wrong === undefined ? [] : [make('type', wrong[1])];
}

function wrongValue({ schema }: Placed, value: unknown, make: Make): Break[] {
  const breaks: Break[] = [];
  if (typeof value === 'number') {
    if (typeof schema['minimum'] === 'number') breaks.push(make('range', schema['minimum'] - 1));
    if (typeof schema['maximum'] === 'number' && schema['maximum'] < 2 ** 52)
      breaks.push(make('range', schema['maximum'] + 1));
    if (schema['type'] === 'integer') breaks.push(make('type', 0.5));
  }
  if ('const' in schema || Array.isArray(schema['enum']))
    breaks.push(make('enum', typeof value === 'number' ? value + 1 : 'no such value'));
  else if (typeof value === 'string' && (schema['pattern'] !== undefined || schema['format'] !== undefined))
    breaks.push(make('text', '\u0000'));
  else if (typeof value === 'string') {
    if (Number(schema['minLength'] ?? 0) > 0) breaks.push(make('length', ''));
    if (Number(schema['maxLength'] ?? Infinity) < 5000)
      breaks.push(make('length', 'x'.repeat(Number(schema['maxLength']) + 1)));
  }
  return breaks;
}

function inList(placed: Placed, value: unknown[], path: string, put: Put): Break[] {
  const breaks: Break[] = [];
  const { minItems = 0, maxItems = Infinity, uniqueItems } = placed.schema;
  if (Number(minItems) > 0) breaks.push({ path, kind: 'length', value: put([]) });
  if (Number(maxItems) < 100 && value.length > 0)
    breaks.push({
      path,
      kind: 'length',
      value: put(Array.from({ length: Number(maxItems) + 1 }, () => value[0])),
    });
  if (uniqueItems === true && value.length > 0)
    breaks.push({ path, kind: 'repeated', value: put([value[0], value[0]]) });
  const items = held(placed, 'items');
  if (items === undefined) return breaks;
  return [
    ...breaks,
    ...value.flatMap((part, i) => at(items, part, `${path}[${i}]`, (p) => put(value.with(i, p)))),
  ];
}

function inObject(placed: Placed, value: Record<string, unknown>, path: string, put: Put): Break[] {
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const breaks: Break[] = [];
  const required = (placed.schema['required'] ?? []) as string[];
  for (const name of required)
    breaks.push({ path: below(name), kind: 'missing', value: put(withMember(value, name, GONE)) });
  if (placed.schema['additionalProperties'] === false || placed.schema['unevaluatedProperties'] === false) {
    breaks.push({ path: below('notKnown'), kind: 'unknown', value: put({ ...value, notKnown: 1 }) });
  }
  const members = membersOf(placed);
  const others = held(placed, 'additionalProperties');
  for (const [name, part] of Object.entries(value)) {
    const member = Object.hasOwn(members, name) ? members[name] : others;
    if (member !== undefined)
      breaks.push(...at(member, part, below(name), (p) => put(withMember(value, name, p))));
  }
  return breaks;
}

function withMember(value: Record<string, unknown>, name: string, part: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...value, [name]: part }).filter(([, p]) => p !== GONE));
}

/** Whether a value is meant for a branch of a union, by its type, constant, or required members. */
function fits({ schema }: Placed, value: unknown): boolean {
  if ('const' in schema) return value === schema['const'];
  if (schema['type'] === 'null') return value === null;
  const kind = (schema['properties'] as Record<string, { const?: unknown }> | undefined)?.['kind']?.const;
  return (
    isRecord(value) &&
    ((schema['required'] ?? []) as string[]).every((name) => name in value) &&
    (kind === undefined || kind === value['kind'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
