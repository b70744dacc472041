/** Makes schemas/generated/ from the schema files: types, tables, standalone validators, and the documents themselves. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from './documents';
import { namesOf } from './names';
import { typesOf } from './types';
import { validatorsOf, VALIDATORS_DTS } from './validators';

async function generate(root: string): Promise<void> {
  const documents = readDocuments(root);
  const into = join(root, 'generated');
  mkdirSync(into, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(into, name), text);
  write('types.ts', await typesOf(documents));
  write('names.ts', namesOf(documents));
  write('validators.js', validatorsOf(documents));
  write('validators.d.ts', VALIDATORS_DTS);
}

void generate(join(__dirname, '..'));
