/** As many processes as there are cores try mutants one after the other; one that is caught in a loop is ended. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './switch';
import type { Outcome } from './trial';
import type { Told } from './worker';

export interface Tried extends Outcome {
  readonly mutant: Mutant;
}

/** Longest that a mutant may take; the whole suite takes a fifth of it. */
const PATIENCE_MS = 90_000;
const LOOP: Outcome = {
  fate: 'no verdict',
  by: { case: '', requirement: '', check: 'it came to no end' },
  otherwise: [],
};

/**
 * @param wanted which mutants are tried
 * @param progress told after each
 */
export async function tryMutants(
  role: string,
  seed: string,
  wanted: (mutant: Mutant) => boolean,
  progress: (done: number, of: number) => void,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  let waiting: Mutant[] | undefined;
  let all = 0;

  const isMore = (): boolean => waiting === undefined || waiting.length > 0;
  const work = async (): Promise<void> => {
    while (isMore()) await lifeOfAWorker();
  };
  const lifeOfAWorker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(join(__dirname, 'worker.ts'), [role, seed], {
        execArgv: ['--require', 'ts-node/register'],
      });
      let now: Mutant | undefined;
      let patience: NodeJS.Timeout | undefined;
      const end = (mutant: Mutant, outcome: Outcome): void => {
        tried.push({ mutant, ...outcome });
        progress(tried.length, all);
      };
      const next = (): void => {
        clearTimeout(patience);
        now = waiting?.shift();
        if (now === undefined) {
          child.disconnect();
          return;
        }
        patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
        child.send(now.id);
      };
      child.on('message', (told: Told) => {
        if ('mutants' in told) {
          waiting ??= told.mutants.filter(wanted);
          all = tried.length + waiting.length;
        } else if (now !== undefined) end(now, told.outcome);
        next();
      });
      child.on('error', reject);
      child.on('exit', (code) => {
        clearTimeout(patience);
        if (now !== undefined) end(now, LOOP);
        else if (code !== 0) reject(new Error(`a worker ended with ${code}`));
        resolve();
      });
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return tried;
}
