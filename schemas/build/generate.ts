/** Makes schemas/generated/ from the schema files: types, tables, standalone validators, and the documents themselves. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from './documents';
import { namesOf } from './names';
import { typesOf } from './types';
import { validatorsOf, VALIDATORS_DTS } from './validators';

async function generate(root: string): Promise<void> {
  const documents = readDocuments(root);
  const into = join(root, 'generated');
  const texts: Record<string, string> = {
    'types.ts': await typesOf(documents),
    'names.ts': namesOf(documents),
    'validators/index.d.ts': VALIDATORS_DTS,
  };
  for (const [name, text] of Object.entries(validatorsOf(documents))) texts[`validators/${name}.js`] = text;
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, 'validators'), { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(into, name), text);
}

void generate(join(__dirname, '..'));
