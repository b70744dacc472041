/** The schema files, read and addressed: by `$id`, by title, and along their `$ref`s. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Schema = { [key: string]: Json };

export interface SchemaDocument {
  readonly id: string;
  readonly folder: 'messages' | 'lab';
  readonly schema: Schema;
}

/** A schema with a title, and where it stands: the whole of a document or one of its `$defs`. */
export interface TitledSchema {
  readonly title: string;
  /** Absolute address, as Ajv knows it. */
  readonly address: string;
  readonly folder: SchemaDocument['folder'];
  readonly document: SchemaDocument;
  readonly schema: Schema;
}

/** A member that is text, or empty text. */
export function textIn(schema: Schema, name: string): string {
  const value = schema[name];
  return typeof value === 'string' ? value : '';
}

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads every schema file, in the order of their names. */
export function readDocuments(root: string): SchemaDocument[] {
  return (['messages', 'lab'] as const).flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.schema.json'))
      .toSorted()
      .map((name) => {
        const schema = JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as Schema;
        return { id: textIn(schema, '$id'), folder, schema };
      }),
  );
}

/** All titled schemas that say what a value is; a document that only holds `$defs` is none itself. */
export function titledSchemas(documents: readonly SchemaDocument[]): TitledSchema[] {
  const found = documents.flatMap((document) => {
    const { $defs = {}, ...top } = document.schema;
    const whole = 'type' in top ? [{ title: textIn(top, 'title'), address: document.id, schema: top }] : [];
    const parts = Object.entries($defs as Schema).map(([key, value]) => {
      const schema = value as Schema;
      return { title: textIn(schema, 'title'), address: `${document.id}#/$defs/${key}`, schema };
    });
    return [...whole, ...parts].map((s) => ({ ...s, folder: document.folder, document }));
  });
  const seen = new Set<string>();
  for (const { title, address } of found) {
    if (seen.has(title)) throw new Error(`two schemas have the title ${title}; the second is ${address}`);
    seen.add(title);
  }
  return found;
}

/** The schema that a `$ref` in a document points to, with the document that holds it. */
export function resolve(
  documents: readonly SchemaDocument[],
  from: SchemaDocument,
  ref: string,
): { schema: Schema; document: SchemaDocument } {
  const url = new URL(ref, from.id);
  const pointer = decodeURIComponent(url.hash.slice(1));
  url.hash = '';
  const document = documents.find((d) => d.id === url.href);
  if (document === undefined) throw new Error(`${from.id} refers to ${ref}, which does not exist`);
  let schema: Json | undefined = document.schema;
  for (const step of pointer.split('/').slice(1)) schema = isSchema(schema) ? schema[step] : undefined;
  if (!isSchema(schema)) throw new Error(`${from.id} refers to ${ref}, which does not exist`);
  return { schema, document };
}
