/** The only wall clock of the kit: how long a device may take to answer, and what paces one that has a clock. Tests bring their own. */
export interface Timers {
  /** Calls back once after `ms`; gives how to call it off. */
  after(ms: number, run: () => void): () => void;
}

/** A wall clock that tells the time as well; ms from any beginning. */
export interface WallClock extends Timers {
  now(): number;
}

export const REAL_TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Shorter waits than a timer can tell are passed in the event loop, so that a fast bench is not late by a millisecond. */
export const REAL_CLOCK: WallClock = {
  now: () => performance.now(),
  after(ms, run) {
    if (ms >= 2) return REAL_TIMERS.after(ms - 1, run);
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  },
};

/** For a device's own wake-ups, which keep no process alive. */
export const DEVICE_CLOCK: WallClock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Longest time a device may take to answer one call, ms. */
export const ANSWER_LIMIT_MS = 10_000;
