/** A program with its mutants is the program it was, until one of them is asked for; and then that one change alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { STANDS, withMutants } from './instrument';
import { MutantSwitch } from './switch';

type Program = (a: number, b: number) => unknown;

/** What a function body gives for two numbers, with each of its mutants in turn. */
function mutated(body: string): { plain: Program; by: (was: string, what: string) => Program } {
  const mutants = new MutantSwitch();
  const { outputText } = ts.transpileModule(`function f(a: number, b: number): unknown { ${body} }`, {
    compilerOptions: { target: ts.ScriptTarget.ES2023 },
    transformers: { before: [withMutants('f.ts', (mutant) => mutants.add(mutant))] },
  });
  const asking = runInThisContext(`(${STANDS}) => { ${outputText}; return f; }`) as (s: unknown) => Program;
  const program = asking(mutants.stands);
  return {
    plain: program,
    by: (was, what) => {
      const found = mutants.mutants.find((m) => m.was === was && m.what === what);
      assert.ok(found, `${was} -> ${what} is no mutant of it`);
      return (a, b) => mutants.during(found.id, undefined, () => program(a, b));
    },
  };
}

test('a comparison slips by one or to its contrary, and stays what it was where nothing stands', () => {
  const { plain, by } = mutated('return a < b;');
  assert.deepEqual([plain(1, 1), plain(1, 2)], [false, true]);
  assert.deepEqual([by('a < b', '<=')(1, 1), by('a < b', '>=')(1, 2)], [true, false]);
});

test('a branch is taken always or never', () => {
  const { plain, by } = mutated("if (a === b) return 'same'; return 'other';");
  assert.deepEqual([plain(1, 1), plain(1, 2)], ['same', 'other']);
  assert.equal(by('a === b', 'always')(1, 2), 'same');
  assert.equal(by('a === b', 'never')(1, 1), 'other');
});

test('a call is left out, also in a branch without braces, and the other branch stays where it belongs', () => {
  const { plain, by } = mutated('const l = []; if (a > 0) l.push(a); else l.push(b); return l;');
  assert.deepEqual([plain(1, 2), plain(0, 2)], [[1], [2]]);
  assert.deepEqual(by('l.push(a);', 'left out')(1, 2), []);
  assert.deepEqual(by('l.push(a);', 'left out')(0, 2), [2]);
});

test('a member that may be missing is left out, and what is spread before it stays', () => {
  const { plain, by } = mutated('return { ...{ a }, b, c: 3 };');
  assert.deepEqual(plain(1, 2), { a: 1, b: 2, c: 3 });
  assert.deepEqual(by('b', 'left out')(1, 2), { a: 1, c: 3 });
  assert.deepEqual(by('...{ a }', 'left out')(1, 2), { b: 2, c: 3 });
  assert.deepEqual(by('3', 'one more')(1, 2), { a: 1, b: 2, c: 4 });
});

test('an element of a list is left out, a filter forgotten, the least taken for the greatest', () => {
  const { plain, by } = mutated('return [Math.min(a, b), ...[a, b].filter((n) => n > 1)];');
  assert.deepEqual(plain(1, 2), [1, 2]);
  assert.deepEqual(by('Math.min(a, b)', 'left out')(1, 2), [2]);
  assert.deepEqual(by('Math.min(a, b)', 'max')(1, 2), [2, 2]);
  assert.deepEqual(by('[a, b].filter((n) => n > 1)', 'not filtered')(1, 2), [1, 1, 2]);
});

test('the condition of a loop, a joined text and a type are left as they are', () => {
  const { plain, by } = mutated(
    "let t: 1 | '' = ''; for (let i = 0; i < a; i += 1) t = (t + '!') as ''; return t;",
  );
  assert.equal(plain(2, 0), '!!');
  assert.throws(() => by('i < a', '<='), /is no mutant/);
  assert.throws(() => by("t + '!'", '-'), /is no mutant/);
  assert.throws(() => by('1', 'one more'), /is no mutant/);
});

test('what a module does when it is read holds no mutant', () => {
  const mutants = new MutantSwitch();
  ts.transpileModule('export const LIMIT = 1 + 2;', {
    transformers: { before: [withMutants('f.ts', (mutant) => mutants.add(mutant))] },
  });
  assert.deepEqual(mutants.mutants, []);
});
