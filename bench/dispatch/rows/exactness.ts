/** Differences that must be zero: between what is asked, served and set, and between one process and shards. */
import type { Row } from '../report';
import { STEP_S, INTERVALS } from '../fleets';
import { generateFleet } from '../../../reference-impl/dispatch';
import { constantRequest } from '../fleets';
import { type Place, runShards } from '../shards';

const PEVS = 200_000;
const SHARES = [0.31, 0.07, 0.4, 0.22];

export interface Exactness {
  /** Greatest |Σ setpoints − served| and |served + shortfall − asked| of all intervals, W. */
  conservationW: number;
  /** Parts and intervals whose setpoints differ from one process, by where the shards ran. */
  differing: Record<Exclude<Place, 'here'>, number>;
  compared: number;
  bytes: number;
}

export async function exactness(): Promise<Exactness> {
  const order = { seed: 11, intervals: INTERVALS, stepS: STEP_S };
  const parts = SHARES.map((share) => share * PEVS);
  const requestW = constantRequest(generateFleet(PEVS, order.seed, STEP_S).fleet, 0.12);
  const one = await runShards('here', [parts], order, requestW);
  const single = one.results[0]!;
  const conservationW = Math.max(
    ...requestW.map(
      (w, t) => Math.abs(single.sumsW[t]! - one.plan.servedW[t]!) + Math.max(0, one.plan.servedW[t]! - w),
    ),
  );
  const result: Exactness = { conservationW, differing: { thread: 0, process: 0 }, compared: 0, bytes: 0 };
  for (const place of ['thread', 'process'] as const) {
    const many = await runShards(
      place,
      parts.map((size) => [size]),
      order,
      requestW,
    );
    result.bytes = many.bytes;
    const digests = many.results.flatMap((r) => r.digests);
    single.digests.forEach((part, n) =>
      part.forEach((digest, t) => {
        result.compared += 1;
        if (digests[n]![t] !== digest) result.differing[place] += 1;
      }),
    );
  }
  return result;
}

export function exactnessRow(e: Exactness): Row {
  const differing = e.differing.thread + e.differing.process;
  return {
    metric: `conservation; 1 against ${SHARES.length} threads and processes`,
    measured: `${e.conservationW} W; ${differing} of ${e.compared} digests differ (${Math.round(e.bytes / 1000)} kB exchanged)`,
    gate: 'exactly 0; 0',
    goal: '',
    pass: e.conservationW === 0 && differing === 0 && e.compared > 0,
    values: { conservationW: e.conservationW, ...e.differing, compared: e.compared, bytes: e.bytes },
  };
}
