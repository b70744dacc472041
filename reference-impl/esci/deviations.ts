/** Where a dispatch went otherwise than planned, and what that cost (PR2-A-10, M19 `deviations`). */
import { readMeter, type Meter } from './meter';
import { energyJ } from './plan';
import type { Deviation, Run } from './state';

/** Kinds that leave the dispatch running; everything else ends it and takes their place. */
const PASSING = ['OVERRIDE', 'CURTAILED', 'STANDBY'];

/** From `fromMs` on, another thing than the plan holds; the end of a dispatch outweighs what only lessens it. */
export function open(run: Run, meter: Meter, atMs: number, kind: string, fromMs = atMs): void {
  const current = openOne(run);
  if (current !== undefined) {
    if (PASSING.includes(kind) || !PASSING.includes(current.kind)) return;
    close(run, meter, atMs);
  }
  run.deviations.push({ kind, fromMs, fromJ: null, toMs: null, energyJ: 0 });
  begin(run, meter, atMs);
}

/** Reads the register where a deviation that was announced begins. */
export function begin(run: Run, meter: Meter, atMs: number): void {
  const current = openOne(run);
  if (current !== undefined && current.fromJ === null && current.fromMs <= atMs) {
    current.fromJ = readMeter(meter, atMs).exportJ;
  }
}

/** The plan holds again, or nothing more comes of it until `untilMs`; what never began is dropped. */
export function close(run: Run, meter: Meter, atMs: number, untilMs = atMs): void {
  const current = openOne(run);
  if (current === undefined) return;
  if (current.fromJ === null || current.fromMs >= untilMs) {
    run.deviations = run.deviations.filter((d) => d !== current);
    return;
  }
  current.toMs = untilMs;
  current.energyJ =
    readMeter(meter, atMs).exportJ - current.fromJ - energyJ(run.plan, current.fromMs, untilMs);
}

/** When an announced deviation begins, ms. */
export function nextDeviation(run: Run): number[] {
  const current = openOne(run);
  return current !== undefined && current.fromJ === null ? [current.fromMs] : [];
}

function openOne(run: Run): Deviation | undefined {
  return run.deviations.find((d) => d.toMs === null);
}
