/**
 * SIGINT and SIGTERM while cases run: the case under way is ended, what was judged is reported, and the exit code says
 * that the run is not whole. A second signal ends the kit at once; the log is on disk all the same.
 */
let asked = false;

const ask = (): void => {
  asked = true;
};

export const interruption = {
  /** Whether somebody asked the run to end. */
  get asked(): boolean {
    return asked;
  },

  /** Listens while `work` runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    process.once('SIGINT', ask);
    process.once('SIGTERM', ask);
    try {
      return await work();
    } finally {
      process.removeListener('SIGINT', ask);
      process.removeListener('SIGTERM', ask);
    }
  },
};
