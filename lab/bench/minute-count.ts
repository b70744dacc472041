/** Counts what happens within a minute of bench time. */
const MINUTE_MS = 60_000;

export class MinuteCount {
  private beganMs = -Infinity;
  private count = 0;

  constructor(private readonly most: number) {}

  /** Counts one; true where that is more than may be within the minute that the count began. */
  counts(atMs: number): boolean {
    if (atMs - this.beganMs >= MINUTE_MS) {
      this.beganMs = atMs;
      this.count = 0;
    }
    this.count += 1;
    return this.count > this.most;
  }
}
