/** Wall time of whole processes, in turns: the least of several rounds, since this machine may have others to serve. */
import { spawn } from 'node:child_process';

export interface Work {
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Exit codes that mean it did its work; 0 alone where left out. */
  readonly ends?: readonly number[];
}

/** Runs Node to its end. @throws Error with what it printed where it does not end well */
export function wallMs({ args, cwd, ends = [0] }: Work): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (ends.includes(code ?? -1)) resolve(performance.now() - begun);
      else
        reject(
          new Error(`${args.join(' ')} ended with ${code}:\n${Buffer.concat(said).toString().slice(-2000)}`),
        );
    });
  });
}

/** The least time of each, ms; each round does all of them once. */
export async function leastMs<K extends string>(
  work: Record<K, Work>,
  rounds: number,
): Promise<Record<K, number>> {
  const names = Object.keys(work) as K[];
  const least = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<K, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) least[name] = Math.min(least[name], await wallMs(work[name]));
  }
  return least;
}
