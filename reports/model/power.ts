/** Power, request, limits, state of charge and floor over time in one test case, for one PEV. */
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import type { Hop } from '../log/wire';

/** A power that a PEV was asked to discharge (a magnitude), and for how long it stood. */
export interface Requested {
  readonly fromMs: number;
  readonly toMs: number;
  readonly powerW: number;
  readonly accepted: boolean;
  /** False where it still stood when the case was over. */
  readonly ended: boolean;
}

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export interface PowerHistory {
  readonly pev: string;
  /** Signed watts as measured, minus = discharge; corners of the exact curve, or samples. */
  readonly powerW: readonly Point[];
  readonly requests: readonly Requested[];
  /** Most that the PEV reported it can discharge, a magnitude. */
  readonly limitW: readonly Point[];
  readonly soc: readonly Point[];
  readonly floor: readonly Point[];
}

/** What can be drawn of a PEV; undefined where its power was never read. */
export function powerHistory(
  records: readonly LogRecord[],
  hops: readonly Hop[],
  pev: string,
): PowerHistory | undefined {
  const view = new CaseView();
  records.forEach((r) => view.add(r));
  const power = view.curve(pev).corners(-Infinity, view.nowMs);
  if (power.length === 0) return undefined;
  const reports = hops.filter((h) => h.from === pev && h.name === 'AvailabilityReport');
  return {
    pev,
    powerW: power.map((c) => ({ atMs: c.atMs, value: c.powerW })),
    requests: joined(requestsOf(hops, pev)).map((r) => endedBy(r, view.nowMs)),
    limitW: field(reports, 'maxDischargeW'),
    soc: view
      .readingsOf(pev)
      .flatMap((r) => (typeof r.values.soc === 'number' ? [{ atMs: r.atMs, value: r.values.soc }] : [])),
    floor: field(reports, 'socFloor'),
  };
}

/** What was asked of a PEV over time: each M11 and M14 that reached it, until the next, its end or its cancel. */
export function requestsOf(hops: readonly Hop[], pev: string): Requested[] {
  const ends = hops.filter((h) => endsRequest(h, pev)).map((h) => h.arrivedMs ?? h.atMs);
  const commands = hops.filter((h) => isCommand(h, pev));
  const untilMs = new Map<unknown, number>();
  const planned = commands.map((h) => {
    const arrivedMs = h.arrivedMs ?? h.atMs;
    const begin = timeOf(h.data['start'] ?? h.data['effectiveAt']);
    const fromMs = Math.max(arrivedMs, begin ?? arrivedMs);
    const durationS = h.data['durationS'];
    const dispatch = h.data['dispatchId'];
    if (typeof durationS === 'number') untilMs.set(dispatch, (begin ?? arrivedMs) + durationS * 1000);
    return {
      fromMs,
      toMs: untilMs.get(dispatch) ?? fromMs,
      powerW: Number(h.data['dischargePowerW']),
      answer: answerTo(hops, h, pev),
    };
  });
  return planned
    .filter((p) => Number.isFinite(p.powerW) && p.answer !== 'REJECTED')
    .map((p, i, all) => {
      const next = all.slice(i + 1).find((q) => q.fromMs >= p.fromMs);
      const ended = ends.find((ms) => ms > p.fromMs);
      return {
        fromMs: p.fromMs,
        toMs: Math.max(p.fromMs, Math.min(p.toMs, next?.fromMs ?? Infinity, ended ?? Infinity)),
        powerW: p.powerW,
        accepted: p.answer !== undefined,
        ended: true,
      };
    });
}

/** Requests that follow one another without a break and ask for the same, as refreshes do, are one. */
export function joined(requests: readonly Requested[]): Requested[] {
  const out: Requested[] = [];
  for (const request of requests) {
    const last = out.at(-1);
    if (last !== undefined && last.toMs === request.fromMs && last.powerW === request.powerW) {
      out.splice(-1, 1, { ...request, fromMs: last.fromMs });
    } else {
      out.push(request);
    }
  }
  return out;
}

function endedBy(request: Requested, endMs: number): Requested {
  if (request.toMs <= endMs) return request;
  return { ...request, toMs: Math.max(request.fromMs, endMs), ended: false };
}

function isCommand(h: Hop, pev: string): boolean {
  return (
    (h.name === 'DispatchRequest' || h.name === 'DispatchUpdate') &&
    h.to === pev &&
    h.fate === 'delivered' &&
    !h.again
  );
}

function endsRequest(h: Hop, pev: string): boolean {
  if (h.name === 'EventCancel') return h.to === pev && h.fate === 'delivered';
  if (h.from !== pev) return false;
  return (
    h.name === 'TerminationNotice' || (h.name === 'ParticipationNotice' && h.data['action'] === 'OPT_OUT')
  );
}

function answerTo(hops: readonly Hop[], command: Hop, pev: string): unknown {
  const answer = hops.find(
    (h) => h.from === pev && h.name === 'DispatchResponse' && h.message?.['correlationid'] === command.id,
  );
  return answer?.data['status'];
}

function field(hops: readonly Hop[], name: string): Point[] {
  return hops.flatMap((h) => {
    const value = h.data[name];
    return typeof value === 'number' ? [{ atMs: h.atMs, value }] : [];
  });
}

function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
