/**
 * The telemetry of every discharge, whatever the case is about (PR2-A-16): from its beginning to after its end, at least
 * every reporting interval of its class, by the PEV itself, or by the ESCI's meter of the socket that the PEV is at.
 */
import { pass, fail } from '../checks/check';
import { authored, dispatchesOf, type Dispatch } from '../checks/dispatches';
import { apartMs, type TimedValue } from '../checks/measured';
import { durationText, instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import type { Oracle } from './oracle';
import { cableOf, disturbed, telemetryOf } from './sessions';

type Telemetry = Sent<'EnergyTelemetry'>;

/** What lies between an instant and a message about it: transit, rounding to whole seconds. */
const SLACK_MS = 1000;
/** The first value may come so long after the beginning, ms. */
const BEGINNING_MS = 15_000;
/** A PEV that says nothing of its end is waited for so long before the last value. */
const SILENT_MS = 10_000;

export const telemetryThroughout: Oracle = {
  name: 'meters-from-beginning-to-end',
  judge(view, dut) {
    const { role } = partsOf(dut);
    if (role !== 'esci' && role !== 'pev') return [];
    const expected =
      'telemetry of each discharge from its beginning to its end, at least every reporting interval';
    let last: number | undefined;
    const pevs =
      view.case?.devices.filter((d) => d.role === 'pev' && (role === 'esci' || d.urn === dut)) ?? [];
    for (const { urn } of pevs) {
      const told =
        role === 'pev'
          ? authored(view.messages('EnergyTelemetry', { by: dut }))
          : telemetryOf(view, dut, urn);
      for (const d of dispatchesOf(view, urn)) {
        const wrong = gapIn(view, dut, d, told, saidOver(view, urn, d));
        if (wrong !== undefined)
          return [{ requirement: 'PR2-A-16', judgement: fail(expected, wrong, [d.requestN, d.acceptedN]) }];
        last = told.at(-1)?.n ?? last;
      }
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-16', judgement: pass(expected, 'no gap', [last]) }];
  },
};

/** When the PEV itself said that the discharge is over, ms. */
function saidOver(view: CaseView, pev: string, d: Dispatch): number {
  const ended = view
    .messages('DispatchConfirmation', { by: pev })
    .find((s) => s.message?.data.dispatchId === d.dispatchId && s.message.data.state === 'ENDED');
  return ended?.atMs ?? Infinity;
}

/** Where the telemetry leaves a stretch of the discharge out; undefined where it does not, or may. */
function gapIn(
  view: CaseView,
  dut: string,
  d: Dispatch,
  told: readonly Telemetry[],
  overMs: number,
): string | undefined {
  const fromMs = Math.max(d.startMs, d.acceptedMs);
  const endMs = Math.min(d.endings[0]?.atMs ?? d.plannedEndMs, overMs, view.nowMs);
  const closesMs = endMs + view.param('P_T_STOP') * 1000 + SILENT_MS + SLACK_MS;
  if (d.windowMs > 0 || d.sink !== 'GRID' || disturbed(view, dut, closesMs)) return undefined;
  // A PEV without a cable has nobody to tell, and an ESCI that did not hear of a discharge has nothing to tell of.
  const pulled = cableOf(view, dut).some((s) => s.at >= fromMs && s.at <= closesMs);
  if (partsOf(dut).role === 'pev' ? pulled : !heard(view, dut, d)) return undefined;
  const parameter = d.responseClass === 'REGULATION' ? 'P_MET_INT_REGULATION' : 'P_MET_INT';
  const everyMs = view.param(parameter) * 1000 + SLACK_MS;
  const inside = told.filter((s) => s.atMs >= fromMs - SLACK_MS && s.atMs <= closesMs);
  const firstByMs = fromMs + Math.min(BEGINNING_MS, everyMs);
  if (endMs <= firstByMs) return undefined;
  const dark = view.restartsOf(dut).some((r) => r.at >= fromMs - SLACK_MS && r.at <= firstByMs);
  if (!dark && !inside.some((s) => s.atMs <= firstByMs))
    return `none at the beginning of the discharge of ${instantText(fromMs)}`;
  let before: TimedValue = { atMs: fromMs };
  for (const mark of marksOf(view, dut, inside, endMs)) {
    if (mark.atMs > endMs) break;
    const apart = apartMs(before, mark);
    if (!mark.restarted && apart > everyMs)
      return `none for ${durationText(apart)} after ${instantText(before.atMs)}`;
    if (mark.atMs >= fromMs) before = mark;
  }
  if (view.nowMs < closesMs || inside.some((s) => s.atMs >= endMs - SLACK_MS)) return undefined;
  if (view.restartsOf(dut).some((r) => r.at >= endMs - SLACK_MS && r.at <= closesMs)) return undefined;
  return `none at or after the end of the discharge, ${instantText(endMs)}`;
}

/** The PEV's agreement reached the ESCI: without it the ESCI knows of no discharge. */
function heard(view: CaseView, dut: string, d: Dispatch): boolean {
  const answer = view.sentAt(d.acceptedN);
  return answer?.deliveries.some((x) => x.to === dut && x.outcome === 'delivered') ?? false;
}

interface Mark extends TimedValue {
  /** The ESCI came up again: what lies before it is not its to tell. */
  readonly restarted: boolean;
}

/** What divides the stretch: each value, each loss of power and return of it, and the end; in order. */
function marksOf(view: CaseView, dut: string, told: readonly Telemetry[], endMs: number): Mark[] {
  const restarts = view.restartsOf(dut);
  return [
    ...told.map(({ atMs, message }) => ({ atMs, readMs: timeMs(message?.data.at ?? ''), restarted: false })),
    ...restarts.map(({ at, phase }) => ({ atMs: at, restarted: phase === 'up' })),
    { atMs: endMs, restarted: false },
  ].toSorted((a, b) => a.atMs - b.atMs);
}
