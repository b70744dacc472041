/** Standalone Ajv validators of all schemas: closed as written, and open ones of the messages from the same source. */
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { titledSchemas, type Json, type Schema, type SchemaDocument } from './documents';

/** Keywords of ours that judge nothing. */
export const ANNOTATIONS = ['tsType', 'x-number', 'x-unit', 'x-phrase', 'x-invalid'];

const OPEN = '/schemas/open/';
const CLOSED = '/schemas/';

/** Ajv as the kit uses it, with all schemas, closed and open. Its strict mode refuses any keyword it does not know. */
export function ajvOf(documents: readonly SchemaDocument[]): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    discriminator: true,
    inlineRefs: false,
    messages: false,
    code: { source: true },
  });
  addFormats(ajv);
  for (const { schema } of documents) {
    const bare = judging(schema) as Schema;
    ajv.addSchema(bare);
    ajv.addSchema(opened(bare) as Schema);
  }
  return ajv;
}

/**
 * Texts of CommonJS modules by their names: `closed_<Title>` for every schema, `open_<Title>` for those of messages.
 * `index` gives a validator by its name and loads the module that holds it at its first use: a device, which is
 * started anew for each restart in a case, needs less than half of them.
 */
export function validatorsOf(documents: readonly SchemaDocument[]): Record<string, string> {
  const groups = new Map<string, Record<string, string>>();
  const hold = (group: string, name: string, address: string): void => {
    groups.set(group, { ...groups.get(group), [name]: address });
  };
  for (const { title, address, folder, document, schema } of titledSchemas(documents)) {
    if (schema['type'] !== 'object') continue;
    hold(folder === 'messages' ? folder : fileOf(document), `closed_${title}`, address);
    if (folder === 'messages') hold('open-messages', `open_${title}`, address.replace(CLOSED, OPEN));
  }
  const ajv = ajvOf(documents);
  const texts = [...groups].map(([group, refs]): [string, string] => [group, standaloneCode(ajv, refs)]);
  texts.push(['index', indexOf(groups)]);
  return Object.fromEntries(
    texts.map(([name, text]) => [name, `// Made from schemas/ by npm run generate.\n${text}`]),
  );
}

function fileOf({ id }: SchemaDocument): string {
  return id.replace(/^.*\//, '').replace('.schema.json', '');
}

function indexOf(groups: ReadonlyMap<string, object>): string {
  const held = Object.fromEntries(
    [...groups].flatMap(([group, refs]) => Object.keys(refs).map((name) => [name, group])),
  );
  return `const held = ${JSON.stringify(held)};
const found = new Map();
module.exports = (name) => {
  let validate = found.get(name);
  if (validate === undefined && Object.hasOwn(held, name)) {
    validate = require(\`./\${held[name]}\`)[name];
    found.set(name, validate);
  }
  return validate;
};
`;
}

/** Types of `index`. */
export const VALIDATORS_DTS = `/** Made from schemas/ by \`npm run generate\`. */
interface Validate {
  (value: unknown): boolean;
  errors?: null | { instancePath: string; schemaPath: string; keyword: string; params: Record<string, unknown> }[];
}
declare function validatorOf(name: string): Validate | undefined;
export = validatorOf;
`;

/** Keywords for readers; the code made from a schema would carry them along. */
const FOR_READERS = new Set(['description', 'title', 'examples', 'default', ...ANNOTATIONS]);

/** The same schema without what only informs. */
function judging(value: Json, named = false): Json {
  if (Array.isArray(value)) return value.map((v) => judging(v));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => named || !FOR_READERS.has(key));
  return Object.fromEntries(
    kept.map(([key, v]) => [key, judging(v, !named && (key === 'properties' || key === '$defs'))]),
  );
}

/** The same schema without the rule that nothing else may be there. */
function opened(value: Json): Json {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  const out: Schema = {};
  for (const [key, v] of Object.entries(value)) {
    if ((key === 'additionalProperties' || key === 'unevaluatedProperties') && v === false) continue;
    out[key] = key === '$id' && typeof v === 'string' ? v.replace(CLOSED, OPEN) : opened(v);
  }
  return out;
}
