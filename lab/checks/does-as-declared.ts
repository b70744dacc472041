/** What its ICS declares a device has to do: where it refuses, the declaration claims too much. */
import type { CaseView } from '../../runlog/case-view';
import { fail, type Judgement } from './check';

/** Fails always: it is asked only where the device has refused. `n` is the last thing seen before. */
export function doesAsDeclared(
  _view: CaseView,
  { conditions, n, text }: { conditions: readonly string[]; n: number; text: string },
): Judgement {
  return fail(
    `what the device declares: ${conditions.join(' and ')}`,
    text,
    [n],
    'the ICS claims more than the device does',
  );
}
