/**
 * The times that fill the use case's blank (L93): what a declared response class promises.
 * Source: specification, section 3; the bases named there are the markets' own response times.
 */
import type { ResponseClass } from '../../schemas';

export interface ClassTimes {
  /** From receipt to the answer. */
  readonly ackMs: number;
  /** From t0 to the first sample at a tenth of the step. */
  readonly startMs: number;
  /** From t0 to the tolerance band that then holds. */
  readonly fullMs: number;
  /** How often power is sampled where a device declares no slopes. */
  readonly sampleMs: number;
}

export const RESPONSE_CLASSES: Readonly<Record<ResponseClass, ClassTimes>> = {
  REGULATION: { ackMs: 1_000, startMs: 1_000, fullMs: 4_000, sampleMs: 100 },
  FAST: { ackMs: 2_000, startMs: 10_000, fullMs: 30_000, sampleMs: 250 },
  EMERGENCY: { ackMs: 5_000, startMs: 10_000, fullMs: 60_000, sampleMs: 250 },
  RESERVE: { ackMs: 5_000, startMs: 120_000, fullMs: 600_000, sampleMs: 1_000 },
  SCHEDULED: { ackMs: 10_000, startMs: 30_000, fullMs: 300_000, sampleMs: 1_000 },
};
