/**
 * Which mutant stands: all of them are compiled into one program, each behind a question to this switch, so that one
 * process tries them one after the other. A mutant stands only while the device under test answers a call: what its
 * peers, which run the same code, do stays as it is.
 */

export interface Mutant {
  /** Counted from 1 in the order of the files. */
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly what: string;
}

interface Standing {
  readonly id: number;
  /** Mutants that were asked for, where somebody takes them down. */
  readonly reached: Set<number> | undefined;
}

export class MutantSwitch {
  readonly mutants: Mutant[] = [];
  private standing: Standing | undefined;

  /** @returns the id of the mutant */
  add(mutant: Omit<Mutant, 'id'>): number {
    const id = this.mutants.length + 1;
    this.mutants.push({ id, ...mutant });
    return id;
  }

  /** Asked by the program at the place of a mutant. */
  readonly stands = (id: number): boolean => {
    if (this.standing === undefined) return false;
    this.standing.reached?.add(id);
    return this.standing.id === id;
  };

  /** Does something with a mutant in its place; 0 is none. */
  during<T>(id: number, reached: Set<number> | undefined, act: () => T): T {
    const before = this.standing;
    this.standing = { id, reached };
    try {
      return act();
    } finally {
      this.standing = before;
    }
  }
}
