/** Where a failed case left the expectation: the instant, the record that shows it, the message it is about. */
import { divergenceOf as derived } from '../../runlog/divergence';
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
  /** What should have come by then, where it has a name. */
  readonly missing: string | undefined;
  /** When what it is measured from happened. */
  readonly sinceMs: number;
  /** The message that shows it, or the last one it is measured from. */
  readonly hop: Hop | undefined;
}

/**
 * The breaches of a case by the instant at which each shows; the first is the first divergence.
 * @param isBreach tells the failed checks that fail the case from mere findings
 */
export function divergencesOf(
  log: CaseLog,
  hops: readonly Hop[],
  isBreach: (check: RecordOf<'check'>) => boolean,
): Divergence[] {
  const byN = new Map<number, LogRecord>(log.records.map((r) => [r.n, r]));
  return log.records
    .filter((r): r is RecordOf<'check'> => r.kind === 'check' && isBreach(r))
    .map((check) => divergenceOf(check, byN, hops, dutOf(log)))
    .toSorted((a, b) => a.atMs - b.atMs);
}

/** Where one failed check left the expectation: as the lab wrote it down, else as its basis tells. */
export function divergenceOf(
  check: RecordOf<'check'>,
  byN: ReadonlyMap<number, LogRecord>,
  hops: readonly Hop[],
  dut: string | undefined,
): Divergence {
  const where = check.divergence ?? derived(check, byN, dut);
  const shown = where.n === undefined ? undefined : byN.get(where.n);
  const basis = check.basis.map((n) => byN.get(n)).filter((r) => r !== undefined);
  return {
    check,
    showing: showingOf(shown),
    atMs: where.at,
    n: shown?.n,
    missing: where.missing,
    sinceMs: instantOf(basis[0]) ?? check.at,
    hop: hopAbout(basis, shown, check.at, hops),
  };
}

function instantOf(record: LogRecord | undefined): number | undefined {
  return record !== undefined && 'at' in record ? record.at : undefined;
}

/** The urn of the device under test in a case. */
export function dutOf(log: CaseLog): string | undefined {
  return log.head.devices.find((d) => d.dut)?.urn;
}

function showingOf(shown: LogRecord | undefined): Showing {
  if (shown === undefined) return 'absence';
  return shown.kind === 'emit' ? 'message' : 'reading';
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
  const untilMs = instantOf(shown) ?? atMs;
  return hops.findLast((h) => h.atMs <= untilMs);
}
