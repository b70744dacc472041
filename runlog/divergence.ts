/**
 * Where a failed check left what was expected: the instant, and the record that shows it or the name of what never
 * came. Checks that know it say so themselves; for all others it follows from what they rest on.
 */
import { MESSAGE_NAMES, type CheckRecord, type Divergence, type LogRecord } from '../schemas';

/** What the derivation needs of a check's record. */
export interface Failed extends Pick<CheckRecord, 'at' | 'args' | 'observed' | 'oracle'> {
  readonly basis: readonly number[];
  readonly measured?: readonly { readonly valueMs: number; readonly limitMs: number }[] | undefined;
}

/**
 * A basis names first what a check measures from and last what shows the breach; one that names a single record, of
 * a check that is no oracle, names what never got its due.
 * @param dut urn of the device under test: what others sent shows nothing but its silence
 */
export function divergenceOf(
  check: Failed,
  byN: ReadonlyMap<number, LogRecord>,
  dut: string | undefined,
): Divergence {
  const basis = check.basis.map((n) => byN.get(n)).filter((r) => r !== undefined);
  const shown = basis.length > 1 || check.oracle === true ? basis.at(-1) : undefined;
  if (shown?.kind === 'reading') return { at: leftBoundsMs(check, shown.at), n: shown.n };
  if (shown?.kind === 'emit' && (dut === undefined || shown.device === dut))
    return { at: shown.at, n: shown.n };
  const missing = awaitedIn(check.args);
  return { at: dueMs(check, basis[0]), ...(missing === undefined ? {} : { missing }) };
}

/** A curve leaves its bounds between two readings: at the instant that the check measured or wrote down. */
function leftBoundsMs(check: Failed, recordedMs: number): number {
  const told = overrunOf(check)?.endMs ?? instantIn(check.observed);
  return told !== undefined && told >= recordedMs && told <= check.at ? told : recordedMs;
}

/** When a check could wait no longer: its own deadline, else its limit after what it measures from, else when it gave up. */
function dueMs(check: Failed, from: LogRecord | undefined): number {
  const { byMs, limitMs } = check.args as { readonly byMs?: unknown; readonly limitMs?: unknown };
  const fromMs = from !== undefined && 'at' in from ? from.at : undefined;
  const due =
    typeof byMs === 'number'
      ? byMs
      : typeof limitMs === 'number' && fromMs !== undefined
        ? fromMs + limitMs
        : check.at;
  return due <= check.at && due >= (fromMs ?? due) ? due : check.at;
}

/** The names of the messages that the arguments ask for: `TerminationNotice`, `EventResponse or Receipt`. */
function awaitedIn(args: object): string | undefined {
  const { name, options } = args as { readonly name?: unknown; readonly options?: unknown };
  const asked = [
    name,
    ...(Array.isArray(options)
      ? (options as unknown[]).map((o) => (o as { name?: unknown } | null)?.name)
      : []),
  ];
  const names = asked.filter((n) => MESSAGE_NAMES.some((known) => known === n));
  return names.length === 0 ? undefined : [...new Set(names)].join(' or ');
}

/** When the clock of an exceeded time began, when its limit was over, and when it ended. */
export interface Overrun {
  readonly zeroMs: number;
  readonly limitMs: number;
  readonly endMs: number;
}

/** Undefined where no time was exceeded, or where the check does not say from when it counted. */
export function overrunOf({ args, measured }: Pick<Failed, 'args' | 'measured'>): Overrun | undefined {
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
