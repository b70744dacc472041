/**
 * Conditions of requirements and test cases, `@if:hasIce` or `@if:switchType=MANUAL`, against what a device declares.
 * A condition that does not hold makes the case not applicable, so only a word of the ICS can do it.
 */
import { checkIcs, type Ics } from '../../schemas';
import { didYouMean } from './closest';
import { DECLARED_BY, ICS_ITEMS, isIcsItem, type IcsItem, type ItemKind } from './items';

export type Condition = { readonly item: IcsItem; readonly value?: string };

export type Result<T> = { readonly value: T } | { readonly problem: string };

/** Reads `item` or `item=value`; the problem is one sentence. */
export function conditionOf(text: string): Result<Condition> {
  const [, item = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (!isIcsItem(item)) {
    return {
      problem: `@if:${text}: ${item || 'nothing'} is not an ICS item${didYouMean(item, Object.keys(ICS_ITEMS))}`,
    };
  }
  if (value === undefined) {
    return ICS_ITEMS[item] === 'flag'
      ? { value: { item } }
      : { problem: `@if:${text}: ${item} is not a yes or no; write @if:${item}=VALUE` };
  }
  const [problem] = checkIcs({ [item]: typed(ICS_ITEMS[item], value) }).filter((p) =>
    p.path.startsWith(item),
  );
  return problem === undefined ? { value: { item, value } } : { problem: `@if:${text}: ${problem.text}` };
}

/** Whether the condition holds for a device with this ICS. */
export function conditionHolds(text: string, ics: Ics): Result<boolean> {
  const condition = conditionOf(text);
  return 'problem' in condition ? condition : { value: holds(condition.value, ics) };
}

/**
 * Why a case does not apply: the first of its conditions that the ICS denies; undefined where all hold.
 * A condition that cannot be read takes nothing away.
 */
export function applicability(conditions: readonly string[], ics: Ics): string | undefined {
  for (const text of conditions) {
    const condition = conditionOf(text);
    if ('problem' in condition || holds(condition.value, ics)) continue;
    const { item, value } = condition.value;
    const said = ics[item];
    return `the ICS declares ${item} ${said === undefined ? 'nowhere' : told(said)}, and this needs ${value ?? 'true'}`;
  }
  return undefined;
}

/** The catalogue's requirements and test cases, as far as their conditions are concerned. */
export interface Conditional {
  readonly id: string;
  readonly conditions: readonly string[];
}

/** Why a case of this requirement does not apply to a device with this ICS; undefined where it does. */
export function notApplicable(
  requirement: Conditional | undefined,
  testCase: Conditional | undefined,
  ics: Ics,
): string | undefined {
  return applicability([...(requirement?.conditions ?? []), ...(testCase?.conditions ?? [])], ics);
}

function holds({ item, value }: Condition, ics: Ics): boolean {
  if (!DECLARED_BY[item].includes(ics.role)) return true;
  const said = ics[item];
  // A list that a role need not give narrows nothing by being absent: only a word that is said takes a duty away.
  if (said === undefined) return ICS_ITEMS[item] === 'list';
  if (said === 'BOTH') return true; // attested at either
  if (Array.isArray(said)) return said.some((v) => v === value);
  const wanted = typed(ICS_ITEMS[item], value ?? 'true');
  // So many sockets or more.
  if (item === 'evseCount' && typeof said === 'number') return said >= Number(wanted);
  return said === wanted;
}

/** The value of a condition as the item's kind has it; one that does not fit stays text, and no schema takes it. */
function typed(kind: ItemKind, value: string): unknown {
  if (kind === 'list') return [value];
  if (kind === 'count' && /^\d+$/.test(value)) return Number(value);
  return kind === 'flag' && (value === 'true' || value === 'false') ? value === 'true' : value;
}

function told(said: string | number | boolean | readonly string[]): string {
  return Array.isArray(said) ? said.join(', ') : String(said);
}
