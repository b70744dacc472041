/** Messages of one kind looked at one after the other, as many oracles do. */
import { fail, pass } from '../checks/check';
import type { OracleJudgement } from './oracle';

/** The first message that is wrong fails the device; where none is, the last one stands for all. Nothing without a message. */
export function eachMessage<Said extends { readonly n: number }>(
  { requirement, expected, seen }: { requirement: string; expected: string; seen: string },
  messages: readonly Said[],
  wrongIn: (message: Said) => string | undefined,
): OracleJudgement[] {
  for (const message of messages) {
    const wrong = wrongIn(message);
    if (wrong !== undefined) return [{ requirement, judgement: fail(expected, wrong, [message.n]) }];
  }
  const last = messages.at(-1);
  return last === undefined ? [] : [{ requirement, judgement: pass(expected, seen, [last.n]) }];
}
