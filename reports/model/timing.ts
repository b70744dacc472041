/** Measured times against their limits, gathered over the whole run. */
import type { CaseModel } from './report-model';

export interface Measurement {
  readonly valueMs: number;
  readonly limitMs: number;
  readonly case: CaseModel;
}

/** All measurements of one quantity under one limit. */
export interface Timing {
  /** `ack`, `start`, `full`, …, as the checks name it. */
  readonly name: string;
  readonly responseClass: string | undefined;
  readonly limitMs: number;
  /** Ascending by value. */
  readonly measurements: readonly Measurement[];
  readonly medianMs: number;
  /** Of 20 measurements, 19 are at most this. */
  readonly p95Ms: number;
  readonly worstMs: number;
  /** How many kept the limit. */
  readonly within: number;
}

/** Quantities in the order of an event's life; others follow by name. */
const ORDER = ['forward', 'notice', 'ack', 'start', 'full', 'stop', 'report'];
const CLASSES = ['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'];

/** Groups what the checks measured by quantity, class and limit. */
export function timings(cases: readonly CaseModel[]): Timing[] {
  const groups = new Map<
    string,
    { name: string; responseClass: string | undefined; limitMs: number; all: Measurement[] }
  >();
  for (const model of cases) {
    for (const check of model.checks) {
      for (const { name, responseClass, limitMs, valueMs } of check.measured ?? []) {
        const key = JSON.stringify([name, responseClass ?? null, limitMs]);
        const group = groups.get(key) ?? { name, responseClass, limitMs, all: [] };
        groups.set(key, group);
        group.all.push({ valueMs, limitMs, case: model });
      }
    }
  }
  return [...groups.values()]
    .toSorted(
      (a, b) =>
        rank(ORDER, a.name) - rank(ORDER, b.name) ||
        compare(a.name, b.name) ||
        rank(CLASSES, a.responseClass) - rank(CLASSES, b.responseClass) ||
        a.limitMs - b.limitMs,
    )
    .map(({ name, responseClass, limitMs, all }) => {
      const measurements = all.toSorted((a, b) => a.valueMs - b.valueMs);
      return {
        name,
        responseClass,
        limitMs,
        measurements,
        medianMs: quantile(measurements, 0.5),
        p95Ms: quantile(measurements, 0.95),
        worstMs: quantile(measurements, 1),
        within: measurements.filter((m) => m.valueMs <= limitMs).length,
      };
    });
}

/** The smallest measured value that at least a share `q` of all values does not exceed: never an invented number. */
function quantile(ascending: readonly Measurement[], q: number): number {
  return ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)]?.valueMs ?? Number.NaN;
}

function rank(order: readonly string[], name: string | undefined): number {
  const i = name === undefined ? -1 : order.indexOf(name);
  return i < 0 ? order.length : i;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
