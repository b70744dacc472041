/** The stretch of time in which a case was in breach, and the stretch worth drawing. */
import type { Divergence } from './divergence';
import type { PowerHistory } from './power';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * From when to when the breach lasted: a reading out of bounds until the judgement, an absence from what it is
 * measured from until the wait was over, a message too late or too early from what it is measured from until it.
 * A time that was measured is in breach from its limit on.
 */
export function breachOf(divergence: Divergence): Stretch {
  const { check, showing, atMs, sinceMs } = divergence;
  const late = check.measured?.find((m) => m.valueMs > m.limitMs);
  if (late !== undefined) {
    const endMs = showing === 'absence' ? check.at : atMs;
    return { fromMs: Math.max(sinceMs, endMs - (late.valueMs - late.limitMs)), toMs: endMs };
  }
  if (showing === 'reading') return { fromMs: atMs, toMs: Math.max(atMs, check.at) };
  return { fromMs: Math.min(sinceMs, atMs), toMs: atMs };
}

/** What a plot of the whole case shows: from before the first request to after the last, else all readings. */
export function overviewOf(history: PowerHistory): Stretch {
  const moving = history.powerW.filter((p) => Math.abs(p.value) > 1).map((p) => p.atMs);
  const edges = [...moving, ...history.requests.flatMap((r) => [r.fromMs, r.toMs])].filter(Number.isFinite);
  const all = edges.length > 0 ? edges : history.powerW.map((p) => p.atMs);
  const fromMs = all.reduce((a, b) => Math.min(a, b), Infinity);
  const toMs = all.reduce((a, b) => Math.max(a, b), -Infinity);
  const margin = Math.max(1_000, (toMs - fromMs) * 0.06);
  return { fromMs: fromMs - margin, toMs: toMs + margin };
}

/** A closer look where the breach would be a hairline in the overview; undefined where it is not. */
export function closeUpOf(overview: Stretch, divergence: Divergence): Stretch | undefined {
  const breach = breachOf(divergence);
  const nearMs = Math.max(
    2_000,
    breach.toMs - Math.min(breach.fromMs, Math.max(divergence.sinceMs, overview.fromMs)),
  );
  if (breach.toMs - breach.fromMs > 0.05 * (overview.toMs - overview.fromMs)) return undefined;
  const spanMs = Math.max(10_000, (breach.toMs - breach.fromMs) * 6, Math.min(nearMs, 120_000));
  if (spanMs * 2.5 > overview.toMs - overview.fromMs) return undefined;
  return { fromMs: breach.toMs - spanMs, toMs: breach.toMs + spanMs * 0.4 };
}
