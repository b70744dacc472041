/** The rows of a sequence diagram: what happened in a case, in order, with repetition folded and long waits named. */
import type { LogRecord } from '../../schemas';
import { ofKind, type CaseLog, type RecordOf } from '../log/run-log';
import { hopsOf, type Hop } from '../log/wire';
import type { Divergence } from './divergence';

export type Row =
  | { readonly kind: 'step'; readonly record: RecordOf<'step'>; readonly drawn: readonly RecordOf<'draw'>[] }
  | { readonly kind: 'hop'; readonly hop: Hop }
  | { readonly kind: 'act'; readonly record: Act }
  | { readonly kind: 'reading'; readonly record: RecordOf<'reading'> }
  | { readonly kind: 'check'; readonly record: RecordOf<'check'> }
  | { readonly kind: 'gap'; readonly ms: number }
  | { readonly kind: 'fold'; readonly hops: readonly Hop[] }
  | { readonly kind: 'left'; readonly hops: readonly Hop[] }
  | { readonly kind: 'divergence'; readonly divergence: Divergence };

/** What people, nature and the kit did. */
export type Act = RecordOf<'stimulus' | 'network' | 'restart' | 'note' | 'operator'>;

export interface Sequence {
  /** Urns of the parties, from the customer on the left to the PEVs on the right. */
  readonly lanes: readonly string[];
  readonly rows: readonly Row[];
}

/** A silence longer than this gets a row of its own. */
const GAP_MS = 300_000;

/** So many messages in a row that say nothing new are folded, fewer are not. */
const ROUTINE = 4;

/** A message is routine when the case has already shown so many like it. */
const SEEN = 2;

/** Rows on either side of the first divergence that stay in sight. */
export const IN_SIGHT = 6;

const LANE_ORDER = ['customer', 'channel', 'utility', 'esci', 'pev', 'kit'];

/**
 * The whole sequence of a case.
 * @param breaches by the instant at which each shows; the first is marked, and what any of them rests on stays in sight
 */
export function sequenceOf(log: CaseLog, breaches: readonly Divergence[]): Sequence {
  const [divergence] = breaches;
  const hops = hopsOf(log.records);
  const parties = new Set(log.head.devices.map((d) => d.urn));
  for (const hop of hops) {
    parties.add(hop.from);
    if (hop.to !== undefined) parties.add(hop.to);
  }
  const lanes = [...parties].toSorted((a, b) => rank(a) - rank(b));
  const kept = new Set([...(divergence?.check.basis ?? []), ...positionsShown(breaches)]);
  return { lanes, rows: withGaps(folded(marked(plain(log.records, hops, divergence), divergence), kept)) };
}

/** Log positions of what shows a breach, and of the messages that they are about. */
export function positionsShown(breaches: readonly Divergence[]): ReadonlySet<number> {
  return new Set(breaches.flatMap((b) => [b.n, b.hop?.n].filter((n) => n !== undefined)));
}

function rank(urn: string): number {
  const i = LANE_ORDER.indexOf(urn.split(':')[2] ?? '');
  return i < 0 ? LANE_ORDER.length : i;
}

/** Everything worth a row, in the order of the log; of the readings only those that the breach rests on. */
function plain(
  records: readonly LogRecord[],
  hops: readonly Hop[],
  divergence: Divergence | undefined,
): Row[] {
  const basis = new Set(divergence?.check.basis);
  const byN = new Map<number, Hop[]>();
  for (const hop of hops) byN.set(hop.n, [...(byN.get(hop.n) ?? []), hop]);
  return records.flatMap((record, i): Row[] => {
    switch (record.kind) {
      case 'emit':
      case 'inject':
        return (byN.get(record.n) ?? []).map((hop) => ({ kind: 'hop', hop }));
      case 'step':
        return [{ kind: 'step', record, drawn: drawnIn(records, i) }];
      case 'stimulus':
      case 'network':
      case 'restart':
      case 'operator':
        return [{ kind: 'act', record }];
      case 'note':
        return record.level === 'error' || record.level === 'warn' ? [{ kind: 'act', record }] : [];
      case 'check':
        return record.oracle === true && record.verdict === 'pass' ? [] : [{ kind: 'check', record }];
      case 'reading':
        return basis.has(record.n) ? [{ kind: 'reading', record }] : [];
      default:
        return [];
    }
  });
}

