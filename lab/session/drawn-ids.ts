/**
 * The names that a case gives to its devices and things. All are drawn from the case's own seed, so that a device which
 * rests on a built-in name is found, and differ in length and characters from case to case, so that one which cuts,
 * folds or reads them as numbers is found too. What a name may be is `identifier` of `common.schema.json`.
 */
import { unitFrom } from '../../reference-impl/endpoint/identifiers';

/** What is named; things of one kind never share a name. */
export type NamedKind =
  | 'pev'
  | 'esci'
  | 'utility'
  | 'customer'
  | 'evse'
  | 'point'
  | 'metering point'
  | 'program'
  | 'switch'
  | 'equipment'
  | 'event'
  | 'ranked event'
  | 'dispatch'
  | 'backup request';

interface Style {
  readonly alphabet: string;
  /** Characters in all, separators included. */
  readonly length: number;
  /** A separator after every so many characters, never at an end. */
  readonly mark?: { readonly text: string; readonly every: number };
}

const DIGITS = '0123456789';
const LOWER = `abcdefghijklmnopqrstuvwxyz${DIGITS}`;
const UPPER = LOWER.toUpperCase();
const MIXED = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

const STYLES: readonly Style[] = [
  { alphabet: DIGITS, length: 5 },
  { alphabet: LOWER, length: 4 },
  { alphabet: LOWER, length: 14, mark: { text: '-', every: 4 } },
  { alphabet: UPPER, length: 15, mark: { text: ':', every: 3 } },
  { alphabet: LOWER, length: 32 },
  { alphabet: LOWER, length: 33, mark: { text: '.', every: 8 } },
  { alphabet: UPPER, length: 64, mark: { text: ':', every: 15 } },
];
/** As long as a name may be, in capitals and small letters. */
const LONG_AND_MIXED: Style = { alphabet: MIXED, length: 64 };
/** Not for what is put in order by name: whether capitals come first is not said anywhere. */
const MIXED_STYLES: readonly Style[] = [
  { alphabet: MIXED, length: 22, mark: { text: '_', every: 10 } },
  LONG_AND_MIXED,
];

/** Of a long name this much at its end is a thing's own, as in serial numbers; the rest it shares with its kind. */
const OWN = 8;
/** A draw holds 48 bits: enough for so many characters of the largest alphabet. */
const CHARACTERS_A_DRAW = 8;
/** The name at this index of its kind is never given to anything. */
const NOBODY = 9;

/** The names of one case; which come first does not matter. */
export class DrawnIds {
  private readonly drawn = new Map<NamedKind, string[]>();
  private readonly lengthened = new Set<NamedKind>();

  constructor(private readonly seed: string) {}

  /** The name of the thing of that kind with that index, from 0. */
  of(kind: NamedKind, index = 0): string {
    const ids = this.drawn.get(kind) ?? [];
    this.drawn.set(kind, ids);
    while (ids.length <= index) ids.push(this.next(kind, ids));
    return ids[index] ?? '';
  }

  /** Gives things of that kind 64 characters, capitals and small letters, whatever style the seed draws; none is named yet. */
  lengthen(kind: NamedKind): void {
    if (this.drawn.has(kind)) throw new Error(`the first ${kind} of the case has its name already`);
    this.lengthened.add(kind);
  }

  /** The same where they have their names already: who was told one must be told the new one. */
  renameLong(kind: NamedKind): void {
    this.drawn.delete(kind);
    this.lengthened.add(kind);
  }

  /** The names of the first things of that kind, the lowest first. */
  inOrder(kind: 'ranked event', count: number): string[] {
    return Array.from({ length: count }, (_, i) => this.of(kind, i)).toSorted((a, b) => (a < b ? -1 : 1));
  }

  /** A name that looks like those of its kind and belongs to nothing. */
  ofNobody(kind: NamedKind): string {
    return this.of(kind, NOBODY);
  }

  private next(kind: NamedKind, before: readonly string[]): string {
    const style = this.lengthened.has(kind) ? LONG_AND_MIXED : drawnStyle(this.seed, kind);
    for (let attempt = 0; ; attempt++) {
      const id = drawnId(style, this.seed, kind, `${before.length} ${attempt}`);
      if (!before.includes(id)) return id;
    }
  }
}

function drawnStyle(seed: string, kind: NamedKind): Style {
  const styles = kind === 'ranked event' ? STYLES : [...STYLES, ...MIXED_STYLES];
  return styles[Math.floor(unitFrom(seed, `style of ${kind}`) * styles.length)] ?? LONG_AND_MIXED;
}

function drawnId({ alphabet, length, mark }: Style, seed: string, kind: NamedKind, label: string): string {
  const own = Math.min(OWN, length);
  const letters = `${text(seed, kind, alphabet, length - own)}${text(seed, `${kind} ${label}`, alphabet, own)}`;
  if (mark === undefined) return letters;
  const isMark = (i: number): boolean => (i + 1) % (mark.every + 1) === 0 && i < length - 1;
  return Array.from(letters, (letter, i) => (isMark(i) ? mark.text : letter)).join('');
}

/** So many characters, drawn a few at a time. */
function text(seed: string, label: string, alphabet: string, length: number): string {
  let out = '';
  for (let part = 0; out.length < length; part++) {
    let unit = unitFrom(seed, `name of ${label} ${part}`);
    for (let i = 0; i < CHARACTERS_A_DRAW && out.length < length; i++) {
      unit *= alphabet.length;
      out += alphabet[Math.floor(unit)] ?? '';
      unit %= 1;
    }
  }
  return out;
}
