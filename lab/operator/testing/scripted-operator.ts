/** An operator that does as a test says, on the test's own clock. */
import type { Timers } from '../../connectors/timers';
import type { Answer, Operator, Question } from '../operator';

export interface Reaction {
  /** How long it takes the person, ms of the clock. */
  readonly afterMs: number;
  readonly answer: Answer;
  /** Happens on the way. */
  readonly meanwhile?: { readonly afterMs: number; readonly run: () => void };
}

export class ScriptedOperator implements Operator {
  readonly asked: Question[] = [];
  closed = false;

  /** @param react what the person does about the n-th question; nothing at all where it gives undefined */
  constructor(
    private readonly timers: Timers,
    private readonly react: (question: Question, n: number) => Reaction | undefined,
  ) {}

  ask(question: Question, over: AbortSignal): Promise<Answer> {
    const reaction = this.react(question, this.asked.push(question) - 1);
    return new Promise((resolve) => {
      over.addEventListener('abort', () => resolve({ kind: 'silent' }));
      if (reaction === undefined) return;
      const { afterMs, answer, meanwhile } = reaction;
      if (meanwhile !== undefined) this.timers.after(meanwhile.afterMs, meanwhile.run);
      this.timers.after(afterMs, () => resolve(answer));
    });
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
