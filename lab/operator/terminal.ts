/** The operator at a terminal: a question in a few lines, an answer in one. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Timers } from '../connectors/timers';
import { durationText } from '../checks/texts';
import { LONGEST_TEXT, type Answer, type Operator, type Question } from './operator';

/** So long before the end the person is told that time runs out, ms. */
const SOON_OVER_MS = 30_000;

interface Open {
  readonly question: Question;
  /** The next line is what the person saw. */
  seeing: boolean;
  readonly settle: (answer: Answer) => void;
}

export class TerminalOperator implements Operator {
  private readonly lines: Interface;
  private open: Open | undefined;
  private gone = false;

  constructor(
    input: Readable,
    private readonly output: Writable,
    private readonly timers: Timers,
  ) {
    this.lines = createInterface({ input, terminal: false });
    this.lines.on('line', (line) => this.take(line.trim().slice(0, LONGEST_TEXT)));
    this.lines.on('close', () => this.leave());
  }

  async ask(question: Question, over: AbortSignal): Promise<Answer> {
    if (this.gone || over.aborted) return { kind: 'silent' };
    this.write(`\n${question.where}\n  ${question.instruction}\n`);
    for (const [name, value] of question.details) this.write(`    ${name}: ${value}\n`);
    this.write(`${this.answers(question)}   (${durationText(question.limitMs)})\n> `);
    const callOff = this.timers.after(Math.max(0, question.limitMs - SOON_OVER_MS), () =>
      this.write(`${durationText(Math.min(question.limitMs, SOON_OVER_MS))} left\n> `),
    );
    const answer = await new Promise<Answer>((settle) => {
      this.open = { question, seeing: false, settle };
      over.addEventListener('abort', () => settle({ kind: 'silent' }), { once: true });
    });
    this.open = undefined;
    callOff();
    if (answer.kind === 'silent' && !this.gone) this.write('nobody answered; the kit goes on\n');
    return answer;
  }

  async close(): Promise<void> {
    this.lines.close();
    this.leave();
  }

  private answers({ yes, typed }: Question): string {
    const go =
      typed === undefined
        ? `  Enter  ${yes}`
        : `  ${typed.choices.length > 0 ? typed.choices.join(' | ') : `a number in ${typed.unit}`}`;
    return `${go}   c  cannot do it   s  saw something else`;
  }

  private take(line: string): void {
    const { open } = this;
    if (open === undefined) return;
    if (open.seeing) {
      if (line === '') this.write('what did you see? ');
      else open.settle({ kind: 'saw', text: line });
      return;
    }
    const [, letter, rest = ''] = /^([cs])(?:\s+(.*))?$/i.exec(line) ?? [];
    if (letter?.toLowerCase() === 'c') open.settle({ kind: 'cannot' });
    else if (letter?.toLowerCase() === 's' && rest !== '') open.settle({ kind: 'saw', text: rest });
    else if (letter?.toLowerCase() === 's') {
      open.seeing = true;
      this.write('what did you see? ');
    } else this.proceed(open, line);
  }

  private proceed({ question, settle }: Open, line: string): void {
    const { typed } = question;
    const problem = typed === undefined ? stray(line) : typed.problemOf(line);
    if (problem === undefined) settle({ kind: 'yes', value: line });
    else this.write(`${problem}\n${this.answers(question)}\n> `);
  }

  private leave(): void {
    this.gone = true;
    this.open?.settle({ kind: 'silent' });
  }

  private write(text: string): void {
    this.output.write(text);
  }
}

function stray(line: string): string | undefined {
  return line === '' ? undefined : `"${line.slice(0, 40)}" is no answer here`;
}
