/** Checks on what a device has on record, as it gives it out when asked. */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { fieldsText, mismatch, type Fields } from '../fields';
import { alike } from '../unchanged';

interface RecordHoldsArgs {
  /** Log position of the device's answer to the question. */
  readonly query: number;
  /** Which of the records is meant. */
  readonly select: Fields;
  readonly fields: Fields;
  /** How many such records there must be; one or more where absent. */
  readonly count?: number;
}

/** The device has such records, and each says what is expected. */
export const recordHolds: Check<RecordHoldsArgs> = (view, a) => {
  const expected = `${a.count ?? 'at least one'} on record with ${fieldsText({ ...a.select, ...a.fields })}`;
  const meant = recordsAt(view, a.query).filter((r) => mismatch(r, a.select) === undefined);
  const wrong = meant.map((r) => mismatch(r, a.fields)).find((w) => w !== undefined);
  if (meant.length === 0 && a.count !== 0)
    return fail(expected, `none of ${recordsAt(view, a.query).length} records`, [a.query]);
  if (wrong !== undefined) return fail(expected, wrong, [a.query]);
  if (a.count !== undefined && meant.length !== a.count)
    return fail(expected, `${meant.length} of them`, [a.query]);
  return pass(expected, `${meant.length} of them`, [a.query]);
};

interface HistoryArgs {
  readonly query: number;
  readonly customerId: string;
  /** Versions in the order in which they took effect, each from an instant of the bench on. */
  readonly versions: readonly {
    readonly version: number;
    readonly fromMs: number;
    /** What it said, member by member. */
    readonly says?: Readonly<Record<string, unknown>>;
  }[];
  /** How far the device's own record of an instant may be off. */
  readonly toleranceMs: number;
}

/** Every version that ever held, in order, with what it said and the time from which it held, and nothing else. */
export const keepsHistory: Check<HistoryArgs> = (view, a) => {
  const expected = `versions ${a.versions.map((v) => v.version).join(', ')} of the preference, each with the time from which it held`;
  const held = recordsAt(view, a.query).filter((r) => r['customerId'] === a.customerId);
  const seen = held.map((r) => r['version']).join(', ');
  if (seen !== a.versions.map((v) => v.version).join(', '))
    return fail(expected, seen === '' ? 'none' : `versions ${seen}`, [a.query]);
  for (const [i, { version, fromMs, says = {} }] of a.versions.entries()) {
    const since = held[i]?.['effectiveAt'];
    if (typeof since !== 'string') return fail(expected, `version ${version} without effectiveAt`, [a.query]);
    if (!(Math.abs(Date.parse(since) - fromMs) <= a.toleranceMs))
      return fail(expected, `version ${version} since ${since}`, [a.query]);
    const other = Object.entries(says).find(([name, value]) => !alike(held[i]?.[name], value));
    if (other !== undefined) {
      const [name, value] = other;
      const observed = `version ${version} with ${name} ${JSON.stringify(held[i]?.[name])}, where the customer said ${JSON.stringify(value)}`;
      return fail(expected, observed, [a.query]);
    }
  }
  return pass(expected, `versions ${seen}`, [a.query]);
};

function recordsAt(view: CaseView, n: number): Record<string, unknown>[] {
  const record = view.ofKind('query').find((r) => r.n === n);
  return record?.records ?? [];
}
