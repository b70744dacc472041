/** What the log knows of a PEV itself, for oracles that hold its words against it. */
import type { CaseView } from '../../runlog/case-view';

/** The sessions of which the PEV was told before a log position, the newest last, each with its delivery. */
export function sessionsBefore(
  view: CaseView,
  pev: string,
  n: number,
): readonly { readonly sessionId: string | undefined; readonly n: number; readonly atMs: number }[] {
  return view
    .received(pev, 'ConnectionNotice')
    .filter(({ delivery }) => delivery.n < n)
    .map(({ sent, delivery }) => ({
      sessionId: sent.message?.data.sessionId,
      n: delivery.n,
      atMs: delivery.atMs,
    }));
}

interface Between {
  readonly low: number;
  readonly high: number;
  /** The reading before. */
  readonly n: number;
}

/**
 * Bounds of the charge, %, between two instants: the battery is read now and then, so that they are the readings on
 * either side and what was set between them; undefined where one is lacking or energy was lost in between.
 */
export function chargeBetween(
  view: CaseView,
  pev: string,
  fromMs: number,
  toMs: number,
): Between | undefined {
  // One of the very instant may be of before or after what was set at it.
  const before = view.reading(pev, 'soc', fromMs - 1) ?? view.reading(pev, 'soc', fromMs);
  const after = view.readingsOf(pev, toMs).find((r) => r.values.soc !== undefined);
  if (before === undefined || after === undefined) return undefined;
  const moved = view.stimuliAt(pev).filter((s) => s.at >= before.atMs && s.at <= after.atMs);
  if (moved.some((s) => s.name === 'drive')) return undefined;
  const set = moved.filter((s) => s.name === 'set-soc').map((s) => (s.params as { soc: number }).soc);
  const between = [before.values.soc ?? NaN, after.values.soc ?? NaN, ...set];
  return { low: Math.min(...between), high: Math.max(...between), n: before.n };
}
