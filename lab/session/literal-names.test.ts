import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** A name that somebody wrote down: a device could have it built in. */
const WRITTEN = [
  /['"`](?:p|e|u|c|ev|evse|sw|prog)\d+['"`]/,
  /['"`]urn:pr2:(?:pev|esci|utility|customer):(?!\$\{)/,
  /\b(?:pev|esci|utility|evse|customer|program|switch|equipment|event|dispatch|request|meteringPoint)Id: ['"`]/,
];

function literalNames(text: string): string[] {
  return text.split('\n').filter((line) => WRITTEN.some((pattern) => pattern.test(line)));
}

test('a written name is found in each of its forms, and a drawn one is none', () => {
  for (const line of ["?? 'p1'", "'urn:pr2:pev:mine'", "{ eventId: 'event-a' }", '`urn:pr2:esci:e1`'])
    assert.deepEqual(literalNames(line), [line]);
  for (const line of ["run.ids.of('pev')", '{ eventId: event.eventId }', '`urn:pr2:pev:${id}`'])
    assert.deepEqual(literalNames(line), []);
});

test('no step and no session names a device or a thing itself: names are drawn (run.ids)', () => {
  const root = join(__dirname, '..', '..');
  const found = ['steps', 'lab/session'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        literalNames(readFileSync(join(root, folder, file), 'utf8')).map(
          (line) => `${folder}/${file}: ${line.trim()}`,
        ),
      ),
  );
  assert.deepEqual(found, []);
});
