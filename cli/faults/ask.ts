/** Asks all processes about faults and variants, and shows on a terminal how far they are. */
import { tryAll, type Answer } from './pool';

/** @param whole all kills of a fault, in all cases, not the first alone */
export async function ask(
  tried: readonly { name: string }[],
  seed: string,
  whole: boolean,
): Promise<ReadonlyMap<string, Answer>> {
  const tasks = tried.map(({ name }) => ({ name, whole }));
  const { stderr } = process;
  const answers = await tryAll(tasks, seed, (done, name) => {
    if (stderr.isTTY) stderr.write(`\r\x1b[2K${done}/${tasks.length} ${name}`);
  });
  if (stderr.isTTY) stderr.write('\r\x1b[2K');
  return new Map(answers.map((a) => [a.name, a]));
}
