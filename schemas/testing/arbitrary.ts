/** Valid instances of a schema, for property tests. */
import * as fc from 'fast-check';
import { follow, held, listed, membersOf, narrowedIn, requiredOf, typesIn, type Placed } from './catalogue';

const FEW = 3;

/** Values that the schema allows; of `if`/`then` conditional `required` and `enum` are understood. */
export function instanceOf(placed: Placed): fc.Arbitrary<unknown> {
  const at = follow(placed);
  const { schema } = at;
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  const variants = [...listed(at, 'anyOf'), ...listed(at, 'oneOf').filter((v) => 'type' in v.schema)];
  if (variants.length > 0) return fc.oneof(...variants.map(instanceOf));
  const types = typesIn(at);
  return types.length === 0
    ? fc.jsonValue({ maxDepth: 1 })
    : fc.oneof(...types.map((type) => typed(at, type)));
}

function typed(at: Placed, type: string): fc.Arbitrary<unknown> {
  const { schema } = at;
  const [min, max] = [schema['minimum'], schema['maximum']].map((x) =>
    typeof x === 'number' ? x : undefined,
  );
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return edged(
        fc.integer({
          min: Math.max(min ?? -1e6, Number.MIN_SAFE_INTEGER),
          max: Math.min(max ?? 1e6, 2 ** 31),
        }),
        min,
        max,
      );
    case 'number':
      return edged(
        fc.double({ min: min ?? -1e6, max: max ?? 1e6, noNaN: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
        min,
        max,
      );
    case 'string':
      return text(at);
    case 'array':
      return list(at);
    default:
      return members(at);
  }
}

/** Boundary values are where faults are. */
function edged(arbitrary: fc.Arbitrary<number>, ...edges: (number | undefined)[]): fc.Arbitrary<number> {
  return fc.oneof(arbitrary, ...edges.filter((e) => e !== undefined).map((e) => fc.constant(e)));
}

const INSTANTS = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': fc
    .tuple(INSTANTS, fc.constantFrom('Z', '+02:00', '-08:00', '+05:30'))
    .map(([d, offset]) => d.toISOString().replace('Z', offset)),
  date: INSTANTS.map((d) => d.toISOString().slice(0, 10)),
  uuid: fc.uuid(),
  uri: fc.webUrl(),
};

function text({ schema }: Placed): fc.Arbitrary<string> {
  const { format, pattern, minLength, maxLength } = schema;
  if (typeof format === 'string') return FORMATS[format] ?? fc.string();
  const max = typeof maxLength === 'number' ? maxLength : 64;
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern), { maxLength: max });
  return fc.string({
    minLength: typeof minLength === 'number' ? minLength : 0,
    maxLength: Math.min(max, 40),
  });
}

function list(at: Placed): fc.Arbitrary<unknown[]> {
  const items = held(at, 'items');
  const min = Number(at.schema['minItems'] ?? 0);
  const length = {
    minLength: min,
    maxLength: Math.max(min, Math.min(Number(at.schema['maxItems'] ?? FEW), FEW)),
  };
  const item = items === undefined ? fc.jsonValue() : instanceOf(items);
  return at.schema['uniqueItems'] === true
    ? fc.uniqueArray(item, { ...length, selector: (x) => JSON.stringify(x) })
    : fc.array(item, length);
}

function members(at: Placed): fc.Arbitrary<Record<string, unknown>> {
  const arbitraries = Object.fromEntries(
    Object.entries(membersOf(at)).map(([name, s]) => [name, instanceOf(s)]),
  );
  const names = Object.keys(arbitraries);
  const choices = ((at.schema['oneOf'] ?? []) as { required?: string[] }[]).map((c) => c.required?.[0] ?? '');
  const others = held(at, 'additionalProperties');
  return fc
    .record({
      all: fc.record(arbitraries),
      kept: fc.subarray(names),
      choice: fc.nat({ max: Math.max(0, choices.length - 1) }),
      free:
        others === undefined
          ? fc.constant({})
          : fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), instanceOf(others), { maxKeys: FEW }),
    })
    .map(({ all, kept, choice, free }) => {
      const wanted = new Set([...kept, ...requiredOf(at, all)].filter((name) => !choices.includes(name)));
      if (choices[choice] !== undefined) wanted.add(choices[choice]);
      if (wanted.size === 0 && at.schema['minProperties'] !== undefined && names[0] !== undefined)
        wanted.add(names[0]);
      const value = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
      for (const name of requiredOf(at, value)) value[name] = all[name];
      for (const [name, few] of narrowedIn(at, value)) {
        if (name in value && !few.includes(value[name])) value[name] = few[choice % few.length];
      }
      // What was narrowed may call for more.
      for (const name of requiredOf(at, value)) value[name] ??= all[name];
      return { ...free, ...value };
    });
}
