/**
 * The figures of an EventReport (M19), held against each other and against the kit's own books: the plan of the dispatch
 * and its updates, and what flowed (PR2-A-10). A description is undefined where nothing is wrong.
 */
import type { MessageBodies } from '../../../schemas';
import type { CaseView } from '../../../runlog/case-view';
import { timeMs } from '../../../reference-impl/endpoint/identifiers';
import type { Dispatch } from '../dispatches';
import { durationText, energyText } from '../texts';

export type Report = MessageBodies['EventReport'];

/** Two registers cut to whole watt-hours. */
export const ROUNDING_WH = 2;
/** A participation may be written with two digits; half of the last one is not exact in binary. */
export const PARTICIPATION_ROUNDING = 0.005 + 1e-9;
/** A command counts from its receipt or from its answer, and power that ramps ends a little later: so far apart, ms. */
const SLACK_MS = 10_000;
const J_PER_WH = 3600;

/** What was delivered of what was asked for, from 0 to 1; of nothing everything. */
export function participationOf({
  requestedWh,
  deliveredWh,
}: Pick<Report, 'requestedWh' | 'deliveredWh'>): number {
  return requestedWh === 0 ? 1 : Math.min(1, deliveredWh / requestedWh);
}

/** What a customer is told of an event's settlement. */
export type Stated = Pick<MessageBodies['SettlementStatement'], 'deliveredWh' | 'participation'>;

/** Whether a customer is told what was reported. */
export function statesAsReported(said: Stated, reported: Stated): boolean {
  return (
    Math.abs(said.deliveredWh - reported.deliveredWh) <= ROUNDING_WH &&
    Math.abs(said.participation - reported.participation) <= PARTICIPATION_ROUNDING
  );
}

/** Where the report's own figures do not add up. */
export function contradiction(r: Report): string | undefined {
  if (Math.abs(r.endRegister - r.startRegister - r.deliveredWh) > ROUNDING_WH)
    return `it tells ${energyText(r.deliveredWh)}, its registers ${energyText(r.endRegister - r.startRegister)}`;
  if (Math.abs(r.participation - participationOf(r)) > PARTICIPATION_ROUNDING)
    return `${energyText(r.deliveredWh)} of ${energyText(r.requestedWh)} are no participation of ${r.participation}`;
  return undefined;
}

/** Where the energy asked for is not what the dispatch and its updates planned, up to a cancel. */
export function unlikePlan(r: Report, d: Dispatch): string | undefined {
  const wh = plannedJ(d, d.startMs, d.plannedEndMs) / J_PER_WH;
  const off = Math.abs(r.requestedWh - wh);
  return off > ROUNDING_WH + wh / 100 + slackWh(d)
    ? `${energyText(r.requestedWh)} told as asked for, where ${energyText(wh)} were planned`
    : undefined;
}

/** Where the energy told as delivered is not what flowed until the report, `atMs`. */
export function unlikeFlow(
  view: CaseView,
  pev: string,
  r: Report,
  d: Dispatch,
  atMs: number,
): string | undefined {
  const wh = view.curve(pev).energyJ(d.startMs - d.windowMs, atMs).exportJ / J_PER_WH;
  const off = Math.abs(r.deliveredWh - wh);
  return off > ROUNDING_WH + accuracy(view) * wh + slackWh(d)
    ? `${energyText(r.deliveredWh)} told as delivered, where ${energyText(wh)} flowed`
    : undefined;
}

