/** Whose word a verdict rests on in the end. */
import type { CheckRecord, LogRecord, Witness } from '../schemas';

/** From the weakest to the strongest. */
const WEAKEST_FIRST: readonly Witness[] = ['self-reported', 'peer', 'instrument'];

/**
 * The weakest witness among the readings that deciding checks rest on. Messages are seen by the kit itself, so a run
 * that rests on no reading at all has the strongest.
 */
export function weakestWitness(checks: readonly CheckRecord[], records: readonly LogRecord[]): Witness {
  const rested = new Set(
    checks.filter((c) => c.verdict === 'pass' || c.verdict === 'fail').flatMap((c) => c.basis),
  );
  const seen = new Set<Witness>();
  for (const record of records)
    if (record.kind === 'reading' && rested.has(record.n)) seen.add(record.witness);
  return WEAKEST_FIRST.find((w) => seen.has(w)) ?? 'instrument';
}
