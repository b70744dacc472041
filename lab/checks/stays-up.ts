/** A device that dies or falls silent on what a case does to it has failed that case (architecture, Verdicts). */
import type { CaseView } from '../../runlog/case-view';
import { fail, type Judgement } from './check';

/** Fails always: it is asked only where the device is known to be gone. `n` is the last thing seen before. */
export function staysUp(_view: CaseView, { n, text }: { n: number; text: string }): Judgement {
  return fail('a device that stays up and answers', text, [n]);
}