/** Where a deviation that it tells of lies outside the dispatch, or cost something else than it says. */
export function untrueDeviation(view: CaseView, pev: string, r: Report, d: Dispatch): string | undefined {
  const startMs = eventStartMs(view, r) ?? d.startMs;
  const lengthS = (d.plannedEndMs - startMs + SLACK_MS) / 1000;
  for (const { kind, fromS, toS, energyWh } of r.deviations) {
    const stretch = `${kind} from ${durationText(fromS * 1000)} to ${durationText(toS * 1000)}`;
    if (toS < fromS || toS > lengthS)
      return `${stretch} told of a dispatch of ${durationText(lengthS * 1000 - SLACK_MS)}`;
    const [fromMs, toMs] = [startMs + fromS * 1000, startMs + toS * 1000];
    const flowedWh = view.curve(pev).energyJ(fromMs, Math.min(toMs, view.nowMs)).exportJ / J_PER_WH;
    const plannedWh = plannedJ(d, fromMs, toMs) / J_PER_WH;
    const tolWh = ROUNDING_WH + accuracy(view) * Math.max(flowedWh, plannedWh) + 2 * slackWh(d);
    if (Math.abs(energyWh - (flowedWh - plannedWh)) > tolWh)
      return `${stretch} told with ${energyText(energyWh)}, where ${energyText(flowedWh)} of ${energyText(plannedWh)} flowed`;
  }
  return undefined;
}

/** Where the response times that it tells of are not those that were seen, as exactly as a value each P_MET_INT can tell. */
export function untrueResponse(view: CaseView, pev: string, r: Report, d: Dispatch): string | undefined {
  const first = d.setpoints[0];
  if (first === undefined || first.powerW === 0 || d.windowMs > 0) return undefined;
  const until = Math.min(d.endings[0]?.atMs ?? d.plannedEndMs, d.setpoints[1]?.t0Ms ?? Infinity);
  const curve = view.curve(pev);
  const seenMs = (part: number): number | undefined =>
    curve.firstWhere(first.t0Ms, until, (powerW) => -powerW >= first.powerW * part)?.atMs;
  const told = r.responseTimes;
  const rows = [
    { what: 'to the answer', toldS: told?.ackS, seenMs: d.acceptedMs, sinceMs: first.receivedMs },
    { what: 'to a tenth of the power', toldS: told?.startS, seenMs: seenMs(0.1), sinceMs: first.t0Ms },
    { what: 'to the power', toldS: told?.fullS, seenMs: seenMs(0.95), sinceMs: first.t0Ms },
  ];
  const tolS = view.param('P_MET_INT') + 1;
  for (const { what, toldS, seenMs: ms, sinceMs } of rows) {
    if (toldS === undefined || ms === undefined) continue;
    const seenS = (ms - sinceMs) / 1000;
    if (Math.abs(toldS - seenS) > tolS)
      return `${durationText(toldS * 1000)} told ${what}, where it took ${durationText(seenS * 1000)}`;
  }
  return undefined;
}

/** Deviations count from the start of the event, as its last revision has it. */
function eventStartMs(view: CaseView, { eventId }: Report): number | undefined {
  const told = view.messages('EnergySupplyEvent', { where: (data) => data['eventId'] === eventId }).at(-1);
  return told?.message === undefined ? undefined : timeMs(told.message.data.start);
}

/** What was planned within the window, J: the accepted setpoints, one after the other, up to the end or a cancel. */
function plannedJ(d: Dispatch, fromMs: number, toMs: number): number {
  const cancelledMs = d.endings.find((e) => e.why === 'cancel')?.atMs ?? Infinity;
  const endMs = Math.min(d.plannedEndMs, cancelledMs, toMs);
  return d.setpoints.reduce((sum, s, i) => {
    // The first holds from the start, however late it was accepted.
    const since = Math.max(i === 0 ? d.startMs : s.t0Ms, fromMs);
    const until = Math.min(d.setpoints[i + 1]?.t0Ms ?? Infinity, endMs);
    return sum + (s.powerW * Math.max(0, until - since)) / 1000;
  }, 0);
}

/** What may lie between two readings of when a command or a ramp counts. */
function slackWh(d: Dispatch): number {
  return (Math.max(...d.setpoints.map((s) => s.powerW)) * SLACK_MS) / 1000 / J_PER_WH;
}

function accuracy(view: CaseView): number {
  return view.param('P_MET_ACC') / 100;
}
