/** Checks on an event for many PEVs (PR2-X-13). */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { announcedTo, askedForMs, lastReport } from '../dispatch/commands';
import { idOf } from '../dispatches';
import { energyText, instantText, powerText } from '../texts';

/** How fine a total is looked at, ms. */
const GRID_MS = 10_000;
/** Share of a total that meters and ramps may cost. */
const TOLERANCE = 0.05;

interface TotalArgs {
  readonly pevs: readonly string[];
  readonly totalW: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** The PEVs together give the total throughout the window. */
export const givesInTotal: Check<TotalArgs> = (view, a) => {
  const expected = `${powerText(a.totalW)} ± ${TOLERANCE * 100} % in total from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  let least = Infinity;
  for (let atMs = a.fromMs; atMs <= a.toMs; atMs += GRID_MS) {
    const sumW = a.pevs.reduce((sum, pev) => sum - (view.curve(pev).powerAt(atMs) ?? 0), 0);
    const n = view.curve(a.pevs[0] ?? '').pointAt(atMs)?.n ?? a.basisN;
    if (Math.abs(sumW - a.totalW) > a.totalW * TOLERANCE)
      return fail(expected, `${powerText(sumW)} at ${instantText(atMs)}`, [a.basisN, n]);
    least = Math.min(least, sumW);
  }
  return pass(expected, `${powerText(least)} at the least, of ${a.pevs.length} PEVs`, [a.basisN]);
};

interface NoMoreArgs {
  readonly pevs: readonly string[];
  readonly limitW: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** Time for which a limit may be exceeded (PR2-A-13), ms. */
const EXCEEDED_MS = 1000;

/** The PEVs together never give more than the limit, P_TOL_OVER allowed for, for longer than a second. */
export const givesNoMoreInTotal: Check<NoMoreArgs> = (view, a) => {
  const mostW = a.limitW * (1 + view.param('P_TOL_OVER') / 100);
  const expected = `at most ${powerText(mostW)} in total from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const totalW = (atMs: number): number =>
    a.pevs.reduce((sum, pev) => sum - (view.curve(pev).powerAt(atMs) ?? 0), 0);
  let greatestW = 0;
  for (let atMs = a.fromMs; atMs <= a.toMs; atMs += EXCEEDED_MS) {
    const sumW = totalW(atMs);
    greatestW = Math.max(greatestW, sumW);
    if (sumW > mostW && totalW(atMs + EXCEEDED_MS) > mostW) {
      const n = view.curve(a.pevs[0] ?? '').pointAt(atMs)?.n ?? a.basisN;
      return fail(expected, `${powerText(sumW)} at ${instantText(atMs)}`, [a.basisN, n]);
    }
  }
  return pass(expected, `${powerText(greatestW)} at the most, of ${a.pevs.length} PEVs`, [a.basisN]);
};

/**
 * No request and no update goes beyond what its PEV last reported before it. A request asks for its power until the
 * event foresees another.
 */
export const asksWithinReports: Check<{ utility: string; afterN: number; untilMs: number }> = (view, a) => {
  const expected = 'requests within the power and energy that each PEV last reported';
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const asked = [
    ...view.messages('DispatchRequest', { by: a.utility, afterN: a.afterN }),
    ...view.messages('DispatchUpdate', { by: a.utility, afterN: a.afterN }),
  ];
  for (const s of asked) {
    const pev = s.message?.destination ?? '';
    const powerW = s.message?.data.dischargePowerW ?? 0;
    const report = lastReport(view, pev, a.utility, s.n);
    const told = report?.message?.data;
    if (report === undefined || told === undefined)
      return fail(expected, `${powerText(powerW)} asked of ${idOf(pev)}, which had reported nothing`, [s.n]);
    if (powerW > told.maxDischargeW)
      return fail(
        expected,
        `${powerText(powerW)} asked of ${idOf(pev)}, which reported ${powerText(told.maxDischargeW)}`,
        [report.n, s.n],
      );
    if (s.name === 'DispatchRequest') {
      const { eventId = '', start = '', durationS = 0 } = s.message?.data ?? {};
      const event = announcedTo(view, a.utility, pev, eventId, s.n);
      const energyWh = (powerW * askedForMs(event, Date.parse(start), durationS * 1000)) / 3_600_000;
      if (energyWh > told.availableEnergyWh + 1)
        return fail(
          expected,
          `${energyText(energyWh)} asked of ${idOf(pev)}, which reported ${energyText(told.availableEnergyWh)}`,
          [report.n, s.n],
        );
    }
  }
  const last = asked[asked.length - 1];
  return last === undefined
    ? fail(expected, 'nothing was asked of anybody', [a.afterN])
    : pass(expected, `${asked.length} requests and updates`, [last.n]);
};

interface RecordArgs {
  readonly query: number;
  readonly eventId: string;
}

interface PartArgs extends RecordArgs {
  readonly pevId: string;
  readonly states: readonly string[];
  readonly minWh?: number;
  readonly maxWh?: number;
}

/** States in which the part of a PEV is over (specification, section 6). */
const FINAL = new Set(['DONE', 'TERMINATED', 'UNREACHABLE', 'OPTED_OUT']);

/** The record of the event names each PEV once, in a final state. */
export const oneOutcomeEach: Check<RecordArgs & { pevIds: readonly string[] }> = (view, a) => {
  const expected = `one outcome for each of ${a.pevIds.length} PEVs`;
  const targets = targetsOf(view, a);
  for (const id of a.pevIds) {
    const own = targets.filter((t) => t['pevId'] === id);
    if (own.length !== 1) return fail(expected, `${own.length} records of ${id}`, [a.query]);
    if (!FINAL.has(String(own[0]?.['state'])))
      return fail(expected, `${id} is ${stateText(own[0])} after the event`, [a.query]);
  }
  return pass(
    expected,
    a.pevIds.length === targets.length ? 'so it is' : `and ${targets.length - a.pevIds.length} more`,
    [a.query],
  );
};

/** The record of the event names what was missing, within the tolerance of ramps and meters. */
export const namesShortfall: Check<RecordArgs & { shortfallWh: number }> = (view, a) => {
  const record = recordOf(view, a);
  const { shortfallWh, requestedWh } = record as { shortfallWh?: unknown; requestedWh?: unknown };
  const toleranceWh = 50 + TOLERANCE * (typeof requestedWh === 'number' ? requestedWh : 0);
  const expected = `a shortfall of ${energyText(a.shortfallWh)} ± ${energyText(toleranceWh)} on record`;
  if (typeof shortfallWh !== 'number')
    return fail(expected, 'the record of the event has no shortfallWh', [a.query]);
  const ok = Math.abs(shortfallWh - a.shortfallWh) <= toleranceWh;
  return ok
    ? pass(expected, energyText(shortfallWh), [a.query])
    : fail(expected, energyText(shortfallWh), [a.query]);
};

/** The record says of one PEV that it delivered nothing, and does not call it done. */
export const gaveNothing: Check<RecordArgs & { pevId: string }> = (view, a) => {
  const expected = `${a.pevId} on record as having given nothing`;
  const target = targetsOf(view, a).find((t) => t['pevId'] === a.pevId);
  if (target === undefined) return fail(expected, 'it is not on record', [a.query]);
  const { state, deliveredWh = 0 } = target as { state?: string; deliveredWh?: number };
  const ok = deliveredWh === 0 && state !== 'DONE';
  const observed = `${state ?? 'no state'}, ${deliveredWh} Wh`;
  return ok ? pass(expected, observed, [a.query]) : fail(expected, observed, [a.query]);
};

/**
 * The record says of one PEV how its part ended, and how much it gave. What it gave is judged where the record names it:
 * its state is owed, its energy may stand elsewhere.
 */
export const partOnRecord: Check<PartArgs> = (view, a) => {
  const { minWh = 0, maxWh = Infinity } = a;
  const expected = `${a.pevId} on record as ${a.states.join(' or ')}${a.minWh === undefined ? '' : `, with ${energyText(minWh)} to ${energyText(maxWh)}`}`;
  const target = targetsOf(view, a).find((t) => t['pevId'] === a.pevId);
  if (target === undefined) return fail(expected, 'it is not on record', [a.query]);
  const { state, deliveredWh } = target;
  const observed = `${stateText(target)}${typeof deliveredWh === 'number' ? `, ${energyText(deliveredWh)}` : ''}`;
  const isThere = typeof state === 'string' && a.states.includes(state);
  const isRight = typeof deliveredWh !== 'number' || (deliveredWh >= minWh && deliveredWh <= maxWh);
  return isThere && isRight ? pass(expected, observed, [a.query]) : fail(expected, observed, [a.query]);
};

function stateText(target: Record<string, unknown> | undefined): string {
  const state = target?.['state'];
  return typeof state === 'string' ? state : 'without a state';
}

function recordOf(view: CaseView, a: RecordArgs): Record<string, unknown> {
  const query = view.ofKind('query').find((q) => q.n === a.query);
  const records = query?.records ?? [];
  return records.find((r) => r['eventId'] === a.eventId) ?? {};
}

function targetsOf(view: CaseView, a: RecordArgs): Record<string, unknown>[] {
  const { targets } = recordOf(view, a);
  return Array.isArray(targets) ? (targets as Record<string, unknown>[]) : [];
}

export const fleetChecks: Readonly<Record<string, Check<never>>> = {
  'gives-in-total': givesInTotal,
  'gives-no-more-in-total': givesNoMoreInTotal,
  'asks-within-reports': asksWithinReports,
  'one-outcome-each': oneOutcomeEach,
  'names-shortfall': namesShortfall,
  'gave-nothing': gaveNothing,
  'part-on-record': partOnRecord,
};
