/**
 * A Utility says a thing to a PEV once, whatever the case is about: one cancel of an event (PR2-A-24; specification,
 * section 7), and one change under each revision (PR2-A-22). What is only sent again keeps its id, and what came to
 * nothing may be said anew.
 */
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { authored, firstCopies, idOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import type { Oracle } from './oracle';

type Saying = Sent<'DispatchUpdate'> | Sent<'EventCancel'>;

export const saysOnce: Oracle = {
  name: 'says-a-thing-once',
  judge(view, dut) {
    // What was said just before a restart may not have been noted yet.
    if (!dut.startsWith('urn:pr2:utility:') || view.restartsOf(dut).length > 0) return [];
    return [
      ...judged(view, 'PR2-A-24', 'one cancel of an event to each PEV', cancels(view, dut)),
      ...judged(view, 'PR2-A-22', 'one change under each revision', changes(view, dut)),
    ];
  },
};

const changes = (view: CaseView, dut: string): [string, Saying][] =>
  firstCopies(authored(view.messages('DispatchUpdate', { by: dut }))).map((s) => [
    `${s.message?.data.dispatchId} ${s.message?.data.revision}`,
    s,
  ]);

/** A cancel for another reason, or of an event that was announced once more, is another one. */
const cancels = (view: CaseView, dut: string): [string, Saying][] =>
  firstCopies(authored(view.messages('EventCancel', { by: dut }))).map((s) => {
    const { eventId, reason } = s.message?.data ?? {};
    const events = view.messages('EnergySupplyEvent', {
      by: dut,
      destination: s.message?.destination ?? '',
      where: (d) => d['eventId'] === eventId,
    });
    return [`${eventId} ${reason} ${events.filter((e) => e.n < s.n).length}`, s];
  });

function judged(
  view: CaseView,
  requirement: string,
  expected: string,
  said: readonly [string, Saying][],
): ReturnType<Oracle['judge']> {
  const before = new Map<string, Saying>();
  for (const [what, s] of said) {
    const key = `${s.message?.destination} ${what}`;
    const first = before.get(key);
    if (first !== undefined && wasTaken(view, first)) {
      const to = idOf(s.message?.destination ?? '');
      const observed = `${what} told to ${to} at ${instantText(first.atMs)} and again at ${instantText(s.atMs)}`;
      return [{ requirement, judgement: fail(expected, observed, [first.n, s.n]) }];
    }
    before.set(key, s);
  }
  const last = said.at(-1)?.[1];
  return last === undefined
    ? []
    : [{ requirement, judgement: pass(expected, `${said.length} of them`, [last.n]) }];
}

/** Whether its receiver said that it took it. */
function wasTaken(view: CaseView, s: Saying): boolean {
  const id = s.message?.id;
  return (
    id !== undefined &&
    view
      .answersTo(id)
      .some((a) => (a.message?.data as { status?: string } | undefined)?.status !== 'REJECTED')
  );
}
