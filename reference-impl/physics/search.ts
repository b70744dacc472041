/**
 * The last whole millisecond in [`fromMs`, `toMs`] for which `holds`, or null where it does not even hold at
 * `fromMs`. `holds` must be true up to some instant and false after it.
 */
export function lastMs(fromMs: number, toMs: number, holds: (atMs: number) => boolean): number | null {
  if (!holds(fromMs)) return null;
  let good = fromMs;
  let bad = toMs + 1;
  while (bad - good > 1) {
    const middle = good + Math.floor((bad - good) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
