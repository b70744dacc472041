/** Where a failed case left the expectation: the instant, the record that shows it, the message it is about. */
import type { LogRecord } from '../../schemas';
import type { CaseLog, RecordOf } from '../log/run-log';
import type { Hop } from '../log/wire';

/**
 * What shows the breach: a message that the device sent, a reading of it, or that nothing came at all until the
 * check could wait no longer.
 */
export type Showing = 'message' | 'reading' | 'absence';

export interface Divergence {
  readonly check: RecordOf<'check'>;
  readonly showing: Showing;
  readonly atMs: number;
  /** Log position of the record that shows it; undefined for an absence. */
  readonly n: number | undefined;
  /** When what it is measured from happened. */
  readonly sinceMs: number;
  /** The message that shows it, or the last one it is measured from. */
  readonly hop: Hop | undefined;
}

/**
 * The earliest breach of a case, by the instant at which it shows; undefined where there is none.
 * @param isBreach tells the failed checks that fail the case from mere findings
 */
export function firstDivergence(
  log: CaseLog,
  hops: readonly Hop[],
  isBreach: (check: RecordOf<'check'>) => boolean,
): Divergence | undefined {
  const byN = new Map<number, LogRecord>(log.records.map((r) => [r.n, r]));
  let first: Divergence | undefined;
  for (const record of log.records) {
    if (record.kind !== 'check' || !isBreach(record)) continue;
    const here = divergenceOf(record, byN, hops, dutOf(log));
    if (first === undefined || here.atMs < first.atMs) first = here;
  }
  return first;
}

/** Where one failed check left the expectation. Its basis names first what it is measured from, last what shows it. */
export function divergenceOf(
  check: RecordOf<'check'>,
  byN: ReadonlyMap<number, LogRecord>,
  hops: readonly Hop[],
  dut: string | undefined,
): Divergence {
  const basis = check.basis.map((n) => byN.get(n)).filter((r) => r !== undefined);
  const since = basis.find((r) => 'at' in r);
  const last = basis.at(-1);
  const showing = last === undefined ? 'absence' : showingOf(last, dut);
  const shown = showing === 'absence' ? undefined : last;
  return {
    check,
    showing,
    atMs: shown !== undefined && 'at' in shown ? shown.at : check.at,
    n: shown?.n,
    sinceMs: since !== undefined && 'at' in since ? since.at : check.at,
    hop: hopAbout(basis, shown, check.at, hops),
  };
}

/** The urn of the device under test in a case. */
export function dutOf(log: CaseLog): string | undefined {
  return log.head.devices.find((d) => d.dut)?.urn;
}

function showingOf(record: LogRecord, dut: string | undefined): Showing {
  if (record.kind === 'reading') return 'reading';
  // A message of the device shows something that it did; one that others sent is what its silence is measured from.
  return record.kind === 'emit' && (dut === undefined || record.device === dut) ? 'message' : 'absence';
}

/** The message shown; else the newest one in the basis; else the newest one on the wire by then. */
function hopAbout(
  basis: readonly LogRecord[],
  shown: LogRecord | undefined,
  atMs: number,
  hops: readonly Hop[],
): Hop | undefined {
  const positions = (shown?.kind === 'emit' ? [shown] : basis.toReversed()).flatMap((r) => {
    if (r.kind === 'emit' || r.kind === 'inject') return [r.n];
    return r.kind === 'deliver' && r.ref !== null ? [r.ref] : [];
  });
  for (const n of positions) {
    const hop = hops.find((h) => h.n === n);
    if (hop !== undefined) return hop;
  }
  const untilMs = shown !== undefined && 'at' in shown ? shown.at : atMs;
  return hops.findLast((h) => h.atMs <= untilMs);
}
