/** A person at the device: what the kit asks, and what can come of it. */
import type { ReadingName, StimulusName } from '../../schemas';
import type { Timers } from '../connectors/timers';

/** How a value that is typed is understood. */
export interface Typed {
  /** What is read, in words: `state of charge`. */
  readonly what: string;
  /** `%`, `V`; empty where it has none. */
  readonly unit: string;
  /** The answers there are, where they are few. */
  readonly choices: readonly string[];
  /** Why a text is no such value, in a half sentence; undefined where it is one. */
  readonly problemOf: (text: string) => string | undefined;
}

export interface Question {
  /** The test case that asks, and the device that it is about. */
  readonly where: string;
  /** What to do or to read, in plain words. */
  readonly instruction: string;
  /** The particulars, each with its unit. */
  readonly details: readonly (readonly [string, string])[];
  /** What the answer that goes on is called: `Begin`, `Done`, `Send`. */
  readonly yes: string;
  /** A value is asked for. */
  readonly typed?: Typed;
  /** Longest time for the answer, ms of real time. */
  readonly limitMs: number;
}

export type Answer =
  | { readonly kind: 'yes'; readonly value: string }
  | { readonly kind: 'cannot' }
  | { readonly kind: 'saw'; readonly text: string }
  | { readonly kind: 'silent' };

/** Where a person is asked: one question at a time. */
export interface Operator {
  /** Never rejects. What is no longer wanted, as `over` says, is answered as `silent`. */
  ask(question: Question, over: AbortSignal): Promise<Answer>;
  /** Nobody is asked any more: open and later questions are answered as `silent`. Never throws. */
  close(): Promise<void>;
}

/** What a person does and reads at one device. */
export interface Hands {
  readonly operator: Operator;
  readonly stimuli: ReadonlySet<StimulusName>;
  /** Where each reading is taken: from what the product shows, or from an instrument of the lab. */
  readonly readings: ReadonlyMap<ReadingName, 'product' | 'instrument'>;
  readonly limitMs: number;
  readonly timers: Timers;
}

/** Longest text that a person may leave; what is longer is cut. */
export const LONGEST_TEXT = 2_000;

/** Asks, and waits no longer than the question allows or somebody wants to know. */
export async function askInTime(
  { operator, timers }: Pick<Hands, 'operator' | 'timers'>,
  question: Question,
  unwanted?: AbortSignal,
): Promise<Answer> {
  const over = new AbortController();
  const giveUp = (): void => over.abort();
  const callOff = timers.after(question.limitMs, giveUp);
  unwanted?.addEventListener('abort', giveUp);
  try {
    return await operator.ask(question, over.signal);
  } finally {
    callOff();
    unwanted?.removeEventListener('abort', giveUp);
  }
}
