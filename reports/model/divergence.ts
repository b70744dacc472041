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

/**
 * Where one failed check left the expectation. A basis names first what it is measured from and last what shows the
 * breach; one that names a single record, of a check that is no oracle, names what never got its due.
 */
export function divergenceOf(
  check: RecordOf<'check'>,
  byN: ReadonlyMap<number, LogRecord>,
  hops: readonly Hop[],
  dut: string | undefined,
): Divergence {
  const basis = check.basis.map((n) => byN.get(n)).filter((r) => r !== undefined);
  const shown = shownBy(check, basis, byN);
  const showing = shown === undefined ? 'absence' : showingOf(shown, dut);
  return {
    check,
    showing,
    atMs: check.divergence?.at ?? breachMs(check, showing, shown),
    n: showing === 'absence' ? undefined : shown?.n,
    sinceMs: instantOf(basis[0]) ?? check.at,
    hop: hopAbout(basis, showing === 'absence' ? undefined : shown, check.at, hops),
  };
}

/** The record that shows a breach: as the check says itself, else the last of its basis. */
function shownBy(
  { divergence, oracle }: RecordOf<'check'>,
  basis: readonly LogRecord[],
  byN: ReadonlyMap<number, LogRecord>,
): LogRecord | undefined {
  if (divergence?.missing !== undefined) return undefined;
  if (divergence?.n !== undefined) return byN.get(divergence.n);
  return basis.length > 1 || oracle === true ? basis.at(-1) : undefined;
}

/** A message is sent at its instant; a curve leaves its bounds at the instant that the check measured or wrote down. */
function breachMs(check: RecordOf<'check'>, showing: Showing, shown: LogRecord | undefined): number {
  const recordedMs = instantOf(shown) ?? check.at;
  if (showing === 'message') return recordedMs;
  if (showing === 'absence') return check.at;
  const told = overrunOf(check)?.endMs ?? instantIn(check.observed);
  return told !== undefined && told >= recordedMs && told <= check.at ? told : recordedMs;
}

/** When the clock of an exceeded time began, when its limit was over, and when it ended. */
export interface Overrun {
  readonly zeroMs: number;
  readonly limitMs: number;
  readonly endMs: number;
}

/** Undefined where no time was exceeded, or where the check does not say from when it counted. */
export function overrunOf({ args, measured }: RecordOf<'check'>): Overrun | undefined {
  const late = measured?.find((m) => m.valueMs > m.limitMs);
  const { t0Ms, fromMs } = args as { readonly t0Ms?: unknown; readonly fromMs?: unknown };
  const zeroMs = typeof t0Ms === 'number' ? t0Ms : fromMs;
  if (late === undefined || typeof zeroMs !== 'number') return undefined;
  return { zeroMs, limitMs: zeroMs + late.limitMs, endMs: zeroMs + late.valueMs };
}

/** The first instant in a text, as checks write them: `2026-03-03 18:00:05.250Z`. */
function instantIn(text: string): number | undefined {
  const written = /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z/.exec(text)?.[0];
  return written === undefined ? undefined : Date.parse(written.replace(' ', 'T'));
}

function instantOf(record: LogRecord | undefined): number | undefined {
  return record !== undefined && 'at' in record ? record.at : undefined;
}

/** The urn of the device under test in a case. */
export function dutOf(log: CaseLog): string | undefined {
  return log.head.devices.find((d) => d.dut)?.urn;
}

function showingOf(record: LogRecord, dut: string | undefined): Showing {
  if (record.kind === 'reading') return 'reading';
  // What the device sent shows what it did; what others sent is what its silence is measured from.
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
  const untilMs = instantOf(shown) ?? atMs;
  return hops.findLast((h) => h.atMs <= untilMs);
}
