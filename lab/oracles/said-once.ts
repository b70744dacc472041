/**
 * What a device tells once and repeats until it is answered: a repeat is the same message, by its id (PR2-X-09). The same
 * words under an id of their own are something new to whoever hears them, who then counts them twice.
 */
import { fail } from '../checks/check';
import { instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { MessageName } from '../../schemas';
import type { Oracle } from './oracle';

/** Each tells of one thing that happened, with when it did or with its figures. */
const TELLS_ONCE: readonly MessageName[] = ['ParticipationNotice', 'TerminationNotice', 'EventReport'];

export const saidOnce: Oracle = {
  name: 'a-repeat-is-the-same-message',
  onlyOnFailure: true,
  judge(view, dut) {
    const last = new Map<string, Sent>();
    for (const s of view.sent) {
      const { message, name } = s;
      if (s.by !== dut || message?.source !== dut || name === undefined || !TELLS_ONCE.includes(name))
        continue;
      const { pevId, eventId } = message.data as { pevId?: string; eventId?: string };
      const key = [name, message.destination, pevId, eventId].join(' ');
      const before = last.get(key);
      last.set(key, s);
      if (before?.message === undefined || before.message.id === message.id) continue;
      if (JSON.stringify(before.message.data) !== JSON.stringify(message.data)) continue;
      if (startsAnew(view, dut, before, s)) continue;
      const observed = `the ${name} of ${instantText(before.atMs)} again at ${instantText(s.atMs)}, under another id`;
      return [
        {
          requirement: 'PR2-X-09',
          judgement: fail('what was told before repeated under its id, if at all', observed, [before.n, s.n]),
        },
      ];
    }
    return [];
  },
};

/** A device that lost its power may not know what it had said; a request between them may have ended as the one before. */
function startsAnew(view: CaseView, dut: string, before: Sent, again: Sent): boolean {
  return (
    view.restartsOf(dut).some((r) => r.n > before.n && r.n < again.n) ||
    view.messages('DispatchRequest').some((s) => s.n > before.n && s.n < again.n)
  );
}
