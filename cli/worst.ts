/** The code that says most of several: kit error, no hello, usage, not conformant, stale list, not fully verified. */
export function worst(codes: readonly number[]): number {
  for (const code of [5, 6, 2, 1, 4, 3]) if (codes.includes(code)) return code;
  return 0;
}
