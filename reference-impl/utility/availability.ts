/** What PEVs say they have, and what is left of it once everything that was asked for since is counted (PR2-A-15). */
import type { Message } from '../../schemas';
import { timeMs } from '../endpoint/identifiers';
import { endOfEvent, now, pevRecord, pevUrn, startOf, type Desk } from './desk';
import { isFinal } from './lifecycle';
import type { Available } from './planning';
import type { Availability, Dispatch, GridEvent, PevRecord, Target } from './state';

const WMS_PER_WH = 3_600_000;

/** Asks a PEV what is available now. */
export function ask(desk: Desk, pevId: string, subject: string): void {
  const body = { pevId, maxAgeS: desk.parameters.availabilityAgeS };
  const ackMs = desk.parameters.availabilityRequestS * 1000;
  desk.endpoint.send(now(desk), 'AvailabilityRequest', pevUrn(pevId), subject, body, { ackMs });
}

/** Keeps a report, unless a newer one of the same session is known. */
export function keepReport(desk: Desk, message: Message<'AvailabilityReport'>): void {
  const report = message.data;
  const record = pevRecord(desk, report.pevId);
  const sessionId = record.connection?.sessionId;
  if (sessionId !== undefined && sessionId !== report.sessionId) return;
  const before = record.availability;
  if (before?.sessionId === report.sessionId && timeMs(before.asOf) > timeMs(report.asOf)) return;
  // Age by the clocks of those who measured and relayed: a step of our own clock does not make a report old.
  const ageMs = Math.max(0, timeMs(message.viatime ?? message.time) - timeMs(report.asOf));
  record.availability = report;
  record.receivedMs = now(desk);
  record.sampledMs = now(desk) - ageMs;
  record.drawnWms = 0;
  record.drawnAtMs = now(desk);
}

/** A counter-offer is the PEV's latest word on what it has: it lowers the report, never raises it. */
export function keepOffer(desk: Desk, pevId: string, offer: { W: number; Wh: number }): void {
  const record = pevRecord(desk, pevId);
  if (record.availability === null) return;
  settle(desk, pevId, record);
  const { maxDischargeW, availableEnergyWh } = record.availability;
  record.availability = {
    ...record.availability,
    maxDischargeW: Math.min(maxDischargeW, offer.W),
    availableEnergyWh: Math.min(availableEnergyWh, offer.Wh + Math.ceil(record.drawnWms / WMS_PER_WH)),
  };
}

/** The report of a PEV if it still says what is available; null where it has to be asked again. */
export function freshReport(desk: Desk, pevId: string): Availability | null {
  const record = desk.state.pevs[pevId];
  if (record === undefined || record.availability === null) return null;
  const { availabilityAgeS, clockSkewS } = desk.parameters;
  const sampledS = (record.receivedMs - record.sampledMs) / 1000;
  const heldS = (now(desk) - record.receivedMs) / 1000;
  const isFresh =
    desk.behaviour.isFresh(sampledS, availabilityAgeS + clockSkewS) &&
    desk.behaviour.isFresh(heldS, availabilityAgeS);
  return isFresh ? record.availability : null;
}

/**
 * What is left for one event of a PEV: what it reported, less what was drawn since and what its other running
 * dispatches still need. Null while nothing was reported.
 */
export function availableFor(desk: Desk, event: GridEvent, target: Target): Available | null {
  const record = desk.state.pevs[target.pevId];
  const report = record?.availability;
  if (record === undefined || report === undefined || report === null) return null;
  settle(desk, target.pevId, record);
  let maxW = report.maxDischargeW;
  let energyWms = report.availableEnergyWh * WMS_PER_WH - desk.behaviour.drawnWms(record.drawnWms);
  for (const other of running(desk, target.pevId)) {
    if (other.event === event) continue;
    energyWms -= energyBetween(desk, other.event, other.dispatch, now(desk), Infinity);
    maxW -= peakFrom(desk, other.event, other.dispatch, Math.max(now(desk), startOf(desk, event)));
  }
  if (target.acceptedEnergyWh !== null) {
    const given =
      target.dispatch === null ? 0 : energyBetween(desk, event, target.dispatch, -Infinity, now(desk));
    energyWms = Math.min(energyWms, target.acceptedEnergyWh * WMS_PER_WH - given);
  }
  return { maxW: Math.max(0, maxW), minW: report.minDischargeW, energyWms: Math.max(0, energyWms) };
}

/** Counts what running dispatches drew since the last count; to be called before any of their plans changes. */
export function settleDraw(desk: Desk, pevId: string): void {
  const record = desk.state.pevs[pevId];
  if (record !== undefined) settle(desk, pevId, record);
}

function settle(desk: Desk, pevId: string, record: PevRecord): void {
  for (const { event, dispatch } of running(desk, pevId)) {
    record.drawnWms += energyBetween(desk, event, dispatch, record.drawnAtMs, now(desk));
  }
  record.drawnAtMs = now(desk);
}

function running(desk: Desk, pevId: string): { event: GridEvent; dispatch: Dispatch }[] {
  return desk.state.events.flatMap((event) => {
    if (isFinal(event.state) || !event.dispatched) return [];
    const dispatch = event.targets.find((t) => t.pevId === pevId)?.dispatch;
    return dispatch?.live === true ? [{ event, dispatch }] : [];
  });
}

/** Energy that a dispatch's plan asks for between two bench instants, W·ms. */
export function energyBetween(
  desk: Desk,
  event: GridEvent,
  dispatch: Dispatch,
  fromMs: number,
  toMs: number,
): number {
  return spans(desk, event).reduce((sum, span, k) => {
    const lastsMs = Math.min(span.endMs, toMs) - Math.max(span.startMs, fromMs);
    return sum + Math.max(0, lastsMs) * (dispatch.planW[k] ?? 0);
  }, 0);
}

function peakFrom(desk: Desk, event: GridEvent, dispatch: Dispatch, fromMs: number): number {
  return Math.max(
    0,
    ...spans(desk, event).map((span, k) => (span.endMs > fromMs ? (dispatch.planW[k] ?? 0) : 0)),
  );
}

/** When each interval of an event begins and ends, bench ms; a random start does not lengthen it. */
export function spans(desk: Desk, event: GridEvent): { startMs: number; endMs: number }[] {
  const startMs = startOf(desk, event);
  return event.intervals.map((i) => ({
    startMs: startMs + i.offsetS * 1000,
    endMs: startMs + (i.offsetS + i.durationS) * 1000,
  }));
}

/** Whether any of the event's time is left. */
export function lasts(desk: Desk, event: GridEvent): boolean {
  return now(desk) < endOfEvent(desk, event);
}
