/** The fields of a message as its JSON Schema tells them: type, range, whether it is owed, and what it is. */
import { html, nothing, type Html } from '../reports/text/html';
import {
  isSchema,
  resolve,
  textIn,
  type Json,
  type Schema,
  type SchemaDocument,
} from '../schemas/build/documents';

export interface Field {
  /** `limits.pev`, `classes[]` for the items of a list. */
  readonly path: string;
  readonly type: string;
  readonly range: string;
  readonly required: boolean;
  readonly description: string;
}

/** Every field of an object schema, those of nested objects and of items after their parents. */
export function fieldsOf(
  documents: readonly SchemaDocument[],
  document: SchemaDocument,
  schema: Schema,
  prefix = '',
): Field[] {
  const properties = schema['properties'];
  if (!isSchema(properties)) return [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([name, value]) => {
    if (!isSchema(value)) return [];
    const { schema: field, document: home } = followed(documents, document, value);
    const path = `${prefix}${name}`;
    const own: Field = {
      path,
      type: typeText(documents, home, field),
      range: rangeText(field),
      required: required.includes(name),
      description: textIn(field, 'description'),
    };
    return [own, ...within(documents, home, field, path)];
  });
}

function within(
  documents: readonly SchemaDocument[],
  home: SchemaDocument,
  field: Schema,
  path: string,
): Field[] {
  const own = fieldsOf(documents, home, field, `${path}.`);
  const items = field['items'];
  if (!isSchema(items)) return own;
  const { schema, document } = followed(documents, home, items);
  const choices = ['anyOf', 'oneOf'].flatMap((k) => (Array.isArray(schema[k]) ? schema[k] : []));
  return [
    ...own,
    ...fieldsOf(documents, document, schema, `${path}[].`),
    ...choices.filter(isSchema).flatMap((choice) => {
      const to = followed(documents, document, choice);
      return fieldsOf(documents, to.document, to.schema, `${path}[].`);
    }),
  ];
}

/** What stands beside a `$ref` narrows what it leads to. */
function followed(
  documents: readonly SchemaDocument[],
  document: SchemaDocument,
  schema: Schema,
): { schema: Schema; document: SchemaDocument } {
  const { $ref, ...beside } = schema;
  if (typeof $ref !== 'string') return { schema, document };
  const target = resolve(documents, document, $ref);
  const end = followed(documents, target.document, target.schema);
  return { schema: { ...end.schema, ...beside }, document: end.document };
}

function typeText(documents: readonly SchemaDocument[], document: SchemaDocument, field: Schema): string {
  const types = [field['type']].flat().filter((t): t is string => typeof t === 'string');
  const items = field['items'];
  if (types.includes('array') && isSchema(items)) {
    const item = followed(documents, document, items);
    return `list of ${typeText(documents, item.document, item.schema)}`;
  }
  const names: Readonly<Record<string, string>> = { string: 'text', null: 'null', boolean: 'yes or no' };
  const format = textIn(field, 'format');
  const unit = textIn(field, 'x-unit');
  const plain =
    types.map((t) => names[t] ?? t).join(' or ') || (Array.isArray(field['enum']) ? 'text' : 'any');
  return `${plain}${format === '' ? '' : ` (${format})`}${unit === '' ? '' : `, ${unit}`}`;
}

function rangeText(field: Schema): string {
  const phrase = textIn(field, 'x-phrase');
  const listed = field['enum'];
  if (Array.isArray(listed))
    return listed.map((v) => (typeof v === 'string' ? v : JSON.stringify(v))).join(', ');
  if (field['const'] !== undefined) return JSON.stringify(field['const']);
  if (phrase !== '') return phrase;
  return [
    between(field['minimum'] ?? above(field['exclusiveMinimum']), field['maximum'], ''),
    between(field['minLength'], field['maxLength'], ' characters'),
    between(field['minItems'], field['maxItems'], ' items'),
  ]
    .filter((t) => t !== '')
    .join('; ');
}

function above(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? `above ${value}` : undefined;
}

function between(least: Json | undefined, most: Json | undefined, unit: string): string {
  const [from, to] = [least, most].map((v) =>
    typeof v === 'number' ? String(v) : typeof v === 'string' ? v : '',
  );
  if (!from && !to) return '';
  if (!to) return `at least ${from ?? ''}${unit}`;
  return !from || (from === '0' && unit !== '') ? `at most ${to}${unit}` : `${from} to ${to}${unit}`;
}

export function fieldTable(fields: readonly Field[], caption: string): Html {
  if (fields.length === 0) return nothing;
  return html`<table class="stack" aria-label="${caption}">
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Type</th>
        <th scope="col">Range</th>
        <th scope="col">Owed</th>
        <th scope="col">What it is</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        (f) =>
          html`<tr>
            <th scope="row"><code>${f.path}</code></th>
            <td>${f.type}</td>
            <td>${f.range}</td>
            <td>${f.required ? 'required' : html`<span class="soft">optional</span>`}</td>
            <td>${f.description}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
