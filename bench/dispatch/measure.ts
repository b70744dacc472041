/**
 * Processor time of small pieces of work on a machine that others use too: the least of several rounds of user and
 * system time, each long enough to be measured. Ratios of two such times taken in turns are what the gates judge.
 */

/** Shortest round, ms. */
const ROUND_MS = 4;

/** Least processor time of one call of each piece of work, ms; the rounds take turns. */
export function measure<K extends string>(work: Record<K, () => void>, rounds = 15): Record<K, number> {
  const names = Object.keys(work) as K[];
  const calls = Object.fromEntries(names.map((name) => [name, callsPerRound(work[name])])) as Record<
    K,
    number
  >;
  const least = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<K, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const spentMs = cpuMs(work[name], calls[name]) / calls[name];
      if (spentMs < least[name]) least[name] = spentMs;
    }
  }
  return least;
}

/** Processor time of some calls, ms. */
export function cpuMs(run: () => void, calls = 1): number {
  const before = process.cpuUsage();
  for (let n = 0; n < calls; n++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function callsPerRound(run: () => void): number {
  // Twice, since the compiler may have made it faster in between.
  for (let calls = 1; ; calls *= 2)
    if (cpuMs(run, calls) >= ROUND_MS && cpuMs(run, calls) >= ROUND_MS) return calls;
}

/** Slope of log(value) over log(size): 1 for linear growth. */
export function growthExponent(points: readonly { size: number; value: number }[]): number {
  const x = points.map((p) => Math.log(p.size));
  const y = points.map((p) => Math.log(p.value));
  const mean = (v: number[]): number => v.reduce((sum, a) => sum + a, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const above = x.reduce((sum, a, n) => sum + (a - mx) * (y[n]! - my), 0);
  return above / x.reduce((sum, a) => sum + (a - mx) ** 2, 0);
}
