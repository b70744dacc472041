/**
 * What is still to be tried. A worker that goes on with a role knows the reference's cases of it already; so it stays
 * with its role as long as there is something left, and then helps where most is left.
 */
export interface Named {
  /** `pev/answers-late`: the role stands before the stroke. */
  readonly name: string;
}

export class Queue<T extends Named> {
  private readonly byRole = new Map<string, T[]>();

  /** Within a role in the order given; what takes longest should come first. */
  constructor(tasks: readonly T[]) {
    for (const task of tasks) {
      const role = roleOf(task);
      this.byRole.set(role, [...(this.byRole.get(role) ?? []), task]);
    }
  }

  /** @param last what the worker tried before */
  take(last?: T): T | undefined {
    const same = last === undefined ? undefined : this.byRole.get(roleOf(last))?.shift();
    return same ?? this.fullest()?.shift();
  }

  private fullest(): T[] | undefined {
    return [...this.byRole.values()].toSorted((a, b) => b.length - a.length)[0];
  }
}

function roleOf({ name }: Named): string {
  return name.split('/')[0] ?? name;
}
