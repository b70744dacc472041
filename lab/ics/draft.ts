/** A declaration drafted from what a device was seen to do and what it says of itself, each line with its grounds. */
import type { DeviceRole, HelloResult } from '../../schemas';
import { ICS_ITEMS, type IcsItem } from './items';
import type { Probe } from './probes';
import { FIGURES, noteOf, VALUES } from './template';

/** What became of a probe: shown by a case that passed, not shown by any, or not tried at all. */
export interface Tried {
  readonly probe: Pick<Probe, 'item' | 'value'>;
  readonly outcome: 'shown' | 'not shown' | 'untried';
  /** The case that showed it. */
  readonly by?: string;
  /** Why it was not shown or not tried. */
  readonly why?: string;
}

/** How many messages a second it takes; undefined where that could not be tried. */
export interface RateTried {
  readonly rate: number | undefined;
  readonly why: string;
}

interface Drafted {
  /** As YAML has it. */
  readonly value: string;
  readonly grounds: readonly string[];
}

type Hello = Pick<HelloResult, 'identity' | 'ics' | 'ixit'>;

/** YAML text; whatever the device wrote in it is cut to one printable line. */
export function icsDraft(role: DeviceRole, hello: Hello, tried: readonly Tried[], rate: RateTried): string {
  const items = Object.keys(VALUES[role]) as IcsItem[];
  const ixit = new Map<string, unknown>(Object.entries(hello.ixit ?? {}));
  const { vendor, product, version } = hello.identity;
  return [
    `# A draft: what this ${role} was seen to do, and what it says of itself. Read every line before it is used.`,
    '# measured: a test case passed; declared: the device says so in hello; the rest is to be filled in.',
    'ics:',
    `  role: ${role}`,
    '  # declared in hello',
    `  identity: ${JSON.stringify({ vendor, product, version })}`,
    ...items.flatMap((item) => {
      const mine = tried.filter((t) => t.probe.item === item);
      const { value, grounds } =
        item === 'maxMessagesPerS' ? rated(rate, hello.ics?.[item], role) : drafted(item, role, hello, mine);
      return [`  # ${noteOf(role, item)}`, ...grounds.map((g) => `  #   ${line(g)}`), `  ${item}: ${value}`];
    }),
    '',
    '# Figures that a test needs, fixed before the run (IXIT): no test can find them out.',
    'ixit:',
    `  role: ${role}`,
    ...Object.entries(FIGURES[role]).flatMap(([name, { value, note }]) => {
      const said = ixit.get(name);
      return said === undefined
        ? [`  # ${note}`, '  #   not declared: correct it', `  ${name}: ${value}`]
        : [`  # ${note}`, '  #   declared in hello', `  ${name}: ${JSON.stringify(said)}`];
    }),
    '',
  ].join('\n');
}

function drafted(item: IcsItem, role: DeviceRole, { ics }: Hello, tried: readonly Tried[]): Drafted {
  const said = ics?.[item];
  const declared = said === undefined ? [] : [said].flat().map(String);
  const shown = tried.filter((t) => t.outcome === 'shown').map((t) => t.probe.value);
  const anyTried = tried.some((t) => t.outcome !== 'untried');
  const grounds = [...groundsOf(tried), ...(said === undefined ? [] : [agreement(declared, shown, tried)])];
  if (said !== undefined) return { value: JSON.stringify(said), grounds };
  const guess = VALUES[role][item] ?? '';
  switch (ICS_ITEMS[item]) {
    case 'list':
      return shown.length > 0
        ? { value: `[${shown.join(', ')}]`, grounds }
        : { value: guess, grounds: [...grounds, 'nothing of it was seen: correct this line'] };
    case 'flag':
      return anyTried
        ? { value: String(shown.length > 0), grounds }
        : { value: guess, grounds: [...grounds, 'correct this line'] };
    default: {
      const [first, second] = shown;
      if (first === undefined)
        return { value: absent(item, anyTried) ?? guess, grounds: [...grounds, 'correct this line'] };
      return { value: item === 'attestationAt' && second !== undefined ? 'BOTH' : first, grounds };
    }
  }
}

/** The word for none of the values tried, where an item has one. */
function absent(item: IcsItem, tried: boolean): string | undefined {
  if (!tried) return undefined;
  return item === 'switchType'
    ? 'NONE'
    : item === 'randomisation'
      ? 'none'
      : item === 'phases'
        ? '1'
        : undefined;
}

function groundsOf(tried: readonly Tried[]): string[] {
  const shown = tried.filter((t) => t.outcome === 'shown');
  const told = (t: Tried): string => `${t.probe.value} (${t.why ?? ''})`;
  return [
    ...(shown.length === 0
      ? []
      : [`measured: ${shown.map((t) => `${t.probe.value} by ${t.by ?? ''}`).join(', ')}`]),
    ...tried.filter((t) => t.outcome === 'not shown').map((t) => `tried and not seen: ${told(t)}`),
    ...tried.filter((t) => t.outcome === 'untried').map((t) => `could not be tried: ${told(t)}`),
  ];
}

const ONE_OF: Readonly<Partial<Record<IcsItem, true>>> = {
  randomisation: true,
  switchType: true,
  phases: true,
};

/** How what the device says goes with what it was seen to do. A run takes a file only where it agrees with hello. */
function agreement(declared: readonly string[], shown: readonly string[], tried: readonly Tried[]): string {
  const has = (value: string): boolean => declared.includes(value) || declared.includes('BOTH');
  // Of words that exclude each other, one that is shown suffices: a case may pass for the other as well.
  const settled = tried.some((t) => ONE_OF[t.probe.item] === true) && shown.some(has);
  const more = settled ? [] : shown.filter((value) => !has(value));
  const less = tried.filter((t) => t.outcome === 'not shown' && has(t.probe.value)).map((t) => t.probe.value);
  if (more.length > 0)
    return `declared in hello, and it does ${more.join(', ')} as well: make hello and this agree`;
  if (less.length > 0)
    return `declared in hello, and ${less.join(', ')} was not seen: a defect, or declared too much`;
  return 'declared in hello';
}

function rated({ rate, why }: RateTried, said: number | undefined, role: DeviceRole): Drafted {
  const grounds = [rate === undefined ? `could not be tried: ${why}` : `measured: ${why}`];
  if (said === undefined)
    return rate === undefined
      ? { value: VALUES[role].maxMessagesPerS ?? '', grounds: [...grounds, 'correct this line'] }
      : { value: String(rate), grounds };
  const agrees = rate === undefined || rate === said;
  return {
    value: String(said),
    grounds: [
      ...grounds,
      agrees ? 'declared in hello' : `declared in hello, and ${rate} was measured: make them agree`,
    ],
  };
}

const LONGEST = 240;

function line(text: string): string {
  const plain = text.replaceAll(/\p{C}+/gu, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST)} …`;
}
