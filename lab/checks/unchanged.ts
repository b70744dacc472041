/** What a relay may do to a message on its way: add its own name and the instant, and nothing else (PR2-A-01). */
import type { Message } from '../../schemas';

/** What a relay may add to the envelope, or set anew. */
const ADDED: readonly string[] = ['via', 'viatime'];

/**
 * The first member of the envelope or the body that is not as it was, or left out; `via` must end with the relay.
 * In which order the members of an object stand says nothing in JSON.
 */
export function changeOnTheWay(original: Message, copy: Message, relay: string): string | undefined {
  const changed = differenceIn(original, copy);
  if (changed !== undefined) return changed;
  const { via } = copy as { via?: unknown };
  const path = typeof via === 'string' ? via.split(',') : [];
  return path.at(-1)?.trim() === relay ? undefined : 'via';
}

function differenceIn(original: object, copy: object): string | undefined {
  const [was, is] = [original, copy] as Record<string, unknown>[];
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  for (const name of names) {
    if (ADDED.includes(name) || alike(was?.[name], is?.[name])) continue;
    const inner = [was?.[name], is?.[name]];
    if (name !== 'data' || !inner.every(isObject)) return name;
    return [...new Set(inner.flatMap(Object.keys))].find((k) => !alike(inner[0]?.[k], inner[1]?.[k]));
  }
  return undefined;
}

/** Whether two JSON values are the same, in whatever order their members stand. */
export function alike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => alike(v, b[i]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((k) => k in b && alike(a[k], b[k]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
