/** The only wall clock of the kit's connectors: how long a device may take to answer. Tests bring their own. */
export interface Timers {
  /** Calls back once after `ms`; gives how to call it off. */
  after(ms: number, run: () => void): () => void;
}

export const REAL_TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Longest time a device may take to answer one call, ms. */
export const ANSWER_LIMIT_MS = 10_000;
