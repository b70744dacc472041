/** All schemas of the kit as the tests see them: straight from the files, each with its own Ajv validator. */
import { join } from 'node:path';
import {
  readDocuments,
  resolve,
  titledSchemas,
  type Schema,
  type SchemaDocument,
  type TitledSchema,
} from '../build/documents';
import { ajvOf } from '../build/validators';
import { problemsOf, type Problem } from '../problems';

export const documents = readDocuments(join(__dirname, '..'));
export const titled = titledSchemas(documents);
const ajv = ajvOf(documents);

/** Problems of a value by the schema as it stands in its file. */
export function problemsBy(schema: TitledSchema, value: unknown): Problem[] {
  const validate = ajv.getSchema(schema.address);
  if (validate === undefined) throw new Error(`no schema ${schema.address}`);
  return validate(value) === true ? [] : problemsOf(validate.errors);
}

/** A schema together with the document its `$ref`s start from. */
export interface Placed {
  readonly schema: Schema;
  readonly document: SchemaDocument;
}

/** Follows `$ref`s; what stands beside a `$ref` narrows what it leads to. */
export function follow({ schema, document }: Placed): Placed {
  const { $ref, ...beside } = schema;
  if (typeof $ref !== 'string') return { schema, document };
  const target = follow(resolve(documents, document, $ref));
  return { schema: { ...target.schema, ...beside }, document: target.document };
}

/** The types that a schema names. */
export function typesIn({ schema }: Placed): string[] {
  return [schema['type']].flat().filter((type) => typeof type === 'string');
}

/** The schemas of an object's members. */
export function membersOf({ schema, document }: Placed): Record<string, Placed> {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(properties).map(([name, s]) => [name, follow({ schema: s, document })]),
  );
}

/** The schemas that a keyword such as `anyOf` lists. */
export function listed({ schema, document }: Placed, keyword: 'anyOf' | 'oneOf'): Placed[] {
  return ((schema[keyword] ?? []) as Schema[]).map((s) => follow({ schema: s, document }));
}

/** The one schema that a keyword such as `items` holds. */
export function held(
  { schema, document }: Placed,
  keyword: 'items' | 'additionalProperties',
): Placed | undefined {
  const value = schema[keyword];
  return typeof value === 'object' && value !== null
    ? follow({ schema: value as Schema, document })
    : undefined;
}

/** Names required of an object as it is: always, and by the `if`/`then` rules that it meets. */
export function requiredOf({ schema }: Placed, value: Record<string, unknown>): string[] {
  const rules = ((schema['allOf'] ?? []) as Rule[]).filter(
    (rule) => rule.if !== undefined && meets(value, rule.if),
  );
  return [...((schema['required'] ?? []) as string[]), ...rules.flatMap((rule) => rule.then?.required ?? [])];
}

/** The fewer values that a member may have because of what the others are. */
export function narrowedIn({ schema }: Placed, value: Record<string, unknown>): Map<string, unknown[]> {
  const rules = ((schema['allOf'] ?? []) as Rule[]).filter(
    (rule) => rule.if !== undefined && meets(value, rule.if),
  );
  const narrow = rules.flatMap((rule) => Object.entries(rule.then?.properties ?? {}));
  return new Map(narrow.flatMap(([name, p]) => (p.enum === undefined ? [] : [[name, p.enum]])));
}

interface Rule {
  if?: Condition;
  then?: { required?: string[]; properties?: Condition['properties'] };
}

interface Condition {
  properties?: Record<string, { const?: unknown; enum?: unknown[]; contains?: { const?: unknown } }>;
}

function meets(value: Record<string, unknown>, condition: Condition): boolean {
  return Object.entries(condition.properties ?? {}).every(([name, p]) => {
    const is = value[name];
    if (p.contains !== undefined) return Array.isArray(is) && is.includes(p.contains.const);
    return p.const === is || p.enum?.includes(is) === true || (p.const === undefined && p.enum === undefined);
  });
}
