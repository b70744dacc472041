/**
 * How each claim of a declaration is tried on a device: by the suite's own cases that apply only where it is made. One of
 * them that passes shows that the device can do it.
 */
import type { DeviceRole, Ics } from '../../schemas';
import { conditionOf, type Conditional } from './condition';
import { DECLARED_BY, isIcsItem, type IcsItem } from './items';

export interface ProbeCase extends Conditional {
  readonly requirement: string;
  readonly dut: DeviceRole;
  readonly kind: string;
}

export interface ProbeSuite {
  readonly requirements: readonly (Conditional & { readonly group: string })[];
  readonly cases: readonly ProbeCase[];
}

/** One value of an item, and the cases that try it, the plainest first; none where no case does. */
export interface Probe {
  readonly item: IcsItem;
  readonly value: string;
  readonly cases: readonly { readonly id: string; readonly conditions: readonly string[] }[];
}

/** So many cases are given a chance to show one thing: the first may fail for a reason of its own. */
const MOST_CASES = 3;

/** Values of the items that name several things, or one of several. */
const VALUES = {
  scenarios: ['PR2-A', 'PR2-B'],
  sinks: ['GRID', 'HOME', 'LOAD'],
  responseClasses: ['SCHEDULED', 'RESERVE', 'EMERGENCY', 'FAST', 'REGULATION'],
  channels: ['EMAIL', 'SMS', 'PAGER', 'WEB', 'APP', 'PUSH', 'PHONE'],
  switchType: ['AUTO', 'MANUAL'],
  attestationAt: ['PEV', 'ESCI'],
  randomisation: ['one-sided', 'two-sided'],
  hasIce: ['true'],
  closedTransition: ['true'],
  directPath: ['true'],
  externalOptOut: ['true'],
  phases: ['3', '2'],
} as const satisfies Partial<Record<IcsItem, readonly string[]>>;

/** What no case names as its condition, and every case of a scenario shows all the same. */
const SHOWN_BY_SCENARIO: Readonly<Record<string, string>> = {
  'scenarios=PR2-A': 'pr2-a',
  'sinks=GRID': 'pr2-a',
  'sinks=HOME': 'pr2-b',
};

/** What can be tried on a device of this role, response classes and channels first: the other cases use them. */
export function probesOf(role: DeviceRole, suite: ProbeSuite): Probe[] {
  return Object.entries(VALUES)
    .toSorted(([a], [b]) => Number(FIRST.has(b)) - Number(FIRST.has(a)))
    .flatMap(([item, values]) =>
      isIcsItem(item) && DECLARED_BY[item].includes(role)
        ? values.map((value) => ({ item, value, cases: casesFor(item, value, role, suite) }))
        : [],
    );
}

const FIRST: ReadonlySet<string> = new Set(['responseClasses', 'channels']);

function casesFor(item: IcsItem, value: string, role: DeviceRole, suite: ProbeSuite): Probe['cases'] {
  const requirements = new Map(suite.requirements.map((r) => [r.id, r]));
  const all = suite.cases
    .filter((c) => c.dut === role)
    .map((c) => {
      const { group = '', conditions = [] } = requirements.get(c.requirement) ?? {};
      return { id: c.id, kind: c.kind, group, conditions: [...conditions, ...c.conditions] };
    });
  const named = all.filter((c) => c.conditions.some((text) => names(text, item, value)));
  const group = SHOWN_BY_SCENARIO[`${item}=${value}`];
  const found = named.length > 0 ? named : all.filter((c) => c.group === group);
  // A negative case, or one about a fault, passes where the device does nothing at all.
  const kind = KINDS.find((k) => found.some((c) => c.kind === k));
  return found
    .filter((c) => c.kind === kind)
    .toSorted((a, b) => a.conditions.length - b.conditions.length)
    .slice(0, MOST_CASES)
    .map(({ id, conditions }) => ({ id, conditions }));
}

/** From those that show most. */
const KINDS: readonly string[] = ['positive', 'boundary'];

function names(text: string, item: IcsItem, value: string): boolean {
  const condition = conditionOf(text);
  return 'value' in condition && condition.value.item === item && (condition.value.value ?? 'true') === value;
}

/** A declaration under which a case applies: of all that may be claimed, and where a case chooses, what it chooses. */
export function claimsFor(role: DeviceRole, conditions: readonly string[], known: Partial<Ics>): Ics {
  const claims: Record<string, unknown> = {
    role,
    scenarios: ['PR2-A', 'PR2-B'],
    sinks: ['GRID', 'HOME', 'LOAD'],
    responseClasses: [...VALUES.responseClasses],
    channels: [...VALUES.channels],
    phases: 3,
    switchType: 'AUTO',
    hasIce: true,
    closedTransition: true,
    directPath: true,
    attestationAt: 'BOTH',
    evseCount: 64,
    externalOptOut: true,
    maxMessagesPerS: 20,
    randomisation: 'one-sided',
    ...known,
  };
  for (const text of conditions) {
    const condition = conditionOf(text);
    if (!('value' in condition)) continue;
    const { item, value = 'true' } = condition.value;
    const said = claims[item];
    if (typeof said === 'string') claims[item] = value;
    if (typeof said === 'boolean') claims[item] = value === 'true';
    if (typeof said === 'number') claims[item] = Number(value);
    if (Array.isArray(said) && !said.includes(value)) claims[item] = [...(said as string[]), value];
  }
  return claims as unknown as Ics;
}
