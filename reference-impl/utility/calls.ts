/** Events as the calls upon a PEV that its enrollment counts and allows (PR2-G-02). */
import { now, type Desk } from './desk';
import type { Call } from './enrollment';
import type { GridEvent } from './state';

/** An event that is out already, as its target's enrollment sees it: not to be counted again. */
export function callOf(event: GridEvent): Call {
  return { startMs: event.startWallMs, programId: event.body.programId, eventsThisYear: -1 };
}

/** Events of the start's calendar year (UTC) that the PEV was called for. */
export function eventsInYear(desk: Desk, pevId: string, startMs: number): number {
  const year = new Date(startMs).getUTCFullYear();
  return desk.state.events.filter(
    (e) =>
      e.issued &&
      new Date(e.startWallMs).getUTCFullYear() === year &&
      e.targets.some((t) => t.pevId === pevId),
  ).length;
}

/** Whether the enrollment is in force for an event that starts then; used again right before a dispatch. */
export function stillEnrolled(desk: Desk, pevId: string, event: GridEvent): boolean {
  return desk.behaviour.isEnrolled(desk.state.enrollments[pevId], callOf(event));
}

/** Whether every customer concerned agreed to short notice beforehand (reading D5). */
export function customersAgreed(desk: Desk, pevIds: readonly string[]): boolean {
  return pevIds.every((id) => {
    const history = desk.state.preferences[desk.state.enrollments[id]?.customerId ?? ''] ?? [];
    return desk.behaviour.effectivePreference(history, now(desk))?.acceptShortNotice === true;
  });
}
