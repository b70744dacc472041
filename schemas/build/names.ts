/** What code needs to know of the schemas besides types and validators: names, codes, defaults, phrases. */
import { isSchema, textIn, titledSchemas, type Json, type Schema, type SchemaDocument } from './documents';

/** Text of a TypeScript module with these tables. */
export function namesOf(documents: readonly SchemaDocument[]): string {
  const titled = titledSchemas(documents);
  const messages = titled
    .filter((t) => typeof t.schema['x-number'] === 'string')
    .map((t) => [t.title, textIn(t.schema, 'x-number')] as const)
    .toSorted((a, b) => a[1].localeCompare(b[1]));
  const named = (title: string): Schema => titled.find((t) => t.title === title)?.schema ?? {};
  const parameters = Object.entries(named('TestParameters')['properties'] as Schema);
  const defaults = parameters.flatMap(([name, p]) =>
    isSchema(p) && p['default'] !== undefined ? [[name, p['default']]] : [],
  );
  const lab = titled.filter((t) => t.folder === 'lab' && t.schema['type'] === 'object').map((t) => t.title);
  const phrases: Record<string, string> = {};
  for (const { schema } of documents) collectPhrases(schema, phrases);
  return [
    '/** Made from schemas/ by `npm run generate`. */',
    `import type { ${messages.map(([name]) => name).join(', ')} } from './types';`,
    '',
    '/** Bodies of the messages by name, in the order of their numbers. */',
    'export interface MessageBodies {',
    ...messages.map(([name]) => `  ${name}: ${name};`),
    '}',
    '',
    table('MESSAGE_NUMBERS', 'Number of each message in the catalogue.', Object.fromEntries(messages)),
    table('ERROR_CODES', 'Every code by which PR2 refuses.', named('ErrorCode')['enum'] ?? []),
    table('STIMULUS_NAMES', 'Every stimulus of the lab protocol.', named('StimulusName')['enum'] ?? []),
    table('READING_NAMES', 'Every reading of the lab protocol.', named('ReadingName')['enum'] ?? []),
    table('LAB_SCHEMAS', 'Titles of the schemas that are not messages.', lab),
    table(
      'PARAMETER_NAMES',
      'Every test parameter.',
      parameters.map(([name]) => name),
    ),
    table(
      'PARAMETER_DEFAULTS',
      'Defaults of the test parameters that have one.',
      Object.fromEntries(defaults) as Schema,
    ),
    table('PHRASES', 'What a pattern asks for, in words.', phrases),
  ].join('\n');
}

function table(name: string, says: string, value: Json): string {
  return `/** ${says} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;
}

function collectPhrases(value: Json, into: Record<string, string>): void {
  if (Array.isArray(value)) for (const v of value) collectPhrases(v, into);
  else if (isSchema(value)) {
    if (typeof value['pattern'] === 'string') into[value['pattern']] = textIn(value, 'x-phrase');
    for (const v of Object.values(value)) collectPhrases(v, into);
  }
}
