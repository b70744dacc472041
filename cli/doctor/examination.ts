/** What the doctor looks at, one line each, from the machine to the product. */
export interface Look {
  readonly what: string;
  /** What was seen, where all is well. */
  readonly seen?: string;
  /** What is wrong and how to mend it, in a sentence. */
  readonly problem?: string;
  /** With what a run would end for it. */
  readonly code?: 1 | 2 | 3 | 5 | 6;
}

export function well(what: string, seen: string): Look {
  return { what, seen };
}

export function ill(what: string, code: NonNullable<Look['code']>, problem: string): Look {
  return { what, problem, code };
}

/** @returns the line as it is told */
export function lineOf({ what, seen, problem }: Look): string {
  return problem === undefined ? `ok       ${what}: ${seen ?? ''}` : `PROBLEM  ${what}: ${problem}`;
}

/** Exit code: that of the first problem, for what comes after may follow from it. */
export function codeOf(looks: readonly Look[]): number {
  return looks.find((look) => look.problem !== undefined)?.code ?? 0;
}
