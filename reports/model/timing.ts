/** Measured times against their limits, gathered over the whole run. */
import type { CaseModel } from './report-model';

export interface Measurement {
  readonly valueMs: number;
  readonly case: CaseModel;
}

/** All measurements of one quantity under one limit. */
export interface Timing {
  /** `ack`, `start`, `full`, …, as the checks name it. */
  readonly name: string;
  readonly responseClass: string | undefined;
  readonly limitMs: number;
  /** True where the time must be at least the limit, as a notice ahead, and not at most. */
  readonly atLeast: boolean;
  /** Ascending by value. */
  readonly measurements: readonly Measurement[];
  readonly medianMs: number;
  /** Of 20 measurements, 19 are as good as this or better. */
  readonly p95Ms: number;
  readonly worstMs: number;
  /** How many kept the limit. */
  readonly within: number;
}

/** Quantities in the order of an event's life; others follow by name. */
const ORDER = ['forward', 'ack', 'start', 'full', 'lead', 'notice', 'stop', 'report'];
const CLASSES = ['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'];

type Group = Pick<Timing, 'name' | 'responseClass' | 'limitMs' | 'atLeast'> & { readonly all: Measurement[] };

/** Groups what the checks measured by quantity, class and limit. */
export function timings(cases: readonly CaseModel[]): Timing[] {
  const groups = new Map<string, Group>();
  for (const model of cases) {
    for (const check of model.checks) {
      for (const { name, responseClass, limitMs, valueMs } of check.measured ?? []) {
        // A check that passes keeps its limit, so one that is exceeded is a least.
        const atLeast = name === 'lead' || (check.verdict === 'pass' && valueMs > limitMs);
        const key = JSON.stringify([name, responseClass ?? null, limitMs, atLeast]);
        const group = groups.get(key) ?? { name, responseClass, limitMs, atLeast, all: [] };
        groups.set(key, group);
        group.all.push({ valueMs, case: model });
      }
    }
  }
  return [...groups.values()].toSorted(byOrder).map(({ all, ...group }) => {
    const measurements = all.toSorted((a, b) => a.valueMs - b.valueMs);
    const bestFirst = group.atLeast ? measurements.toReversed() : measurements;
    return {
      ...group,
      measurements,
      medianMs: quantile(bestFirst, 0.5),
      p95Ms: quantile(bestFirst, 0.95),
      worstMs: quantile(bestFirst, 1),
      within: measurements.filter((m) =>
        group.atLeast ? m.valueMs >= group.limitMs : m.valueMs <= group.limitMs,
      ).length,
    };
  });
}

function byOrder(a: Group, b: Group): number {
  return (
    rank(ORDER, a.name) - rank(ORDER, b.name) ||
    compare(a.name, b.name) ||
    rank(CLASSES, a.responseClass) - rank(CLASSES, b.responseClass) ||
    a.limitMs - b.limitMs
  );
}

/** The measured value that a share `q` of all is as good as, or better: never an invented number. */
function quantile(bestFirst: readonly Measurement[], q: number): number {
  return bestFirst[Math.max(0, Math.ceil(q * bestFirst.length) - 1)]?.valueMs ?? Number.NaN;
}

function rank(order: readonly string[], name: string | undefined): number {
  const i = name === undefined ? -1 : order.indexOf(name);
  return i < 0 ? order.length : i;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
