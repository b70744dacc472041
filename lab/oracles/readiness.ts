/**
 * What keeps a PEV from being ready to discharge, whatever it says (PR2-A-06, and PR2-A-07 in an answer): the equipment
 * that it is plugged into, a fault of its own, a grid out of its window, and the time that it then waits before it is in
 * service again (PR2-A-17).
 */
import type { CaseView } from '../../runlog/case-view';
import { inWindow } from '../checks/island/facts';

export interface Hindrance {
  readonly why: string;
  /** Log position of what shows it. */
  readonly n: number;
}

/** Of what the device senses, and of what it takes to see it, ms. */
const NEAR_MS = 1000;

/** The first that holds at `atMs` by what the log says before position `n`. */
export function hindrance(view: CaseView, pev: string, n: number, atMs: number): Hindrance | undefined {
  return equipment(view, pev, n) ?? faulty(view, pev, n) ?? outOfService(view, n, atMs);
}

function equipment(view: CaseView, pev: string, n: number): Hindrance | undefined {
  const notice = view.received(pev, 'ConnectionNotice').findLast(({ delivery }) => delivery.n < n);
  const data = notice?.sent.message?.data;
  if (notice === undefined || data === undefined || (data.inverterAuthorised && data.bidirectional))
    return undefined;
  const why = data.bidirectional ? 'the inverter is not authorised' : 'the EVSE is one-way';
  return { why, n: notice.delivery.n };
}

/** A fault that nobody has cleared; what a restart makes of it is the device's own affair. */
function faulty(view: CaseView, pev: string, n: number): Hindrance | undefined {
  const restarted = view.restartsOf(pev).findLast((r) => r.n < n)?.n ?? -1;
  const last = view
    .stimuliAt(pev)
    .findLast((s) => s.n < n && (s.name === 'power-fault' || s.name === 'clear-fault'));
  if (last?.name !== 'power-fault' || last.refused !== undefined || last.n < restarted) return undefined;
  return { why: 'it has a fault that nobody has cleared', n: last.n };
}

/** Out of the window for longer than is ridden through, or not back in it for P_ES_DELAY. */
function outOfService(view: CaseView, n: number, atMs: number): Hindrance | undefined {
  const rideMs = view.param('P_RIDE') * 1000 + NEAR_MS;
  const delayMs = view.param('P_ES_DELAY') * 1000 - NEAR_MS;
  let out: { readonly n: number; readonly atMs: number } | undefined;
  let back: { readonly n: number; readonly atMs: number } | undefined;
  // Behind an open isolation switch there is no grid.
  const now = { gridPresent: true, voltagePu: 1, frequencyHz: NaN, position: 'CLOSED' };
  for (const record of view.ofKind('electrical')) {
    if (record.n > n || record.at > atMs) break;
    Object.assign(now, record.values);
    const isThere = now.gridPresent && now.position !== 'OPEN';
    if (!isThere || !inWindow(view, now.voltagePu, now.frequencyHz)) out ??= { n: record.n, atMs: record.at };
    else if (out !== undefined) {
      if (record.at - out.atMs > rideMs) back = { n: record.n, atMs: record.at };
      out = undefined;
    }
  }
  if (out !== undefined && atMs - out.atMs > rideMs)
    return { why: 'the grid is out of its window', n: out.n };
  return back !== undefined && out === undefined && atMs - back.atMs < delayMs
    ? { why: 'the grid is not back in its window for long enough', n: back.n }
    : undefined;
}
