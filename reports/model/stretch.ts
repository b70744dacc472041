/** The stretches of time in which a case was in breach, and the stretch worth drawing. */
import { overrunOf } from '../../runlog/divergence';
import type { Divergence } from './divergence';
import type { PowerHistory } from './power';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * From when to when a breach lasted: a time too long from its limit on, a reading out of bounds until the judgement,
 * an absence from what it is measured from until the wait was over. A message that should not be has no length.
 */
export function breachOf(divergence: Divergence): Stretch {
  const { check, showing, atMs, sinceMs } = divergence;
  const overrun = overrunOf(check);
  if (overrun !== undefined) return { fromMs: overrun.limitMs, toMs: overrun.endMs };
  switch (showing) {
    case 'message':
      return { fromMs: atMs, toMs: atMs };
    case 'reading':
      return { fromMs: atMs, toMs: Math.max(atMs, check.at) };
    case 'absence':
      return { fromMs: Math.min(sinceMs, atMs), toMs: atMs };
  }
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

/** A breach shorter than this part of the overview is a hairline there. */
const HAIRLINE = 0.04;

/** A closer look at the first divergence where it would be a hairline in the overview; undefined where it is not. */
export function closeUpOf(overview: Stretch, divergence: Divergence): Stretch | undefined {
  const breach = breachOf(divergence);
  const lengthMs = breach.toMs - breach.fromMs;
  const wholeMs = overview.toMs - overview.fromMs;
  if (lengthMs === 0 || lengthMs > HAIRLINE * wholeMs) return undefined;
  const fromMs = overrunOf(divergence.check)?.zeroMs ?? breach.fromMs;
  const spanMs = Math.max(breach.toMs - fromMs, 1_000);
  return spanMs * 3 > wholeMs
    ? undefined
    : { fromMs: fromMs - spanMs * 0.2, toMs: breach.toMs + spanMs * 0.4 };
}
