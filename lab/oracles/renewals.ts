/**
 * A Utility keeps alive what it asked for, whatever the case is about and however many PEVs it asks (PR2-X-05): each
 * command that a PEV accepted is followed by another before its time is over. Standby at 0 W has nothing that could run
 * out.
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import { fail, pass, type Judgement } from '../checks/check';
import { clockWasSet } from '../checks/clock';
import { commandsOf, type Command } from '../checks/dispatch/commands';
import { dispatchesOf, idOf, type Dispatch } from '../checks/dispatches';
import { durationText, instantText, powerText } from '../checks/texts';
import type { Oracle } from './oracle';

/** A clock that is within P_CLK_SKEW, and times in whole seconds. */
const NEAR_MS = 3000;

export const renewsWhatItAskedFor: Oracle = {
  name: 'renews-every-command',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:')) return [];
    // A clock that is set dates the start otherwise, and after a restart not everything is resumed (PR2-X-12).
    if (clockWasSet(view, dut) || view.restartsOf(dut).length > 0) return [];
    const pevs = new Set(
      view.messages('DispatchRequest', { by: dut }).map((s) => s.message?.destination ?? ''),
    );
    const judged = [...pevs].flatMap((pev) =>
      dispatchesOf(view, pev).flatMap((d) => judgement(view, dut, pev, d) ?? []),
    );
    const worst = judged.find((j) => j.verdict === 'fail') ?? judged.at(-1);
    return worst === undefined ? [] : [{ requirement: 'PR2-X-05', judgement: worst }];
  },
};

function judgement(view: CaseView, dut: string, pev: string, d: Dispatch): Judgement | undefined {
  const expected = 'each command that was accepted followed by another before its time is over';
  const commands = commandsOf(view, dut, pev).filter((c) => c.dispatchId === d.dispatchId);
  const until = Math.min(view.nowMs, overMs(view, dut, pev, d));
  for (const [i, c] of commands.entries()) {
    const runsOutMs = holdsFromMs(c, d) + c.validForS * 1000;
    const nextMs = commands[i + 1]?.atMs ?? Infinity;
    if (c.powerW === 0 || runsOutMs + NEAR_MS >= Math.min(nextMs, until)) continue;
    const next = nextMs === Infinity ? 'none' : `the next ${durationText(nextMs - runsOutMs)} later`;
    const observed = `${powerText(c.powerW)} asked of ${idOf(pev)} ran out at ${instantText(runsOutMs)}, ${next}`;
    return fail(expected, observed, [d.acceptedN, c.n]);
  }
  const last = commands.at(-1);
  return commands.length < 2 || last === undefined
    ? undefined
    : pass(expected, `${commands.length - 1} renewals of ${idOf(pev)}`, [d.acceptedN, last.n]);
}

const holdsFromMs = (c: Command, d: Dispatch): number => Math.max(c.atMs, d.startMs);

/**
 * From when on nothing has to be renewed any more: the dispatch has ended, the Utility heard of its end, in whatever
 * words, or a part of the network no longer does what it should. An end that is only foretold has yet to come.
 */
function overMs(view: CaseView, dut: string, pev: string, d: Dispatch): number {
  const about = {
    where: (x: Record<string, unknown>) => x['eventId'] === d.eventId || x['dispatchId'] === d.dispatchId,
  };
  const notices = view
    .received(dut, 'TerminationNotice', about)
    .filter(({ sent }) => sent.message?.data.reason !== 'WATCHDOG' && speaksOf(pev, sent));
  const fromPev = [
    ...view.received(dut, 'EventReport', about),
    ...view.received(dut, 'DispatchConfirmation', {
      where: (x) => x['dispatchId'] === d.dispatchId && x['state'] === 'ENDED',
    }),
    ...view.received(dut, 'DispatchResponse', {
      where: (x) => x['dispatchId'] === d.dispatchId && x['status'] === 'REJECTED',
    }),
  ].filter(({ sent }) => speaksOf(pev, sent));
  const refused = view.received(dut, 'Receipt', { where: (x) => x['status'] === 'REJECTED' });
  const away = view.ofKind('network').filter((r) => r.n > d.requestN);
  const before = view.ofKind('network').some((r) => r.n < d.requestN);
  return Math.min(
    before ? -Infinity : Infinity,
    ...d.endings.map((e) => e.atMs),
    ...fromPev.map(({ delivery }) => delivery.atMs),
    ...notices.map(({ sent, delivery }) =>
      Math.max(delivery.atMs, foretoldMs(sent.message?.data ?? { predicted: false, effectiveAt: '' })),
    ),
    ...refused.filter(({ delivery }) => delivery.n > d.requestN).map(({ delivery }) => delivery.atMs),
    ...away.map((r) => r.at),
    ...view.messages('EventCancel', { by: dut, destination: pev, ...about }).map((s) => s.atMs),
  );
}

const speaksOf = (pev: string, sent: { message?: { data: unknown } | undefined }): boolean =>
  (sent.message?.data as { pevId?: string } | undefined)?.pevId === idOf(pev);

const foretoldMs = ({ predicted, effectiveAt }: { predicted: boolean; effectiveAt: string }): number =>
  predicted ? timeMs(effectiveAt) || -Infinity : -Infinity;
