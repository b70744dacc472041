/**
 * JSON values that nobody can change any more. What is known of one stays true: it needs no second copy and no second
 * judgement by the same schema, however many parties a message passes.
 */
const unchanging = new WeakSet<object>();

/** Freezes an object whose members are all unchanging, and says so for good. */
export function unchangingFrom<T extends object>(value: T): T {
  Object.freeze(value);
  unchanging.add(value);
  return value;
}

export function isUnchanging(value: object): boolean {
  return unchanging.has(value);
}
