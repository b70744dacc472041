/** What every part of the Utility works with, and where its clocks and records are looked up. */
import type { Endpoint } from '../endpoint/endpoint';
import { timeText, urnOf } from '../endpoint/identifiers';
import type { Parameters } from '../parameters';
import type { UtilityBehaviour } from './behaviour';
import type { GridEvent, PevRecord, Target, UtilityState } from './state';

export interface Desk {
  readonly state: UtilityState;
  readonly endpoint: Endpoint;
  readonly behaviour: UtilityBehaviour;
  readonly parameters: Parameters;
}

/** Bench time, ms. */
export function now(desk: Desk): number {
  return desk.state.atMs;
}

/** The Utility's own clock, ms. */
export function wallNow(desk: Desk): number {
  return desk.endpoint.wallMs(desk.state.atMs);
}

/** The Utility's own clock as messages write it. */
export function timeNow(desk: Desk): string {
  return timeText(wallNow(desk));
}

/** Start of an event on bench time, ms: by the wall clock until it is armed, fixed from then on (PR2-X-03). */
export function startOf(desk: Desk, event: GridEvent): number {
  return event.startMs ?? event.startWallMs - desk.state.offsetMs;
}

/** End of an event on bench time, ms; a PEV that starts at random starts later, but ends with the others. */
export function endOfEvent(desk: Desk, event: GridEvent): number {
  return startOf(desk, event) + event.body.durationS * 1000;
}

/** The interval that runs at a bench instant: the first before the start, the last after the end. */
export function intervalAt(desk: Desk, event: GridEvent, atMs: number): number {
  const elapsedS = (atMs - startOf(desk, event)) / 1000;
  return Math.max(
    0,
    event.intervals.findLastIndex((i) => i.offsetS <= elapsedS),
  );
}

/** Time within which an answer is owed in this event, ms. */
export function ackMs(desk: Desk, event: GridEvent): number {
  return desk.parameters.classes[event.body.responseClass].ackS * 1000;
}

export function findEvent(desk: Desk, eventId: string): GridEvent | undefined {
  return desk.state.events.find((e) => e.eventId === eventId);
}

export function findTarget(event: GridEvent | undefined, pevId: string): Target | undefined {
  return event?.targets.find((t) => t.pevId === pevId);
}

/** The record of a PEV, begun when first needed. */
export function pevRecord(desk: Desk, pevId: string): PevRecord {
  return (desk.state.pevs[pevId] ??= {
    connection: null,
    esci: null,
    availability: null,
    receivedMs: 0,
    sampledMs: 0,
    drawnWms: 0,
    drawnAtMs: 0,
  });
}

export function pevUrn(pevId: string): string {
  return urnOf('pev', pevId);
}
