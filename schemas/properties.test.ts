import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkBody, isUnknownMember, MESSAGE_NAMES } from './index';
import { instanceOf } from './testing/arbitrary';
import { breaksOf } from './testing/breaks';
import { problemsBy, titled } from './testing/catalogue';

/** Their parts depend on a name beside them; the parts have schemas of their own, which are tested. */
const BY_NAME = new Set(['StartParams', 'StimulateParams']);
const objects = titled.filter((t) => t.schema['type'] === 'object' && !BY_NAME.has(t.title));

for (const schema of objects) {
  test(`${schema.title}: any instance passes, any single break is told at its place`, () => {
    let broken = 0;
    fc.assert(
      fc.property(instanceOf(schema), fc.nat(), (value, pick) => {
        assert.deepEqual(problemsBy(schema, value), []);
        const breaks = breaksOf(schema, value);
        const chosen = breaks[pick % Math.max(1, breaks.length)];
        if (chosen === undefined) return;
        broken += 1;
        const problems = problemsBy(schema, chosen.value);
        const told = problems.find((p) => p.path === chosen.path);
        assert.ok(
          told !== undefined,
          `${chosen.kind} at "${chosen.path}" is told as ${JSON.stringify(problems)}`,
        );
        assert.match(told.text, /^[\w.[\]' -]+ (must|is) /);
        assert.ok(told.text.length < 1200 && !told.text.includes('\n'), told.text);
      }),
      { numRuns: 40 },
    );
    assert.ok(broken > 0, 'nothing was broken');
  });
}

test('an unknown member of a body is a problem when closed, a finding when open', () => {
  for (const name of MESSAGE_NAMES) {
    const schema = objects.find((t) => t.title === name);
    assert.ok(schema !== undefined);
    fc.assert(
      fc.property(instanceOf(schema), fc.nat(), (value, pick) => {
        const unknown = breaksOf(schema, value).filter((b) => b.kind === 'unknown');
        const chosen = unknown[pick % unknown.length];
        assert.ok(chosen !== undefined);
        const closed = checkBody(name, chosen.value, 'closed');
        assert.deepEqual(closed.findings, []);
        assert.deepEqual(
          closed.problems.map((p) => p.path),
          [`data.${chosen.path}`],
        );
        assert.ok(closed.problems.every(isUnknownMember));
        assert.deepEqual(checkBody(name, chosen.value, 'open'), { problems: [], findings: closed.problems });
      }),
      { numRuns: 10 },
    );
  }
});
