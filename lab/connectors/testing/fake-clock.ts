/** A wall clock that jumps to the next timer as soon as nothing else is left to do, so that no test waits. */
import type { WallClock } from '../timers';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

export class FakeClock implements WallClock {
  private ms = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();
  private idle = false;

  now(): number {
    return this.ms;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { dueMs: this.ms + ms, order: this.order++, run };
    this.timers.add(timer);
    this.whenIdle();
    return () => void this.timers.delete(timer);
  }

  /** Time passes without a timer: what is due by then comes late. */
  lose(ms: number): void {
    this.ms += ms;
  }

  private whenIdle(): void {
    if (this.idle) return;
    this.idle = true;
    setImmediate(() => {
      this.idle = false;
      const [first] = [...this.timers].toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order);
      if (first === undefined) return;
      this.timers.delete(first);
      this.ms = Math.max(this.ms, first.dueMs);
      first.run();
      this.whenIdle();
    });
  }
}
