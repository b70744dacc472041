/** Hands names out to as many processes as there are cores; each tries one fault or variant after the other. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Kill } from './findings';
import { Queue } from './queue';
import type { FaultOutcome } from './trial';

/** What a worker is told. */
export interface Task {
  readonly name: string;
  /** All kills of a fault, in all cases, not the first alone. */
  readonly whole: boolean;
}

export interface Answer {
  readonly name: string;
  readonly outcome?: FaultOutcome;
  readonly falseAlarms?: readonly Kill[];
  readonly kills?: readonly Kill[];
  readonly error?: string;
}

/** Nearly all that a trial makes is forgotten at once; room for it saves about a tenth of the work. */
const YOUNG_SPACE = ['--max-semi-space-size=64'];

/** Answers in any order. @throws Error where a worker or a trial breaks down */
export async function tryAll(
  tasks: readonly Task[],
  seed: string,
  progress: (done: number, name: string) => void,
): Promise<Answer[]> {
  const queue = new Queue(tasks);
  const answers: Answer[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(join(__dirname, 'worker.js'), [seed], { execArgv: YOUNG_SPACE });
      let task: Task | undefined;
      const next = (): void => {
        task = queue.take(task);
        if (task !== undefined) return void child.send(task);
        child.disconnect();
        resolve();
      };
      child.on('message', (answer: Answer) => {
        answers.push(answer);
        progress(answers.length, answer.name);
        if (answer.error !== undefined) reject(new Error(`${answer.name}: ${answer.error}`));
        else next();
      });
      child.on('error', reject);
      child.on('exit', (code) => {
        if (code !== 0 && code !== null) reject(new Error(`a worker ended with ${code}`));
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
  return answers;
}
