/** TypeScript types of all schemas, in one pass of json-schema-to-typescript. */
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import {
  isSchema,
  resolve,
  textIn,
  titledSchemas,
  type Json,
  type Schema,
  type SchemaDocument,
} from './documents';

/** Keywords that judge values but do not shape types. */
const NOT_TYPES = new Set([
  'if',
  'then',
  'else',
  'allOf',
  'discriminator',
  'unevaluatedProperties',
  'examples',
  'x-invalid',
  'x-number',
  'x-unit',
  'x-phrase',
  '$defs',
  '$id',
  '$schema',
  'default',
]);

/**
 * Text of a module with one exported type for each titled schema, and `KitSchemas`, which maps titles to them.
 * A `$ref` to a titled schema becomes that type's name, so each type is written once, whatever stands beside the `$ref`.
 */
export async function typesOf(documents: readonly SchemaDocument[]): Promise<string> {
  const properties: Schema = {};
  for (const { title, document, schema } of titledSchemas(documents))
    properties[title] = shape(documents, document, schema);
  const root = {
    title: 'KitSchemas',
    description: 'Every schema of the kit, by its title.',
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
  return compile(root as JSONSchema, 'KitSchemas', {
    additionalProperties: false,
    bannerComment: '/** Made from schemas/ by `npm run generate`. */',
    format: false,
    ignoreMinAndMaxItems: true,
  });
}

/** The part of a schema that json-schema-to-typescript understands. */
function shape(documents: readonly SchemaDocument[], document: SchemaDocument, schema: Schema): Schema {
  const described = describe(schema);
  if (typeof schema['$ref'] === 'string') {
    const target = resolve(documents, document, schema['$ref']);
    if (typeof target.schema['title'] === 'string') return { ...described, tsType: target.schema['title'] };
    return { ...shape(documents, target.document, target.schema), ...described };
  }
  const out: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (
      NOT_TYPES.has(key) ||
      (key === 'oneOf' && (value as Schema[]).every((v) => 'required' in v && !('type' in v)))
    )
      continue;
    if (key === 'properties')
      out[key] = Object.fromEntries(
        Object.entries(value as Schema).map(([k, v]) => [k, shape(documents, document, v as Schema)]),
      );
    else out[key] = inside(documents, document, key, value);
  }
  return { ...out, ...described };
}

function inside(
  documents: readonly SchemaDocument[],
  document: SchemaDocument,
  key: string,
  value: Json,
): Json {
  if (key === 'items' || key === 'additionalProperties')
    return isSchema(value) ? shape(documents, document, value) : value;
  if (key === 'anyOf' || key === 'oneOf')
    return (value as Schema[]).map((v) => shape(documents, document, v));
  return value;
}

/** The description, with unit and range where the schema states them here. */
function describe(schema: Schema): Schema {
  const description = textIn(schema, 'description');
  if (description === '') return {};
  const { minimum, maximum } = schema;
  const least = typeof minimum === 'number' ? `${minimum}` : '';
  const range =
    typeof maximum === 'number' ? `${least} to ${maximum}` : least === '' ? '' : `at least ${least}`;
  const figures = [range, textIn(schema, 'x-unit')].filter((text) => text !== '').join(' ');
  return { description: figures === '' ? description : `${description} (${figures})` };
}
