/** A process that tries faults and variants one after the other, as it is told; its parent keeps the score. */
import { loadSuite } from '../../lab/session/suite';
import { faultNamed } from '../../reference-impl/faults';
import { variantNamed } from '../../reference-impl/variants';
import type { Answer, Task } from './pool';
import { Trial } from './trial';

const [seed = 'pr2'] = process.argv.slice(2);
const trial = new Trial(loadSuite(), seed);

// Nobody is left to be told.
process.on('disconnect', () => process.exit());

process.on('message', (task: Task) => {
  void attempt(task).then((answer) => process.send?.(answer));
});

async function attempt({ name, whole }: Task): Promise<Answer> {
  try {
    const fault = faultNamed(name);
    if (fault !== undefined)
      return whole
        ? { name, kills: await trial.allKills(fault) }
        : { name, outcome: await trial.fault(fault) };
    const variant = variantNamed(name);
    return variant === undefined
      ? { name, error: 'unknown' }
      : { name, falseAlarms: await trial.variant(variant) };
  } catch (error) {
    return { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
