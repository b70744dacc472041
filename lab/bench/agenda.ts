/** What is due when: a binary heap, stable for equal instants, so that a run has one order only. */
interface Entry<T> {
  readonly dueMs: number;
  readonly order: number;
  readonly item: T;
}

export class Agenda<T> {
  private readonly heap: Entry<T>[] = [];
  private pushed = 0;

  get size(): number {
    return this.heap.length;
  }

  /** The earliest due instant, or null when nothing is planned. */
  nextMs(): number | null {
    return this.heap[0]?.dueMs ?? null;
  }

  push(dueMs: number, item: T): void {
    const heap = this.heap;
    heap.push({ dueMs, order: this.pushed++, item });
    let i = heap.length - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(i, parent)) break;
      this.swap(i, parent);
      i = parent;
    }
  }

  /** Takes the earliest entry if it is due by `atMs`. */
  take(atMs: number): T | undefined {
    const top = this.heap[0];
    if (top === undefined || top.dueMs > atMs) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && last !== top) {
      this.heap[0] = last;
      this.sink(0);
    }
    return top.item;
  }

  private sink(start: number): void {
    let i = start;
    for (;;) {
      const left = 2 * i + 1;
      let first = i;
      if (left < this.heap.length && this.before(left, first)) first = left;
      if (left + 1 < this.heap.length && this.before(left + 1, first)) first = left + 1;
      if (first === i) return;
      this.swap(i, first);
      i = first;
    }
  }

  private before(a: number, b: number): boolean {
    const x = this.heap[a];
    const y = this.heap[b];
    if (x === undefined || y === undefined) return false;
    return x.dueMs < y.dueMs || (x.dueMs === y.dueMs && x.order < y.order);
  }

  private swap(a: number, b: number): void {
    const x = this.heap[a];
    const y = this.heap[b];
    if (x === undefined || y === undefined) return;
    this.heap[a] = y;
    this.heap[b] = x;
  }
}
