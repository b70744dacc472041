/**
 * What may never happen to the lines around a home, whatever the scenario: a voltage of the PEV's through a closed
 * switch (PR2-B-02), a PEV that follows and forms at once (PR2-B-03), a switch that closes on a live island that is
 * out of step (PR2-B-04).
 */
import { fail, pass, type Judgement } from '../checks/check';
import { toleratedAheadMs } from '../checks/clock';
import { authored, dispatchesOf, inForceAt, type Dispatch } from '../checks/dispatches';
import {
  formingAt,
  formingOf,
  gridOf,
  inRangeSince,
  inStep,
  movementsOf,
  syncAt,
} from '../checks/island/facts';
import { durationText, instantText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import type { Oracle } from './oracle';

/** What a PEV calls itself from the start of an island on. */
const SUPPLIES: readonly string[] = ['FORMING', 'ISLAND_SUPPLY', 'ICE_ASSIST'];

export const noFormingWithoutIsolation: Oracle = {
  name: 'no-forming-without-isolation',
  judge: (view) => each(view, 'PR2-B-02', judgeIsolation),
};

export const followingOrForming: Oracle = {
  name: 'following-or-forming',
  judge: (view, dut) =>
    dut.startsWith('urn:pr2:pev:')
      ? each(view, 'PR2-B-03', (v, pev) => (pev === dut ? judgeModes(v, pev) : undefined))
      : [],
};

export const noClosingOutOfStep: Oracle = {
  name: 'no-closing-out-of-step',
  judge: (view, dut) => (dut.startsWith('urn:pr2:esci:') ? each(view, 'PR2-B-04', judgeClosing) : []),
};

function each(
  view: CaseView,
  requirement: string,
  judge: (view: CaseView, pev: string) => Judgement | undefined,
): { requirement: string; judgement: Judgement }[] {
  const pevs = view.devicesOf('pev');
  return pevs.flatMap(({ urn }) => {
    const judgement = judge(view, urn);
    return judgement === undefined ? [] : [{ requirement, judgement }];
  });
}

/** Forming begins only behind an open switch; when that falls closed the voltage goes within P_T_TRIP. */
function judgeIsolation(view: CaseView, pev: string): Judgement | undefined {
  const series = formingOf(view, pev);
  const movements = movementsOf(view);
  const tripMs = view.param('P_T_TRIP') * 1000;
  const expected = `a voltage of the PEV only behind an open switch, gone within ${durationText(tripMs)} of its closing`;
  let last: number | undefined;
  for (const [i, f] of series.entries()) {
    if (!f.forming) continue;
    last = f.n;
    const nextMs = series[i + 1]?.atMs ?? view.nowMs;
    const began = series[i - 1]?.forming !== true;
    const before = movements.findLast((m) => m.n < f.n);
    if (began && before?.position !== 'OPEN')
      return fail(expected, `it began at ${instantText(f.atMs)}, the switch closed`, [before?.n ?? f.n, f.n]);
    const closed = [before, ...movements.filter((m) => m.n > f.n && m.atMs < nextMs)].find(
      (m) => m?.position === 'CLOSED' && closedUntil(view, m.n) - m.atMs > tripMs,
    );
    if (closed !== undefined && Math.min(nextMs, closedUntil(view, closed.n)) - closed.atMs > tripMs)
      return fail(expected, `still there ${durationText(nextMs - closed.atMs)} after the switch closed`, [
        closed.n,
        f.n,
      ]);
  }
  return last === undefined ? undefined : pass(expected, 'so it was', [last]);
}

/** Until when a switch that closed at log position `n` stays closed. */
function closedUntil(view: CaseView, n: number): number {
  return movementsOf(view).find((m) => m.n > n && m.position === 'OPEN')?.atMs ?? view.nowMs;
}

/** Between following the grid and forming one there is rest; no dispatch to the grid is in force while it forms. */
function judgeModes(view: CaseView, pev: string): Judgement | undefined {
  const series = formingOf(view, pev);
  const dispatches = dispatchesOf(view, pev).filter((d) => d.sink === 'GRID');
  const expected = 'following the grid and forming an island at different times, with rest in between';
  let last: number | undefined;
  for (const [i, f] of series.entries()) {
    if (!f.forming) continue;
    last = f.n;
    const before = series[i - 1];
    if (before?.values.mode === 'following')
      return fail(expected, `from following to forming at ${instantText(f.atMs)}`, [before.n, f.n]);
    const running = dispatches.find((d) => inForceAt(d, f.atMs) && !overBy(view, pev, d, f.atMs));
    if (running !== undefined)
      return fail(
        expected,
        `forming at ${instantText(f.atMs)} while dispatch ${running.dispatchId} is in force`,
        [running.requestN, f.n],
      );
  }
  // Its own word comes at the answer to the request for backup, when there is no voltage yet.
  for (const s of authored(view.messages('EmergencyGenerationStatus', { by: pev }))) {
    const state = s.message?.data.state ?? '';
    if (!SUPPLIES.includes(state)) continue;
    last ??= s.n;
    const running = dispatches.find((d) => inForceAt(d, s.atMs) && !overBy(view, pev, d, s.atMs));
    if (running !== undefined)
      return fail(
        expected,
        `it calls itself ${state} at ${instantText(s.atMs)} while dispatch ${running.dispatchId} is in force`,
        [running.requestN, s.n],
      );
  }
  return last === undefined ? undefined : pass(expected, 'so it was', [last]);
}

/** Whether the dispatch was over at `atMs` by a notice that came after the fact, but in time (P_T_POSTTERM). */
function overBy(view: CaseView, pev: string, d: Dispatch, atMs: number): boolean {
  const latestMs = atMs + view.param('P_T_POSTTERM') * 1000;
  return d.endings.some(({ n, atMs: toldMs, why }) => {
    if (why !== 'termination notice' || toldMs > latestMs) return false;
    const data = view.sentAt(n)?.message?.data as { effectiveAt?: string } | undefined;
    return Date.parse(data?.effectiveAt ?? '') - toleratedAheadMs(view, pev) <= atMs;
  });
}

/** Where the ESCI itself has the switch closed on a live island, grid and island agree and the grid has been good. */
function judgeClosing(view: CaseView, pev: string): Judgement | undefined {
  const series = formingOf(view, pev);
  const movements = movementsOf(view);
  const expected =
    'a switch closed on a dead home, or on an island in step with a grid that has been good for P_ES_DELAY';
  let last: number | undefined;
  for (const [i, m] of movements.entries()) {
    const before = movements[i - 1]?.position ?? 'CLOSED';
    if (m.position !== 'CLOSED' || before === 'CLOSED') continue;
    const esci = view.readings.findLast((r) => r.n < m.n && r.values.switchCommand !== undefined);
    if (esci?.values.switchCommand !== 'CLOSED') continue; // it fell, or a hand closed it
    last = m.n;
    const formed = formingAt(
      series.filter((f) => f.n < m.n),
      m.atMs,
    );
    if (formed?.forming !== true) continue;
    const sinceMs = inRangeSince(gridOf(view), m.atMs);
    const served = sinceMs !== undefined && m.atMs - sinceMs >= view.param('P_ES_DELAY') * 1000;
    if (!served || !inStep(view, syncAt(view, m.atMs)))
      return fail(expected, `closed at ${instantText(m.atMs)} on a live island`, [formed.n, m.n]);
  }
  return last === undefined ? undefined : pass(expected, 'so it was', [last]);
}
