/** `--shard i/n`: the cases of a run dealt out in turn, so that long and short ones spread alike. */
import type { RunShard } from '../schemas';
import { UsageError } from './usage-error';

/** @throws UsageError where the text is no share such as 2/4 */
export function shardOf(text: string): RunShard {
  const [, i = '', n = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const [index, count] = [Number(i), Number(n)];
  if (!(index >= 1 && index <= count && count <= 10_000))
    throw new UsageError(`--shard ${text} is no share such as 1/4, 2/4, 3/4 or 4/4`);
  return { index, count };
}

/** The cases of one share, in the order of the plan. */
export function casesOf(cases: readonly string[], { index, count }: RunShard): string[] {
  return cases.filter((_, i) => i % count === index - 1);
}
