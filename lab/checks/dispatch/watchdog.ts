/** A command that is not renewed in time ends in 0 W, at its time and not before (PR2-X-05). */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { toleratedAheadMs } from '../clock';
import { authored, dispatchesOf, type Dispatch } from '../dispatches';
import { toleranceW } from '../power';
import { durationText, instantText, powerText } from '../texts';
import { flowText, ZERO_W } from './curves';

interface DeadlineArgs {
  readonly pev: string;
  readonly setpointW: number;
  /** From when the utility is silent, bench ms. */
  readonly fromMs: number;
  readonly limitMs: number;
  readonly staysMs: number;
  readonly basisN: number;
  /**
   * Where a relay is judged: urn of whose commands count, with the time that they wrote, whatever the PEV was told. All
   * that the PEV accepted, as it was told, without.
   */
  readonly writer?: string;
}

/** The power holds until the time of the last accepted command is over, is gone by the limit after it, and stays away. */
export const stopsAtDeadline: Check<DeadlineArgs> = (view, a) => {
  const last = commandsOf(view, a).reduce<{ n: number; overMs: number } | undefined>((latest, r) => {
    const overMs = r.atMs + r.validForMs;
    return latest === undefined || r.n > latest.n ? { n: r.n, overMs } : latest;
  }, undefined);
  if (last === undefined) return fail('an accepted command', 'none is in the log', [a.basisN]);
  const expected = `${powerText(a.setpointW)} until ${instantText(last.overMs)}, no power from ${durationText(a.limitMs)} later on`;
  const curve = view.curve(a.pev);
  const tolW = toleranceW(view, a.setpointW);
  // What waited for its start began by the PEV's own clock.
  const heldMs = last.overMs - Math.max(0, toleratedAheadMs(view, a.pev));
  const early = curve.firstWhere(
    a.fromMs,
    Math.min(view.nowMs, heldMs - 1),
    (p) => Math.abs(-p - a.setpointW) > tolW,
  );
  if (early !== undefined && early.atMs < heldMs) return fail(expected, flowText(early), [last.n, early.n]);
  const dueMs = last.overMs + a.limitMs;
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  const still = curve.firstWhere(dueMs, Math.min(view.nowMs, dueMs + a.staysMs), (p) => p < -ZERO_W);
  if (still !== undefined) return fail(expected, flowText(still), [last.n, still.n]);
  if (view.nowMs < dueMs + a.staysMs) return { untilMs: dueMs + a.staysMs };
  const gone = curve.firstWhere(last.overMs, dueMs, (p) => p >= -ZERO_W);
  if (gone === undefined) return fail(expected, 'the device gave no reading of its power', [last.n]);
  const valueMs = gone.atMs - last.overMs;
  return pass(
    expected,
    `gone after ${durationText(valueMs)}`,
    [last.n, gone.n],
    [{ name: 'stop', valueMs, limitMs: a.limitMs }],
  );
};

type Refresh = Dispatch['refreshes'][number];

/** The commands that the PEV accepted, with the time for which each is good. */
function commandsOf(view: CaseView, { pev, writer }: DeadlineArgs): Refresh[] {
  const accepted = dispatchesOf(view, pev).flatMap((d) => d.refreshes);
  if (writer === undefined) return accepted;
  const written = authored([...view.messages('DispatchRequest'), ...view.messages('DispatchUpdate')]).filter(
    (s) => s.by === writer,
  );
  return accepted.flatMap((refresh) => {
    const id = view.sent.find((s) => s.deliveries.some((d) => d.n === refresh.n))?.message?.id;
    const validForS = written.find((s) => s.message?.id === id)?.message?.data.validForS;
    return validForS === undefined ? [] : [{ ...refresh, validForMs: validForS * 1000 }];
  });
}
