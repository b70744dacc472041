/** Where a step was defined, and with which word: hung on its function by steps/world, read by `pr2 lint`. */

export interface StepSource {
  readonly kind: 'Given' | 'When' | 'Then';
  /** Made where the step is defined; its stack is costly and only read where somebody asks. */
  readonly stack: Error;
}

/** `steps/dispatch/ended.ts:12`: the first line of the stack in steps/ that is not the registration itself. */
export function placeOf({ stack }: StepSource): string {
  for (const line of (stack.stack ?? '').split('\n')) {
    const found = /\b(steps[/\\](?!world\.)[^:()]+:\d+)/.exec(line)?.[1];
    if (found !== undefined) return found.replaceAll('\\', '/');
  }
  return 'steps';
}