/** What the step at that place of the log drew: until the next one begins. */
function drawnIn(records: readonly LogRecord[], at: number): RecordOf<'draw'>[] {
  const next = records.findIndex((r, i) => i > at && r.kind === 'step');
  return ofKind(records.slice(at, next < 0 ? undefined : next), 'draw');
}

/** Puts the first divergence where it belongs: right after the message that shows it, else at its instant. */
function marked(rows: readonly Row[], divergence: Divergence | undefined): Row[] {
  if (divergence === undefined) return [...rows];
  const { n, atMs, showing } = divergence;
  const shown = rows.findLastIndex((r) => n !== undefined && positionOf(r) === n);
  const later = rows.findIndex((r, i) => i > shown && (atOf(r) ?? -Infinity) > atMs);
  const atInstant = later >= 0 ? later : rows.length;
  const i = shown >= 0 && showing === 'message' ? shown + 1 : atInstant;
  return rows.toSpliced(i, 0, { kind: 'divergence', divergence });
}

/**
 * Folds runs of routine messages: telemetry every minute, refreshes and their answers. What a breach rests on, what
 * is malformed, and what surrounds the first divergence stays in sight.
 */
function folded(rows: readonly Row[], kept: ReadonlySet<number>): Row[] {
  const centre = rows.findIndex((r) => r.kind === 'divergence');
  const seen = new Map<string, number>();
  const routine = rows.map((row, i) => {
    if (row.kind !== 'hop') return false;
    const kind = kindOf(row.hop);
    const times = seen.get(kind) ?? 0;
    seen.set(kind, times + 1);
    const inSight = centre >= 0 && Math.abs(i - centre) <= IN_SIGHT;
    return times >= SEEN && !inSight && !kept.has(row.hop.n) && row.hop.problems.length === 0;
  });
  const out: Row[] = [];
  for (let i = 0; i < rows.length;) {
    let end = i;
    while (routine[end] === true) end += 1;
    const run = rows.slice(i, end).flatMap((r) => (r.kind === 'hop' ? [r.hop] : []));
    if (run.length >= ROUTINE) {
      out.push({ kind: 'fold', hops: run });
    } else {
      end = Math.max(end, i + 1);
      out.push(...rows.slice(i, end));
    }
    i = end;
  }
  return out;
}

/** What makes a message like another: who to whom, its name, its codes and commanded power, not its measured values. */
function kindOf({ from, to, name, raw, fate, data }: Hop): string {
  const said = TELLING.map((field) => data[field]);
  return JSON.stringify([from, to, name ?? raw, fate, said]);
}

const TELLING = [
  'decision',
  'status',
  'state',
  'action',
  'reason',
  'code',
  'kind',
  'position',
  'dischargePowerW',
  'dispatchId',
  'eventId',
];

function withGaps(rows: readonly Row[]): Row[] {
  let lastMs: number | undefined;
  return rows.flatMap((row): Row[] => {
    const atMs = atOf(row);
    const waitedMs = atMs === undefined || lastMs === undefined ? 0 : atMs - lastMs;
    lastMs = endOf(row) ?? lastMs;
    return waitedMs >= GAP_MS ? [{ kind: 'gap', ms: waitedMs }, row] : [row];
  });
}

const KEYWORDS: Readonly<Record<string, string>> = { Context: 'Given', Action: 'When', Outcome: 'Then' };

/** Steps with the keyword that they are read with: And where the one before was of the same kind. */
export function withKeywords(rows: readonly Row[]): Row[] {
  let last = '';
  return rows.map((row) => {
    if (row.kind !== 'step') return row;
    const written = row.record.keyword.trim();
    const keyword = KEYWORDS[written] ?? written;
    const said = keyword === last ? 'And' : keyword;
    last = keyword;
    return { ...row, record: { ...row.record, keyword: said } };
  });
}

/** When a row happened; a step has no time of its own that a reader would need. */
export function atOf(row: Row): number | undefined {
  switch (row.kind) {
    case 'hop':
      return row.hop.atMs;
    case 'act':
    case 'reading':
      return row.record.at;
    case 'fold':
      return row.hops[0]?.atMs;
    case 'divergence':
      return row.divergence.atMs;
    default:
      return undefined;
  }
}

function endOf(row: Row): number | undefined {
  return row.kind === 'fold' ? row.hops.at(-1)?.atMs : atOf(row);
}

function positionOf(row: Row): number | undefined {
  if (row.kind === 'hop') return row.hop.n;
  return 'record' in row ? row.record.n : undefined;
}
