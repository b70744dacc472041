/** Truth tables: a row names the values that it is about, and the first row that fits decides. */
import assert from 'node:assert/strict';

export type Row<F, V> = readonly [about: { readonly [K in keyof F]?: readonly F[K][] }, verdict: V];

/** All combinations of the values that each fact can take. */
export function every<F extends object>(values: {
  readonly [K in keyof F]-?: readonly F[K][];
}): Combinations<F> {
  let all: Partial<F>[] = [{}];
  for (const [name, possible] of Object.entries(values) as [keyof F, readonly F[keyof F][]][]) {
    all = all.flatMap((facts) => possible.map((value) => ({ ...facts, [name]: value })));
  }
  return new Combinations(all as F[]);
}

export class Combinations<F extends object> {
  constructor(readonly all: readonly F[]) {}

  /** Holds the decision against the table, and sees each row used; gives the number of combinations. */
  judgedBy<V>(table: readonly Row<F, V>[], decide: (facts: F) => V): number {
    const used = new Set<Row<F, V>>();
    for (const facts of this.all) {
      const row = table.find(([about]) => fits(facts, about));
      assert.ok(row !== undefined, `no row for ${JSON.stringify(facts)}`);
      assert.equal(decide(facts), row[1], JSON.stringify(facts));
      used.add(row);
    }
    assert.equal(used.size, table.length, 'a row of the table decides nothing');
    return this.all.length;
  }
}

function fits<F extends object>(facts: F, about: Row<F, unknown>[0]): boolean {
  return (Object.entries(about) as [keyof F, readonly F[keyof F][]][]).every(([name, values]) =>
    values.includes(facts[name]),
  );
}
