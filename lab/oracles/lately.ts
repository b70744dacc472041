/** How things stood when something was told of them, and shortly before: nobody sees a change at once. */
interface Stood {
  /** Log position and instant from which on they stood so, until the next. */
  readonly n: number;
  readonly sinceMs: number;
}

/** What of a story, oldest first, held at log position `n` or before a change within `reactionMs` before it; newest first. */
export function lately<T extends Stood>(
  story: readonly T[],
  { n, atMs }: { readonly n: number; readonly atMs: number },
  reactionMs: number,
): T[] {
  const last = story.findLastIndex((s) => s.n < n);
  const first = story.findLastIndex((s, i) => i <= last && !(s.sinceMs >= atMs - reactionMs));
  return story.slice(Math.max(0, first), last + 1).toReversed();
}
