/** Which failed checks fail a device: those of a MUST, and with `--strict` those of a SHOULD too. */
import type { CheckRecord, LogRecord, RequirementKeyword } from '../schemas';

export interface Strictness {
  /** A SHOULD that is not met fails. */
  readonly strict?: boolean;
}

/** As strict as the run was made, or stricter where that is asked for: the log alone decides what a run comes to. */
export function strictnessOf(run: LogRecord | undefined, { strict = false }: Strictness = {}): Strictness {
  return { strict: strict || (run?.kind === 'run' && run.strict === true) };
}

/** `breach` fails, `finding` is only told, `none` is no failed check at all. */
export type Bearing = 'breach' | 'finding' | 'none';

/** @param keyword of the requirement that the check bears; undefined where it is not known, which counts as a MUST */
export function bearingOf(
  check: Pick<CheckRecord, 'verdict' | 'finding'>,
  keyword: RequirementKeyword | undefined,
  { strict = false }: Strictness = {},
): Bearing {
  if (check.verdict !== 'fail') return 'none';
  return (check.finding === true || keyword === 'should') && !strict ? 'finding' : 'breach';
}

/** Whether an undecided check leaves its requirement open: one about a SHOULD does not, unless it is to count. */
export function leavesOpen(
  check: Pick<CheckRecord, 'verdict' | 'finding'>,
  { strict = false }: Strictness = {},
): boolean {
  return check.verdict === 'inconclusive' && (check.finding !== true || strict);
}
