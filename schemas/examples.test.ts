import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBody, checkLab, checkMessage, LAB_SCHEMAS, MESSAGE_NAMES, type MessageName } from './index';
import { PHRASES } from './generated/names';
import type { Json } from './build/documents';
import { problemsBy, titled, typesIn, type Placed } from './testing/catalogue';

interface Invalid {
  patch?: Record<string, Json>;
  value?: Json;
  path: string;
  reason: string;
}

for (const schema of titled) {
  const examples = schema.schema['examples'] as Json[] | undefined;
  const invalid = schema.schema['x-invalid'] as Invalid[] | undefined;

  test(`${schema.title}: its examples are valid, its counter-examples are not`, () => {
    assert.ok(examples !== undefined && examples.length > 0, 'it has no example');
    assert.ok(invalid !== undefined && invalid.length > 0, 'it has no counter-example');
    for (const example of examples) assert.deepEqual(problemsBy(schema, example), []);
    for (const { patch, value, path, reason } of invalid) {
      const broken = patch === undefined ? value : merged(examples[0], patch);
      const places = problemsBy(schema, broken).map((p) => p.path);
      assert.ok(
        places.includes(path),
        `"${reason}" is not seen at "${path}" but at ${JSON.stringify(places)}`,
      );
      assert.ok(reason.length > 0);
    }
  });
}

test('the generated validators judge the examples as the files do', () => {
  for (const name of MESSAGE_NAMES) {
    for (const example of inFile(name)) {
      for (const strictness of ['open', 'closed'] as const) {
        assert.deepEqual(checkBody(name, example, strictness), { problems: [], findings: [] });
        assert.deepEqual(checkMessage(enveloped(name, example), strictness), { problems: [], findings: [] });
      }
    }
  }
  for (const title of LAB_SCHEMAS)
    for (const example of inFile(title)) assert.deepEqual(checkLab(title, example), []);
});

test('every field has a description, a figure its range and a quantity its unit', () => {
  for (const { title, schema, document } of titled) {
    assert.ok(
      typeof schema['description'] === 'string' && schema['description'] !== '',
      `${title} is not described`,
    );
    for (const [name, field] of Object.entries(
      (schema['properties'] ?? {}) as Record<string, Placed['schema']>,
    )) {
      const where = `${title}.${name}`;
      const borrowed = typeof field['$ref'] === 'string';
      assert.ok(borrowed || typeof field['description'] === 'string', `${where} is not described`);
      const isFigure = typesIn({ schema: field, document }).some(
        (type) => type === 'integer' || type === 'number',
      );
      if (borrowed || !isFigure || 'const' in field) continue;
      if (title === 'DrawRecord') continue; // a drawn quantity may be anything
      assert.ok(
        typeof field['minimum'] === 'number' && typeof field['maximum'] === 'number',
        `${where} has no range (${document.id})`,
      );
      if (/(W|Wh|S|Ms|J|V|Hz|A|Pct|Deg|Wps)$/.test(name) && name !== 'maxMessagesPerS')
        assert.ok(field['x-unit'] !== undefined, `${where} has no unit`);
    }
  }
});

test('every pattern has words for people', () => {
  for (const [pattern, phrase] of Object.entries(PHRASES)) assert.notEqual(phrase, '', pattern);
});

/** The examples that the file of a schema gives. */
function inFile(title: string): Json[] {
  return titled.find((t) => t.title === title)?.schema['examples'] as Json[];
}

/** JSON merge patch (RFC 7396): null takes a member away. */
function merged(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const out: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) delete out[name];
    else out[name] = merged(out[name], part);
  }
  return out;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function enveloped(name: MessageName, data: Json): object {
  const header = titled.find((t) => t.title === 'Envelope')?.schema['examples'] as object[];
  return {
    ...header[0],
    type: `pr2.${name}.v1`,
    correlationid: '7b9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e71',
    data,
  };
}
