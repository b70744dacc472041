/** `--retry-errors N`: which cases are due, attempt by attempt. A failure is never tried again. */
import type { CaseVerdict } from '../schemas';
import type { Executed } from '../lab/runlog';
import { UsageError } from './usage-error';

/** @throws UsageError where the text is no number of times */
export function retriesOf(text: string): number {
  const times = Number(text);
  if (!(Number.isInteger(times) && times >= 0 && times <= 10))
    throw new UsageError(`--retry-errors ${text} is no number of times from 0 to 10`);
  return times;
}

export class Attempts {
  private readonly made = new Map<string, { times: number; last: CaseVerdict }>();

  /** @param executed what a run that is gone on with has in its log already */
  constructor(
    private readonly cases: readonly string[],
    executed: readonly Executed[] = [],
  ) {
    for (const { id, verdict } of executed) this.note(id, verdict);
  }

  note(id: string, verdict: CaseVerdict): void {
    this.made.set(id, { times: (this.made.get(id)?.times ?? 0) + 1, last: verdict });
  }

  /** The cases that an attempt, from 1, has to make: at the first all that were not tried, then those that erred. */
  due(attempt: number): ReadonlySet<string> {
    return new Set(
      this.cases.filter((id) => {
        const made = this.made.get(id);
        return attempt === 1 ? made === undefined : made?.times === attempt - 1 && made.last === 'error';
      }),
    );
  }
}
