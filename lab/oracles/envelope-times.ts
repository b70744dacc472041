/**
 * The times that a PEV writes on its messages, held against the instants at which they leave (PR2-X-03): its clock may be
 * wrong, and it may hold a message back, but it does not jump. A date that is of another day for an hour, or an offset
 * that comes and goes, is right in most cases and wrong in the rest. What waited for a link or for its power is of the
 * time before; but nothing is of a time before the case.
 */
import { fail, pass } from '../checks/check';
import { clockWasSet } from '../checks/clock';
import { authored, firstCopies } from '../checks/dispatches';
import { durationText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';

/** No message waits for so long where its link is there, and no clock that is only set right is off by so much, ms. */
const JUMP_MS = 3_600_000;
/** What is kept until it can be told bears the time of that (PR2-A-11, A-21). */
const KEPT: readonly string[] = ['ParticipationNotice', 'TerminationNotice'];

export const envelopeTimes: Oracle = {
  name: 'times-keep-step-with-the-clock',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:') || clockWasSet(view, dut)) return [];
    const own = view.sent.filter(
      (s) => s.by === dut && s.problems.length === 0 && !KEPT.includes(s.name ?? ''),
    );
    const ahead = firstCopies(authored(own)).map((s) => ({ s, ms: aheadMs(s) }));
    const [first] = ahead;
    if (first === undefined) return [];
    const expected = 'times that go on as the clock does from one message to the next';
    const waited = interrupted(view, dut);
    const earliestMs = Date.parse(first.s.message?.time ?? '') - JUMP_MS;
    const jumped = ahead.find(({ s, ms }) =>
      waited && ms < first.ms
        ? Date.parse(s.message?.time ?? '') < earliestMs
        : Math.abs(ms - first.ms) > JUMP_MS,
    );
    const judgement =
      jumped === undefined
        ? pass(expected, `so in ${ahead.length} messages`, [ahead.at(-1)?.s.n ?? first.s.n])
        : fail(
            expected,
            `${jumped.s.message?.time} on a message that is off by ${durationText(Math.abs(jumped.ms - first.ms))} from the first`,
            [first.s.n, jumped.s.n],
          );
    return [{ requirement: 'PR2-X-03', judgement }];
  },
};

const aheadMs = (s: Sent): number => Date.parse(s.message?.time ?? '') - s.atMs;

/** Its link was cut or its power lost: what it says then may be of a time before. */
function interrupted(view: CaseView, dut: string): boolean {
  const cable = ['unplug', 'bounce'];
  return (
    view.stimuliAt(dut).some((x) => cable.includes(x.name)) ||
    view.restartsOf(dut).length > 0 ||
    view.ofKind('network').some(({ action }) => (action as { kind: string }).kind === 'link')
  );
}
