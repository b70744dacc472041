/** Timers that a test lets run out. */
import type { Timers } from '../timers';

export class FakeTimers implements Timers {
  private readonly waiting = new Map<() => void, number>();

  after(ms: number, run: () => void): () => void {
    this.waiting.set(run, ms);
    return () => this.waiting.delete(run);
  }

  /** How long the timers that run were set to, ms. */
  get running(): number[] {
    return [...this.waiting.values()];
  }

  /** Resolves when a timer of just `ms` runs. */
  async started(ms: number): Promise<void> {
    while (!this.running.includes(ms)) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets every timer of at most `ms` run out. */
  pass(ms: number): void {
    const due = [...this.waiting.entries()].filter(([, limit]) => limit <= ms);
    for (const [run] of due) {
      this.waiting.delete(run);
      run();
    }
  }
}
