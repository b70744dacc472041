import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrawnIds } from './drawn-ids';

const LEGAL = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,62}[A-Za-z0-9]$/;
const SEEDS = Array.from({ length: 200 }, (_, i) => `s/case-${i}`);

test('a name is the same for the same seed, whatever was asked for before it', () => {
  const a = new DrawnIds('s/case');
  const b = new DrawnIds('s/case');
  const later = b.of('pev', 2);
  b.of('customer');
  assert.equal(a.of('pev', 0), b.of('pev', 0));
  assert.equal(a.of('pev', 2), later);
  assert.notEqual(a.of('pev'), new DrawnIds('s/another').of('pev'));
});

test('every name is legal, and over the cases there are short and long ones, with each separator and without', () => {
  const names = SEEDS.map((seed) => new DrawnIds(seed).of('event'));
  for (const name of names) assert.match(name, LEGAL);
  for (const kind of [/^[0-9]+$/, /^0/, /[a-z]/, /[A-Z]/, /-/, /:/, /\./, /_/])
    assert.ok(
      names.some((n) => kind.test(n)),
      String(kind),
    );
  const lengths = names.map((n) => n.length);
  assert.deepEqual([Math.min(...lengths), Math.max(...lengths)], [4, 64]);
});

test('things of one kind never share a name, and nobody bears that of nobody', () => {
  for (const seed of SEEDS) {
    const ids = new DrawnIds(seed);
    const names = [...Array.from({ length: 9 }, (_, i) => ids.of('pev', i)), ids.ofNobody('pev')];
    assert.equal(new Set(names).size, 10, names.join(' '));
  }
});

test('names in order are so for whoever puts capitals first and for whoever does not mind them', () => {
  for (const seed of SEEDS) {
    const names = new DrawnIds(seed).inOrder('ranked event', 4);
    const folded = names.map((n) => n.toLowerCase());
    assert.deepEqual([...names].toSorted(), names);
    assert.deepEqual([...folded].toSorted(), folded);
    assert.deepEqual(
      names.map((n) => n.length),
      names.map(() => names[0]?.length),
    );
  }
});

test('a case can ask for names that are long, in capitals and small letters, before it gives any', () => {
  for (const seed of SEEDS) {
    const ids = new DrawnIds(seed);
    ids.lengthen('dispatch');
    const names = [ids.of('dispatch'), ids.of('dispatch', 1)];
    for (const name of names) assert.match(name, /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{64}$/);
    assert.notEqual(names[0], names[1]);
    assert.throws(() => ids.lengthen('dispatch'), /has its name already/);
  }
});

test('a thing that has its name already can be given a long one', () => {
  for (const seed of SEEDS) {
    const ids = new DrawnIds(seed);
    const event = ids.of('event');
    ids.of('pev');
    ids.renameLong('pev');
    assert.match(ids.of('pev'), /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{64}$/);
    assert.equal(ids.of('event'), event);
  }
});
