/**
 * SIGINT and SIGTERM while cases run. The first ends the run behind the case under way. The second, for a case that
 * hangs, ends the kit at once, with the report on what was judged until then. Both ways the exit code says that the run
 * is not whole, and it can be gone on with.
 */
const NOT_WHOLE = 3;

let asked = false;
let report: () => void = () => undefined;

export const interruption = {
  /** Whether somebody asked the run to end. */
  get asked(): boolean {
    return asked;
  },

  /** What is still written where the kit ends at once; it must not wait for anything. */
  reportBy(write: () => void): void {
    report = write;
  },

  /**
   * Listens while `work` runs.
   * @param again what a second signal does; it ends this process unless something else is said
   */
  async during<T>(work: () => Promise<T>, again: () => void = endAtOnce): Promise<T> {
    const heard = (): void => {
      if (asked) again();
      asked = true;
    };
    process.on('SIGINT', heard);
    process.on('SIGTERM', heard);
    try {
      return await work();
    } finally {
      process.removeListener('SIGINT', heard);
      process.removeListener('SIGTERM', heard);
    }
  },
};

function endAtOnce(): void {
  report();
  process.exit(NOT_WHOLE);
}
