/** Expectations on a message's body, as JSON: they stand in the log beside the judgement. */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
export type Matcher =
  | { readonly eq: unknown }
  | { readonly oneOf: readonly unknown[] }
  /** `orAbsent`: the member is one that a message may go without. */
  | { readonly min?: number; readonly max?: number; readonly orAbsent?: true }
  /** An instant (RFC 3339) within the bounds, bench milliseconds. */
  | { readonly fromMs?: number; readonly toMs?: number }
  | { readonly absent: true }
  | { readonly present: true };

type Bounds = Extract<Matcher, { readonly orAbsent?: true }>;

/** Paths in the body (`readiness.state`, `channels.0.type`) and what is expected there. */
export type Fields = Readonly<Record<string, Matcher>>;

/** The first path that is not as expected, with a sentence; undefined where all are. */
export function mismatch(data: unknown, fields: Fields): string | undefined {
  for (const [path, matcher] of Object.entries(fields)) {
    const value = valueAt(data, path);
    if (!holds(value, matcher)) return `${path} is ${shown(value)}, expected ${matcherText(matcher)}`;
  }
  return undefined;
}

/** `status REJECTED, code E_CLASS`: the expectations as a reader wants them. */
export function fieldsText(fields: Fields): string {
  return Object.entries(fields)
    .map(([path, matcher]) => `${path} ${matcherText(matcher)}`)
    .join(', ');
}

export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function holds(value: unknown, matcher: Matcher): boolean {
  if ('absent' in matcher) return value === undefined;
  if ('present' in matcher) return value !== undefined && value !== null;
  if ('eq' in matcher) return same(value, matcher.eq);
  if ('oneOf' in matcher) return matcher.oneOf.some((x) => same(value, x));
  if ('fromMs' in matcher || 'toMs' in matcher) {
    const atMs = typeof value === 'string' ? timeMs(value) : NaN;
    return atMs >= (matcher.fromMs ?? -Infinity) && atMs <= (matcher.toMs ?? Infinity);
  }
  const { min = -Infinity, max = Infinity, orAbsent } = matcher as Bounds;
  if (orAbsent === true && value === undefined) return true;
  return typeof value === 'number' && value >= min && value <= max;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function matcherText(matcher: Matcher): string {
  if ('absent' in matcher) return 'left out';
  if ('present' in matcher) return 'given';
  if ('eq' in matcher) return shown(matcher.eq);
  if ('oneOf' in matcher) return matcher.oneOf.map(shown).join(' or ');
  if ('fromMs' in matcher || 'toMs' in matcher) return between(time(matcher.fromMs), time(matcher.toMs));
  const { min, max, orAbsent } = matcher as Bounds;
  const bounds = between(
    min === undefined ? undefined : String(min),
    max === undefined ? undefined : String(max),
  );
  return orAbsent === true ? `${bounds} where given` : bounds;
}

function between(low: string | undefined, high: string | undefined): string {
  if (low === undefined) return `at most ${high}`;
  return high === undefined ? `at least ${low}` : `from ${low} to ${high}`;
}

function time(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}

function shown(value: unknown): string {
  if (value === undefined) return 'left out';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
